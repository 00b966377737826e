import { AppError } from "./error.ts";
import { addMonths, lastDayOf } from "./month.ts";
import type { Person } from "./person.ts";
import type { LocalDate, LocalMonth } from "./working-day.ts";

/** `open` until the shortlist of its award is decided; then what became of it. */
export const NOMINATION_STATES = ["open", "won", "not-chosen"] as const;
export type NominationState = (typeof NOMINATION_STATES)[number];

export type Nomination = {
  readonly id: string;
  readonly period: LocalMonth;
  /** Id of an award of the policy. */
  readonly award: string;
  readonly nominatorId: string;
  readonly nomineeId: string;
  /** From 1, among those of the nominator and of the pair in the month. */
  readonly nominatorTurn: number;
  readonly pairTurn: number;
  /** How many there may be of each, by the policy of then. */
  readonly nominatorLimit: number;
  readonly pairLimit: number;
  /** On which it came; its month is the period or the one behind it. */
  readonly localDate: LocalDate;
  /** Masked. */
  readonly reason: string;
  /** Ids of principles of the policy. */
  readonly principles: readonly string[];
  readonly evidenceContactId: string | null;
  readonly state: NominationState;
  readonly policyId: string;
  readonly at: Date;
};

export type NominationRules = {
  readonly ownSupervisorAllowed: boolean;
  readonly samePairPerMonth: number;
  readonly perPersonPerMonth: number;
};
/** What was nominated before in the month. */
export type NominationsBefore = { readonly byNominator: number; readonly byPair: number };

/**
 * Whether one may name the other. Nobody names themselves, whatever the policy.
 * @throws AppError `bad-input` with the rule's own `what`
 */
export function requireNominable(
  { from, to }: { readonly from: Person; readonly to: Person },
  rules: NominationRules,
  before: NominationsBefore,
): void {
  const refuse = (what: string, facts: Record<string, string | number> = {}): never => {
    throw new AppError("bad-input", `${from.employeeNo} may not name ${to.employeeNo}: ${what}.`, {
      what,
      name: to.name,
      ...facts,
    });
  };
  if (from.id === to.id) refuse("nominate-oneself");
  if (to.status !== "active") refuse("nominee-left");
  if (!rules.ownSupervisorAllowed && from.managerNo === to.employeeNo) refuse("own-supervisor");
  if (!to.roles.includes("agent")) refuse("nominee-no-agent");
  if (before.byPair >= rules.samePairPerMonth) refuse("same-pair", { max: rules.samePairPerMonth });
  if (before.byNominator >= rules.perPersonPerMonth)
    refuse("nominations-spent", { max: rules.perPersonPerMonth });
}

/** @throws AppError `bad-input` for somebody hired too long ago, or of whom nobody knows when */
export function requireNewcomer(person: Person, withinMonths: number, today: LocalDate): void {
  if (isNewcomer(person, withinMonths, today)) return;
  throw new AppError("bad-input", `${person.employeeNo} is no newcomer.`, {
    what: "no-newcomer",
    name: person.name,
    months: withinMonths,
  });
}

export function isNewcomer(
  { hiredAt }: Pick<Person, "hiredAt">,
  withinMonths: number,
  on: LocalDate,
): boolean {
  return hiredAt !== null && hiredAt <= on && on <= monthsAfter(hiredAt, withinMonths);
}

/** The same day so many months later, or the last of that month when it has no such day. */
export function monthsAfter(date: LocalDate, months: number): LocalDate {
  const month = addMonths(date.slice(0, 7), months);
  const day = `${month}-${date.slice(8)}`;
  return day <= lastDayOf(month) ? day : lastDayOf(month);
}

/**
 * A nomination counts to the month in which it comes. The month before may still be chosen until somebody has decided
 * its awards: what happened on its last evening is known the morning after.
 * @throws AppError `closed` for a month that is decided, past or to come
 */
export function requireOpenMonth(
  month: LocalMonth,
  { current, isDecided }: { readonly current: LocalMonth; readonly isDecided: boolean },
): void {
  const previous = addMonths(current, -1);
  if (month === current || (month === previous && !isDecided)) return;
  throw new AppError("closed", `Nominations for ${month} are closed.`, {
    what: "nomination-window",
    month,
    state: "closed",
  });
}

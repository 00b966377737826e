import type { Appeal, AppealValue, Ruling } from "./appeal.ts";
import { AppError } from "./error.ts";
import { maskText } from "./masking.ts";
import type { Role } from "./person.ts";
import { storableText } from "./storable-text.ts";
import { addDays, addWorkingDays, type Calendar, type LocalDate } from "./working-day.ts";

export type AppealSettings = {
  readonly judge: "other-supervisor" | "inspector" | "manager";
  readonly windowWorkingDays: number;
  readonly answerWorkingDays: number;
  readonly escalateTo: Role;
  readonly escalatedAnswerWorkingDays: number;
  readonly perEvaluation: number;
  readonly minReasonChars: number;
};

export const JUDGE_ROLES = {
  "other-supervisor": "supervisor",
  inspector: "inspector",
  manager: "manager",
} as const satisfies Record<AppealSettings["judge"], Role>;

/** The last day for an appeal against what was decided on that day; of a second hearing too. */
export const windowUntil = (decidedOn: LocalDate, settings: AppealSettings, calendar: Calendar): LocalDate =>
  addWorkingDays(decidedOn, settings.windowWorkingDays, calendar);

/** The last day for the ruling of what comes to that level on that day. */
export function answerBy(
  since: LocalDate,
  level: Appeal["level"],
  settings: AppealSettings,
  calendar: Calendar,
): LocalDate {
  const days = level === "first" ? settings.answerWorkingDays : settings.escalatedAnswerWorkingDays;
  return addWorkingDays(since, days, calendar);
}

/** Working days after the first date until the second; 0 on the same day. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: Calendar): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (calendar.isWorkingDay(day)) count += 1;
  return count;
}

/**
 * Which appeal about the subject this would be.
 * @throws AppError `already-done` when the policy admits no more, `closed` when the window is over
 */
export function admitAppeal(
  earlier: readonly Pick<Appeal, "number" | "firstId" | "ruled">[],
  filing: { readonly today: LocalDate; readonly until: LocalDate; readonly most: number },
): number {
  const firsts = earlier.filter(({ firstId }) => firstId === null);
  const open = earlier.find(({ ruled }) => ruled === null);
  const last = open ?? firsts.at(-1);
  if (last !== undefined && (open !== undefined || firsts.length >= filing.most))
    throw new AppError("already-done", `Appeal #${last.number} was filed before.`, {
      what: "appeal",
      appeal: last.number,
    });
  requireWindow("appeal-window", filing);
  return firsts.length + 1;
}

/**
 * The agent may ask once for a second hearing of what was not granted.
 * @throws AppError `closed` before the ruling, after a full one, or after the window; `already-done` for a third one
 */
export function admitSecondHearing(
  appeal: Pick<Appeal, "number" | "firstId" | "ruled">,
  second: Pick<Appeal, "number"> | null,
  filing: { readonly today: LocalDate; readonly until: LocalDate },
): void {
  const { number } = appeal;
  if (second !== null || appeal.firstId !== null)
    throw new AppError("already-done", "There is one second hearing.", {
      what: "second-hearing",
      appeal: second?.number ?? number,
    });
  if (appeal.ruled === null)
    throw new AppError("closed", `Appeal #${number} is not ruled yet.`, {
      what: "appeal-open",
      appeal: number,
    });
  if (appeal.ruled.ruling === "proposed")
    throw new AppError("closed", `Appeal #${number} was granted.`, {
      what: "appeal-granted",
      appeal: number,
    });
  requireWindow("second-window", filing);
}

function requireWindow(
  what: string,
  { today, until }: { readonly today: LocalDate; readonly until: LocalDate },
): void {
  if (today > until) throw new AppError("closed", `The window ended on ${until}.`, { what, until });
}

/**
 * @throws AppError `wrong-person`, `already-done` when it is ruled, or moved on since the card was drawn, `bad-input`
 * for a revision that no card ever had
 */
export function requireRulableBy(appeal: Appeal, personId: string, revision: number): void {
  const { number } = appeal;
  if (appeal.agentId === personId || (appeal.judgeId !== personId && appeal.ruled === null))
    throw new AppError("wrong-person", "Another judge hears this appeal.", { what: "appeal-judge" });
  if (appeal.ruled !== null)
    throw new AppError("already-done", `Appeal #${number} is ruled.`, {
      what: "appeal-ruled",
      appeal: number,
    });
  if (revision === appeal.revision) return;
  if (Number.isInteger(revision) && revision >= 0 && revision < appeal.revision)
    throw new AppError("already-done", `Appeal #${number} has moved on.`, {
      what: "appeal-moved",
      appeal: number,
    });
  throw new AppError("bad-input", `No card of the appeal carries revision ${revision}.`, {
    what: "appeal-card",
  });
}

/** What a ruling comes to: a third score that equals one of the two is that one. */
export function settleRuling(
  appeal: Pick<Appeal, "given" | "proposed">,
  chosen: Ruling,
  third: AppealValue,
): { readonly ruling: Ruling; readonly value: AppealValue } {
  const value = { keep: appeal.given, proposed: appeal.proposed, other: third }[chosen];
  if (value === appeal.given) return { ruling: "keep", value };
  return { ruling: value === appeal.proposed ? "proposed" : "other", value };
}

/** The one of the ruling roles who has the least to hear; `loads` in the order in which ties are broken. */
export function chooseJudge(
  loads: readonly { readonly personId: string; readonly open: number; readonly total: number }[],
  excluded: readonly string[],
): string | null {
  const eligible = loads.filter(({ personId }) => !excluded.includes(personId));
  const [first] = [...eligible].sort((left, right) => left.open - right.open || left.total - right.total);
  return first?.personId ?? null;
}

export const MAX_REASON_CHARACTERS = 500;

/**
 * A reason as it is kept and shown: what identifies a customer is hidden.
 * @throws AppError `bad-input` for one that is too short or too long
 */
export function readReason(typed: string, min: number): string {
  const text = storableText(typed).trim();
  const letters = (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
  if (letters < Math.max(1, min))
    throw new AppError("bad-input", "The reason is too short.", {
      what: "appeal-reason",
      min: Math.max(1, min),
    });
  const count = [...text].length;
  if (count > MAX_REASON_CHARACTERS)
    throw new AppError("bad-input", "The reason is too long.", {
      what: "appeal-long",
      max: MAX_REASON_CHARACTERS,
      count,
    });
  return maskText(text);
}

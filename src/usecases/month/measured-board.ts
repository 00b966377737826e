import { type Board, type BoardQuestion, type BoardRow, honestBoard } from "#domain/board";
import { AppError } from "#domain/error";
import { firstDayOf, lastDayOf } from "#domain/month";
import { findPeriod } from "#domain/month-roll-up";
import type { MonthClose } from "#domain/month-result";
import type { Person } from "#domain/person";
import type { LocalDate, LocalMonth } from "#domain/working-day";
import { findIndicator, type Indicator, QUALITY } from "#policy/indicator";
import type { Policy } from "#policy/policy";
import type { Measurement } from "#ports/metrics";
import type { Store } from "#ports/store";
import { questionOf, teamUnits, unitOf } from "./board-units.ts";

/** A month, a quarter or a year. */
export type BoardPeriod = {
  readonly id: string;
  readonly months: readonly LocalMonth[];
  readonly from: LocalDate;
  readonly to: LocalDate;
};
export type BoardOf = {
  readonly period: BoardPeriod;
  readonly indicator: Indicator;
  /** Only the people of this team; null: everybody. */
  readonly team: string | null;
};
export type PersonRow = BoardRow & { readonly person: Person; readonly measured: Measurement };
export type MeasuredBoard = BoardOf & {
  readonly minimum: number;
  /** In the order of the board, then those who stand apart, by name. */
  readonly people: readonly PersonRow[];
  /** The same of teams, each as its people together; none when one team is asked for, or there is only one. */
  readonly teams: readonly (BoardRow & { readonly people: number })[];
  /** p of the test whether people differ at all. */
  readonly anyDifference: number | null;
  /** What those who were compared have in common when none can be told apart. */
  readonly tie: Board["tie"];
  /** The version of the month whose frozen numbers these are; null: measured now. */
  readonly frozen: Frozen | null;
};
export type Frozen = Pick<MonthClose, "version" | "frozenAt">;

/** When the policy says nothing: one lucky score is no board. */
const LEAST_MEASUREMENTS = 5;

export function boardPeriod(text: LocalMonth): BoardPeriod {
  const period = findPeriod(text);
  const months = period?.months ?? [text];
  const id = period?.id ?? text;
  return { id, months, from: firstDayOf(months[0] ?? text), to: lastDayOf(months.at(-1) ?? text) };
}

/** @throws AppError `bad-input` with the metrics that there are */
export function boardIndicator(policy: Pick<Policy, "indicators" | "terms">, word: string): Indicator {
  const indicator = word.trim() === "" ? QUALITY : findIndicator(policy, word);
  if (indicator !== null) return indicator;
  const known = [QUALITY, ...policy.indicators.filter(({ enabled }) => enabled)];
  throw new AppError(
    "bad-input",
    `There is no metric "${word}": use ${known.map(({ id }) => id).join(", ")}.`,
    {
      what: "board-metric",
      typed: word,
      names: known.map(({ name }) => name.zh).join("、"),
      namesEn: known.map(({ name }) => name.en).join(", "),
    },
  );
}

/** Everybody with their numbers: what boards of several teams are made of. */
export type BoardNumbers = Pick<BoardOf, "period" | "indicator"> & {
  readonly people: readonly Person[];
  readonly byPerson: ReadonlyMap<string, Measurement>;
  readonly frozen: Frozen | null;
};

/** Measured now, by the database. */
export async function measureNumbers(
  store: Pick<Store, "metrics" | "people">,
  { period, indicator }: Pick<BoardOf, "period" | "indicator">,
): Promise<BoardNumbers> {
  const { from, to } = period;
  const hasPercentiles = indicator.unit === "seconds";
  const measured = await store.metrics.measure({ from, to, indicators: [indicator], hasPercentiles });
  const own = measured.filter(({ metric }) => metric === indicator.id);
  const people = await store.people.all();
  const byPerson = new Map(own.map((one) => [one.personId, one]));
  return { period, indicator, people, byPerson, frozen: null };
}

/** People who have left are not on it. @param team only its people; null: everybody, and the teams beside them. */
export function boardOf(
  { period, indicator, people, byPerson, frozen }: BoardNumbers,
  { publish }: Pick<Policy, "publish">,
  team: string | null,
): MeasuredBoard {
  const minimum = publish?.minimumEvaluations ?? LEAST_MEASUREMENTS;
  const question = questionOf(indicator, minimum);
  const found = people.flatMap((person) => {
    const measured = byPerson.get(person.id);
    const isOnIt =
      person.status === "active" &&
      indicator.roles.some((role) => person.roles.includes(role)) &&
      (team === null || person.team === team);
    return isOnIt && measured !== undefined
      ? [{ person, measured, unit: unitOf(person, measured, indicator) }]
      : [];
  });
  const units = found.map(({ unit }) => unit);
  const board = honestBoard(units, question);
  const byId = new Map(found.map((one) => [one.person.id, one]));
  return {
    period,
    indicator,
    team,
    minimum,
    people: board.rows.flatMap((row) => {
      const one = byId.get(row.id);
      return one === undefined ? [] : [{ ...row, person: one.person, measured: one.measured }];
    }),
    teams: team === null ? teamRows(found, question) : [],
    anyDifference: board.anyDifference,
    tie: board.tie,
    frozen,
  };
}

function teamRows(people: Parameters<typeof teamUnits>[0], question: BoardQuestion): MeasuredBoard["teams"] {
  const units = teamUnits(people);
  if (units.length < 2) return [];
  const sizes = new Map(units.map(({ id, people: size }) => [id, size]));
  return honestBoard(units, question).rows.map((row) => ({ ...row, people: sizes.get(row.id) ?? 0 }));
}

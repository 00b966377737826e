import { type BoardQuestion, type BoardRow, honestBoard } from "#domain/board";
import { AppError } from "#domain/error";
import { firstDayOf, lastDayOf } from "#domain/month";
import { findPeriod } from "#domain/month-roll-up";
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
};

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

/** Measured now. People who have left are not on it. */
export async function measureBoard(
  store: Pick<Store, "metrics" | "people">,
  policy: Pick<Policy, "publish">,
  of: BoardOf,
): Promise<MeasuredBoard> {
  const { period, indicator, team } = of;
  const measured = await store.metrics.measure({
    from: period.from,
    to: period.to,
    indicators: [indicator],
    hasPercentiles: indicator.unit === "seconds",
  });
  const byPerson = new Map(
    measured.filter(({ metric }) => metric === indicator.id).map((one) => [one.personId, one]),
  );
  const people = (await store.people.all()).filter(
    (person) =>
      person.status === "active" &&
      indicator.roles.some((role) => person.roles.includes(role)) &&
      (team === null || person.team === team),
  );
  const minimum = policy.publish?.minimumEvaluations ?? LEAST_MEASUREMENTS;
  const question = questionOf(indicator, minimum);
  const measuredPeople = people.flatMap((person) => {
    const own = byPerson.get(person.id);
    return own === undefined ? [] : [{ person, measured: own, unit: unitOf(person, own, indicator) }];
  });
  const board = honestBoard(
    measuredPeople.map(({ unit }) => unit),
    question,
  );
  const found = new Map(measuredPeople.map((one) => [one.person.id, one]));
  return {
    ...of,
    minimum,
    people: board.rows.flatMap((row) => {
      const one = found.get(row.id);
      return one === undefined ? [] : [{ ...row, person: one.person, measured: one.measured }];
    }),
    teams: team === null ? teamRows(measuredPeople, question) : [],
    anyDifference: board.anyDifference,
  };
}

function teamRows(people: Parameters<typeof teamUnits>[0], question: BoardQuestion): MeasuredBoard["teams"] {
  const units = teamUnits(people);
  if (units.length < 2) return [];
  const sizes = new Map(units.map(({ id, people: size }) => [id, size]));
  return honestBoard(units, question).rows.map((row) => ({ ...row, people: sizes.get(row.id) ?? 0 }));
}

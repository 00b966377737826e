import type { Card } from "#cards/card";
import { periodCard } from "#cards/period-card";
import type { Period } from "#domain/month-roll-up";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { MonthDeps } from "./deps.ts";
import { namesOf } from "./month-view.ts";
import { periodResults, type PeriodResults } from "./period-results.ts";

export type RollUpPeriodInput = { readonly period: Period; readonly by: Person };

/** A quarter or a year, computed anew each time from what is final. @throws AppError as `periodResults`; `not-allowed` */
export async function rollUpPeriod(
  deps: Pick<MonthDeps, "store" | "clock" | "policy">,
  input: RollUpPeriodInput,
): Promise<{
  readonly card: Card;
  readonly results: PeriodResults;
  readonly people: ReadonlyMap<string, Person>;
}> {
  const { period, by } = input;
  requireAllowed(by, "close-month");
  const results = await periodResults(deps, period);
  const people = new Map(
    (await deps.store.people.many([...results.people.keys()])).map((one) => [one.id, one]),
  );
  const card = periodCard({
    language: by.language,
    period: period.id,
    months: results.months,
    hasGrades: results.hasGrades,
    names: namesOf(deps.policy),
    people: [...people.values()].flatMap(({ id, name }) => {
      const rolledUp = results.people.get(id);
      return rolledUp === undefined ? [] : [{ ...rolledUp, name }];
    }),
  });
  return { card, results, people };
}

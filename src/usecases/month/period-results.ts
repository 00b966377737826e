import { AppError } from "#domain/error";
import { firstDayOf, lastDayOf } from "#domain/month";
import { type Period, type RolledUp, rollUp } from "#domain/month-roll-up";
import { YEAR_REVIEW } from "#domain/month-result";
import { localDate } from "#domain/working-day";
import { levelsOf } from "#policy/month-rules";
import type { MonthDeps } from "./deps.ts";

export type PeriodResults = {
  readonly period: Period;
  /** Closed months of the period, all of them final. */
  readonly months: number;
  readonly hasGrades: boolean;
  /** By person, in the order of employee numbers. */
  readonly people: ReadonlyMap<string, RolledUp>;
};
type Deps = Pick<MonthDeps, "store" | "clock" | "policy">;

/**
 * Everybody's quarter or year out of its final months, by the policy in force. Months before the first one that was
 * ever closed are no part of it.
 * @throws AppError `setting-missing` when the policy has no such cycle; `bad-input` while the period is not over;
 * `not-found` when none of its months is closed; `closed` while one of them is not final
 */
export async function periodResults(deps: Deps, period: Period): Promise<PeriodResults> {
  const { store, policy } = deps;
  requireCycle(deps, period);
  const [first = "", last = ""] = [period.months[0], period.months.at(-1)];
  const standing = await store.months.standingBetween(first, last);
  const begun = standing[0]?.month;
  if (begun === undefined)
    throw new AppError("not-found", `No month of ${period.id} is closed.`, {
      what: "period",
      period: period.id,
    });
  const final = new Set(standing.flatMap(({ month, state }) => (state === "final" ? [month] : [])));
  const open = period.months.filter((month) => month >= begun && !final.has(month));
  if (open.length > 0)
    throw new AppError("closed", `${open.join(", ")} are not final yet.`, {
      what: "period-open",
      period: period.id,
      months: open.join("、"),
    });
  const totals = new Map<string, (number | null)[]>();
  for (const [place, { id }] of standing.entries())
    for (const { personId, total } of await store.months.outcomes(id)) {
      const own = totals.get(personId) ?? standing.map(() => null);
      own[place] = total;
      totals.set(personId, own);
    }
  const levels = levelsOf(policy, period.cycle);
  const reviewWeight = period.cycle === "year" ? (policy.year?.reviewWeight ?? 0) : 0;
  const reviews = reviewWeight > 0 ? await reviewMarks(deps, last) : new Map<string, number>();
  const people = new Map(
    [...totals].map(([personId, own]) => [
      personId,
      rollUp(own, reviews.get(personId) ?? null, { reviewWeight, levels }),
    ]),
  );
  return { period, months: standing.length, hasGrades: levels !== null, people };
}

function requireCycle({ policy, clock }: Deps, { id, cycle, months }: Period): void {
  if (policy.cycles?.enabled.includes(cycle) !== true)
    throw new AppError("setting-missing", `Policy ${policy.name} has no ${cycle} in cycles.enabled.`, {
      setting: `cycles.enabled: ${cycle}`,
    });
  const last = lastDayOf(months.at(-1) ?? "1970-01");
  if (localDate(clock.now(), policy.zone) > last) return;
  throw new AppError("bad-input", `${id} is not over.`, { what: "month-not-over", month: id, last });
}

/** Entered or imported for the last month of the year. */
async function reviewMarks({ store }: Deps, month: string): Promise<Map<string, number>> {
  const measured = await store.metrics.measure({
    from: firstDayOf(month),
    to: lastDayOf(month),
    indicators: [],
  });
  return new Map(
    measured.flatMap(({ personId, metric, value }) => (metric === YEAR_REVIEW ? [[personId, value]] : [])),
  );
}

import type { Evidence, TargetMet } from "#domain/award-candidates";
import { type AwardPeriod, type Span, spanOf } from "#domain/award-period";
import { honestBoard } from "#domain/board";
import type { Sample } from "#domain/effect";
import { groupBy } from "#domain/group-by";
import { addMonths } from "#domain/month";
import type { MonthResult } from "#domain/month-result";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import type { AwardSettings } from "./award-settings.ts";

/** What the standing versions of the period's months say: totals, and results against personal targets. */
export async function monthEvidence(
  { months }: Pick<Store, "months">,
  policy: Policy,
  span: Span,
  byTeam: ReadonlyMap<string, readonly Person[]> | null,
): Promise<Pick<Evidence, "totals" | "targets">> {
  const ofMonths = await Promise.all(monthsIn(span).map((month) => months.results(month)));
  const byPerson = groupBy(ofMonths.flat(), ({ personId }) => personId);
  const ids: (readonly [string, ReadonlySet<string>])[] =
    byTeam === null
      ? [...byPerson.keys()].map((id) => [id, new Set([id])])
      : [...byTeam].map(([team, members]) => [team, new Set(members.map(({ id }) => id))]);
  const totals = ids.map(([key, members]) => [key, totalOf(ofMonths, members)] as const);
  return {
    totals: new Map(totals.flatMap(([key, total]) => (total === null ? [] : [[key, total]]))),
    targets: new Map([...byPerson].map(([id, own]) => [id, targetsOf(policy, own)])),
  };
}

function monthsIn({ from, to }: Span): LocalMonth[] {
  const months: LocalMonth[] = [];
  // A week has no month of its own.
  if (from.slice(8) !== "01") return months;
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The mean of the totals that are not held, and of how many months; null for none. */
function totalOf(
  ofMonths: readonly (readonly MonthResult[])[],
  members: ReadonlySet<string>,
): { value: number; months: number } | null {
  const theirs = ofMonths
    .map((results) => results.flatMap(({ personId, total }) => (members.has(personId) ? (total ?? []) : [])))
    .filter((totals) => totals.length > 0);
  const totals = theirs.flat();
  if (totals.length === 0) return null;
  return { value: totals.reduce((sum, total) => sum + total, 0) / totals.length, months: theirs.length };
}

/** Each month's value against the person's own target of that month; what has no direction has no over and under. */
function targetsOf({ indicators }: Policy, results: readonly MonthResult[]): readonly TargetMet[] {
  return results.flatMap(({ measures }) =>
    measures.flatMap(({ metric, value, target }): TargetMet[] => {
      const better = indicators.find(({ id }) => id === metric)?.better;
      if (value === null || target === null || (better !== "higher" && better !== "lower")) return [];
      return [{ metric, value, target, better }];
    }),
  );
}

/** Whether a month of the period is still to be published that the award looks at. */
export async function isWaitedFor(
  { months }: Pick<Store, "months">,
  policy: Policy,
  settings: AwardSettings,
  period: AwardPeriod,
): Promise<boolean> {
  const span = spanOf(period);
  const looksAtMonth = settings.basis !== "votes" && settings.basis !== "idea" && settings.basis !== "case";
  if (span === null || policy.month === undefined || !looksAtMonth) return false;
  const standing = await Promise.all(monthsIn(span).map((month) => months.standing(month)));
  return standing.includes(null);
}

/**
 * Who can be told apart by their evaluations: the groups of the honest board, among those with enough of them. Of a
 * team the degrees of freedom are taken as if its evaluations were of one.
 */
export function scoreGroups(
  scores: ReadonlyMap<string, Sample>,
  eligible: readonly string[],
  minimum: number,
): ReadonlyMap<string, number> {
  const units = eligible.flatMap((id) => {
    const sample = scores.get(id);
    return sample === undefined ? [] : [{ id, name: id, ...sample, degrees: sample.n - 1 }];
  });
  const { rows } = honestBoard(units, { kind: { of: "mean" }, better: "higher", minimum });
  return new Map(rows.flatMap(({ id, group }) => (group === null ? [] : [[id, group]])));
}

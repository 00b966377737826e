import type { FrozenMeasure, MonthClose } from "#domain/month-result";
import { type Indicator, QUALITY } from "#policy/indicator";
import { monthIndicators } from "#policy/month-rules";
import type { Policy } from "#policy/policy";
import type { Measurement } from "#ports/metrics";
import type { Store } from "#ports/store";
import { type BoardNumbers, type BoardOf, measureNumbers } from "./measured-board.ts";

type Version = Pick<MonthClose, "id" | "version" | "frozenAt">;

/** By that time a sum of the same numbers may have been added up in another order. */
const SAME = 1e-9;

/**
 * The numbers as a version of the month froze them, so that its board says what the version says, whatever was imported
 * since. What no month freezes (an indicator outside its performance part, a quarter, a year) is measured now.
 */
export async function numbersOf(
  store: Store,
  about: Pick<BoardOf, "period" | "indicator">,
  close: Version | null,
): Promise<BoardNumbers> {
  const live = await measureNumbers(store, about);
  const version = close === null ? null : await store.months.version(close.id);
  if (version === null || !isFrozen(await store.policies.get(version.policyId), about.indicator)) return live;
  const results = await store.months.resultsOf(version.id);
  const metric = about.indicator.id === QUALITY.id ? "skill" : about.indicator.id;
  const byPerson = results.flatMap(({ personId, measures }) => {
    const now = live.byPerson.get(personId);
    const frozen = measures.find((measure) => measure.metric === metric);
    // A trainer's mark stands in the month before the quality, which was then not frozen.
    if (about.indicator.id === QUALITY.id && frozen?.source === "import")
      return now === undefined ? [] : [now];
    const measured = frozen === undefined ? null : frozenOrSame(frozen, now, { ...about, personId });
    return measured === null ? [] : [measured];
  });
  const teams = new Map(results.map(({ personId, team }) => [personId, team]));
  return {
    ...live,
    people: live.people.map((person) => ({ ...person, team: teams.get(person.id) ?? person.team })),
    byPerson: new Map(byPerson.map((one) => [one.personId, one])),
    frozen: { version: version.version, frozenAt: version.frozenAt },
  };
}

/** Of a single month that was published: its standing version. */
export async function standingOf(
  { months }: Pick<Store, "months">,
  { period }: Pick<BoardOf, "period">,
): Promise<MonthClose | null> {
  const [month, ...more] = period.months;
  return month === undefined || more.length > 0 ? null : months.standing(month);
}

/** Those whose results a supervisor holds in this version. */
export async function heldBySupervisor(
  { months }: Pick<Store, "months">,
  closeId: string,
): Promise<ReadonlySet<string>> {
  const outcomes = await months.outcomes(closeId);
  return new Set(outcomes.flatMap(({ personId, held }) => (held === "supervisor" ? [personId] : [])));
}

const isFrozen = (policy: Policy, { id }: Indicator): boolean =>
  id === QUALITY.id || monthIndicators(policy).some((each) => each.id === id);

/** What is measured now knows more, such as percentiles, as long as it is the same. */
function frozenOrSame(
  { value, count, target, source, mean, variance }: FrozenMeasure,
  now: Measurement | undefined,
  { indicator, personId }: { readonly indicator: Indicator; readonly personId: string },
): Measurement | null {
  if (value === null) return null;
  if (now !== undefined && now.count === count && Math.abs(now.value - value) < SAME) return now;
  return {
    personId,
    metric: indicator.id,
    value,
    count,
    target,
    source,
    mean: mean ?? value,
    variance: variance ?? null,
    median: null,
    p90: null,
    outside: null,
  };
}

import { AppError } from "#domain/error";
import { isTargetOnScale } from "#domain/indicator-score";
import { firstDayOf, lastDayOf } from "#domain/month";
import { type MonthRules, monthResult, presenceIn, takesPart } from "#domain/month-parts";
import { ENTERED_MARKS, type FrozenMeasure, type MonthResult } from "#domain/month-result";
import { reviewersAmong } from "#domain/month-reviewers";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import { type Indicator, QUALITY } from "#policy/indicator";
import { monthIndicators, monthRules } from "#policy/month-rules";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";

/** The month's quality is its skill part, unless a trainer's result stands before it. */
const SKILL: Indicator = { ...QUALITY, id: "skill" };

/** What was measured of everybody in the month, by person: the indicators of its performance part, and the parts that were entered. */
export async function measureMonth(
  store: Store,
  policy: Policy,
  month: LocalMonth,
): Promise<ReadonlyMap<string, readonly FrozenMeasure[]>> {
  // How far single calls lie outside a band is not asked here.
  const indicators = [SKILL, ...monthIndicators(policy).map(({ band: _band, ...indicator }) => indicator)];
  const measured = await store.metrics.measure({ from: firstDayOf(month), to: lastDayOf(month), indicators });
  const byPerson = new Map<string, FrozenMeasure[]>();
  for (const { personId, metric, value, count, target, source, mean, variance } of measured) {
    const measure = { metric, value, count, target, source, mean, variance };
    const measures = byPerson.get(personId);
    if (measures === undefined) byPerson.set(personId, [measure]);
    else measures.push(measure);
  }
  return byPerson;
}

/**
 * Everybody's result out of the frozen measures. @param people everybody, by employee number
 * @throws AppError `bad-input` for a mark or a personal target that is outside its scale
 */
export function resultsOf(
  policy: Policy,
  month: LocalMonth,
  people: readonly Person[],
  measures: ReadonlyMap<string, readonly FrozenMeasure[]>,
): readonly MonthResult[] {
  const rules = monthRules(policy);
  const reviewerOf = reviewersAmong(people);
  return people.flatMap((person) => {
    const own = measures.get(person.id) ?? [];
    if (!takesPart(month, person, own)) return [];
    refuseOffScale(rules, person, own);
    return [
      monthResult(rules, {
        personId: person.id,
        team: person.team,
        reviewerId: reviewerOf(person)?.id ?? null,
        presence: presenceIn(month, person),
        measures: own,
      }),
    ];
  });
}

function refuseOffScale(rules: MonthRules, person: Person, measures: readonly FrozenMeasure[]): void {
  for (const { metric, value, target } of measures) {
    const isMark = ENTERED_MARKS.some((mark) => mark === metric);
    if (isMark && value !== null && (value < 0 || value > 100)) throw offScale("mark", person, metric, value);
    const rule = rules.indicators.find(({ id }) => id === metric);
    if (rule !== undefined && target !== null && rule.band === null && !isTargetOnScale(rule, target))
      throw offScale("personal-target", person, metric, target);
  }
}

const offScale = (what: string, { name, employeeNo }: Person, metric: string, value: number): AppError =>
  new AppError(
    "bad-input",
    `${name} (${employeeNo}): ${metric} ${value} is outside its scale; import it again.`,
    {
      what: `${what}-off-scale`,
      name,
      employeeNo,
      metric,
      value,
    },
  );

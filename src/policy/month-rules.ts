import { AppError } from "#domain/error";
import { type IndicatorRule, isTargetOnScale } from "#domain/indicator-score";
import type { GradeLevel, MonthRules } from "#domain/month-parts";
import { ENTERED_MARKS, type EnteredMark } from "#domain/month-result";
import type { LocalMonth } from "#domain/working-day";
import type { Indicator } from "./indicator.ts";
import type { Policy } from "./policy.ts";

type Settings = Pick<Policy, "name" | "indicators" | "month" | "grades">;
const RATING_SCALE = { from: 1, to: 5 };
const PERCENT_SCALE = { from: 0, to: 100 };

/**
 * The lowest and the highest number that an indicator can have, in its own unit. Ratings by customers go from 1 to 5
 * (contracts of a contact), so a target for them is written on that scale: there is no one way from a mean of 4.6 to
 * "90 %", and guessing one would move grades.
 */
export function scaleOf({ basis, unit }: Pick<Indicator, "basis" | "unit">): IndicatorRule["scale"] {
  if (basis.from === "metric" && basis.metric === "csat") return RATING_SCALE;
  if (basis.from === "quality" || basis.from === "items" || unit === "percent") return PERCENT_SCALE;
  return null;
}

/** What the month freezes: the agents' indicators of its performance part, also those that are only shown (weight 0). */
export function monthIndicators({
  indicators,
  month,
}: Pick<Policy, "indicators" | "month">): readonly Indicator[] {
  const listed = new Set(month?.performance.map(({ indicator }) => indicator));
  return indicators.filter(({ id, enabled, roles }) => enabled && roles.includes("agent") && listed.has(id));
}

/**
 * The rules by which this policy closes a month.
 * @throws AppError `setting-missing` with the setting's name when the policy runs no month, has no grades for it, or
 * leaves a required target blank; `policy-invalid` for a target that its indicator can never reach
 */
export function monthRules(policy: Settings): MonthRules {
  const { month } = policy;
  if (month === undefined) throw missing(policy, "month");
  if (policy.grades === undefined) throw missing(policy, "grades.month");
  const { source: _source, ...weights } = month.weights;
  const clause = month.weights.source || month.source;
  return {
    weights,
    clauses: { knowledge: clause, skill: clause, attitude: clause, performance: clause },
    indicators: month.performance.flatMap(({ indicator: id, weight }) => {
      const indicator = monthIndicators(policy).find((each) => each.id === id);
      return indicator === undefined ? [] : [ruleOf(policy, indicator, weight)];
    }),
    missingPart: month.missingPart,
    minimumEvaluations: month.minimumEvaluations,
    levels: levelsOf(policy, "month") ?? [],
  };
}

/**
 * The results from outside that count in this month; the year's review belongs to December.
 * @throws AppError `setting-missing` when there is none
 */
export function askedMarks(
  policy: Pick<Policy, "name" | "month" | "year">,
  month: LocalMonth,
): readonly EnteredMark[] {
  const weighs = (mark: EnteredMark): boolean =>
    mark === "year-review"
      ? month.endsWith("-12") && (policy.year?.reviewWeight ?? 0) > 0
      : (policy.month?.weights[mark] ?? 0) > 0;
  const asked = ENTERED_MARKS.filter(weighs);
  if (asked.length > 0) return asked;
  throw missing(policy, "month.weights");
}

/** The levels of a cycle's scheme, best first; null: the policy grades no such cycle. */
export function levelsOf(
  { grades }: Pick<Policy, "grades">,
  cycle: "month" | "quarter" | "year",
): readonly GradeLevel[] | null {
  const levels = grades?.[cycle]?.levels;
  return levels?.map(({ id, from, factor }) => ({ id, from, factor: factor ?? null })) ?? null;
}

function ruleOf(policy: Settings, indicator: Indicator, weight: number): IndicatorRule {
  const { id, better, unit, target, band, source } = indicator;
  const setting = `indicators.${id}.target`;
  const counts = weight > 0 && (policy.month?.weights.performance ?? 0) > 0;
  if (counts && target.required && target.value === null) throw missing(policy, setting);
  const rule: IndicatorRule = {
    id,
    weight,
    better,
    isAmount: unit === "count" || unit === "yuan",
    scale: scaleOf(indicator),
    band: better === "within" ? (band ?? null) : null,
    target: target.value,
    clause: source,
  };
  if (!counts || rule.target === null || rule.band !== null || isTargetOnScale(rule, rule.target))
    return rule;
  const { from, to } = rule.scale ?? { from: 0, to: Number.POSITIVE_INFINITY };
  throw new AppError(
    "policy-invalid",
    `${setting} is ${rule.target}, but the indicator goes from ${from} to ${to}: write the target on that scale.`,
    { what: "target-scale", setting, target: rule.target, from, to: Number.isFinite(to) ? to : "∞" },
  );
}

const missing = ({ name }: Pick<Settings, "name">, setting: string): AppError =>
  new AppError(
    "setting-missing",
    `Policy ${name} has no ${setting}: fill it in, then close the month again.`,
    { setting },
  );

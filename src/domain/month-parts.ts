import { type IndicatorRule, indicatorResult } from "./indicator-score.ts";
import { firstDayOf, lastDayOf } from "./month.ts";
import {
  type FrozenMeasure,
  type Held,
  type IndicatorResult,
  MONTH_PARTS,
  type MonthPartId,
  type MonthResult,
  type PartResult,
} from "./month-result.ts";
import type { Person } from "./person.ts";
import type { LocalMonth } from "./working-day.ts";

export type GradeLevel = {
  readonly id: string;
  /** The lowest total that still has it. */
  readonly from: number;
  readonly factor: number | null;
};
export type MonthRules = {
  /** Percent of the total. */
  readonly weights: Readonly<Record<MonthPartId, number>>;
  readonly clauses: Readonly<Record<MonthPartId, string>>;
  readonly indicators: readonly IndicatorRule[];
  readonly missingPart: "hold" | "reweight";
  readonly minimumEvaluations: number;
  /** Best level first. */
  readonly levels: readonly GradeLevel[];
};
export type Measured = Pick<MonthResult, "team" | "reviewerId" | "presence" | "measures"> & {
  readonly personId: string;
};

/** Sums of floating point fall a hair beside the cut that they reach on paper. */
const HAIR = 1e-9;

/**
 * A person's month out of what was measured. Total = Σ weight·part / Σ weight over the measured parts; a part that was
 * not measured leaves both sums or, by the policy, keeps the whole result waiting. It is never zero.
 */
export function monthResult(rules: MonthRules, measured: Measured): MonthResult {
  const parts = MONTH_PARTS.filter((id) => rules.weights[id] > 0).map((id) => partOf(rules, id, measured));
  const held = heldBecause(rules, parts);
  const total = held === null ? weightedMean(parts.map(({ weight, value }) => ({ weight, value }))) : null;
  const level = total === null ? null : gradeOf(rules.levels, total);
  return {
    ...measured,
    parts,
    total,
    grade: level?.id ?? null,
    factor: level?.factor ?? null,
    held,
    heldReason: null,
  };
}

function heldBecause(rules: MonthRules, parts: readonly PartResult[]): Held | null {
  if (parts.every(({ value }) => value === null)) return "nothing-measured";
  return rules.missingPart === "hold" && parts.some(({ value }) => value === null) ? "missing-part" : null;
}

function partOf(rules: MonthRules, id: MonthPartId, measured: Measured): PartResult {
  const common = { id, weight: rules.weights[id], clause: rules.clauses[id] };
  if (id === "performance") return { ...common, ...performance(rules.indicators, measured) };
  const measure = measured.measures.find(({ metric, value }) => metric === id && value !== null);
  if (measure === undefined)
    return { ...common, value: null, count: null, source: null, why: "not-measured" };
  const { value, count, source } = measure;
  const isTooFew = source === "evaluations" && (count ?? 0) < rules.minimumEvaluations;
  return { ...common, value: isTooFew ? null : value, count, source, why: isTooFew ? "too-few" : null };
}

/** Indicators that were not measured leave both sums: a person on the phone has no reply gap of the chat. */
function performance(
  indicators: readonly IndicatorRule[],
  { measures, presence }: Measured,
): Pick<PartResult, "value" | "count" | "source" | "why" | "indicators"> {
  const results = indicators.map((rule) =>
    indicatorResult(
      rule,
      measures.find(({ metric }) => metric === rule.id),
      presence,
    ),
  );
  const value = weightedMean(results.map(({ weight, score }) => ({ weight, value: score })));
  return {
    value,
    count: null,
    source: value === null ? null : "indicators",
    why: value === null ? missing(results) : null,
    indicators: results,
  };
}

const missing = (results: readonly IndicatorResult[]) =>
  results.some(({ why }) => why === "no-target") ? "no-target" : "not-measured";

/** Null when nothing that weighs anything is there. */
export function weightedMean(
  entries: readonly { readonly weight: number; readonly value: number | null }[],
): number | null {
  let [weights, sum] = [0, 0];
  for (const { weight, value } of entries) {
    if (value === null) continue;
    weights += weight;
    sum += weight * value;
  }
  return weights === 0 ? null : Math.min(100, sum / weights);
}

/** By absolute cut points, never by rank. Null when the scheme has no level that low. */
export function gradeOf<Level extends Pick<GradeLevel, "from">>(
  levels: readonly Level[],
  total: number,
): Level | null {
  return levels.find(({ from }) => total >= from - HAIR) ?? null;
}

/** Share of the month's calendar days from the day of hiring on; 1 when that is not known or earlier. */
export function presenceIn(month: LocalMonth, { hiredAt }: Pick<Person, "hiredAt">): number {
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  if (hiredAt === null || hiredAt <= first) return 1;
  const days = Number(last.slice(8));
  return hiredAt > last ? 0 : (days - Number(hiredAt.slice(8)) + 1) / days;
}

/**
 * Whether the month is about this person: an agent who was there before it ended. Of those who have left since, only
 * who was measured in it: when they left is not known.
 */
export function takesPart(
  month: LocalMonth,
  person: Pick<Person, "roles" | "hiredAt" | "status">,
  measures: readonly FrozenMeasure[],
): boolean {
  if (!person.roles.includes("agent") || presenceIn(month, person) === 0) return false;
  return person.status === "active" || measures.some(({ value }) => value !== null);
}

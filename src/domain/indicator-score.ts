import type { FrozenMeasure, IndicatorResult, TargetOrigin } from "./month-result.ts";

/** An indicator that counts in the month's performance part. */
export type IndicatorRule = {
  readonly id: string;
  /** Percent of the performance part. */
  readonly weight: number;
  readonly better: "higher" | "lower" | "within";
  /** Amounts of a month, whose target is smaller for somebody who came in the middle of it. */
  readonly isAmount: boolean;
  /** The lowest and the highest number that it can have; null: open. */
  readonly scale: { readonly from: number; readonly to: number } | null;
  /** For `within`. */
  readonly band: { readonly from: number; readonly to: number } | null;
  /** In the indicator's own unit; null: none. */
  readonly target: number | null;
  readonly clause: string;
};

/** Whether a target can be one at all: on the indicator's scale, and above its bottom where more is better. */
export function isTargetOnScale({ scale, better }: IndicatorRule, target: number): boolean {
  const [from, to] = [scale?.from ?? 0, scale?.to ?? Number.POSITIVE_INFINITY];
  return target <= to && (better === "higher" ? target > from : target >= from);
}

/**
 * A measured value as 0 to 100, unrounded (source: ours). Nothing is gained beyond the target, so that nobody earns by
 * overdoing one thing what they leave undone in another.
 * - higher: the way from the bottom of the scale (0 when it is open) to the target that was gone; 100 at the target;
 * - lower: 100 at the target or below, else target / value: twice as long is 50;
 * - within: 100 inside the band; below it value / from, above it to / value. Both sides cost.
 * @param target for `higher` and `lower`; for `within` the band counts
 */
export function scoreIndicator(rule: IndicatorRule, value: number, target: number): number {
  if (rule.better === "within" && rule.band !== null) {
    const { from, to } = rule.band;
    return value < from ? share(value, from) : value > to ? share(to, value) : 100;
  }
  if (rule.better === "higher") {
    const bottom = rule.scale?.from ?? 0;
    return share(value - bottom, target - bottom);
  }
  return value <= target ? 100 : share(target, value);
}

const share = (part: number, whole: number): number =>
  whole <= 0 ? 0 : 100 * Math.min(1, Math.max(0, part / whole));

/**
 * What somebody reached. The personal target stands before the policy's; without any, a number on a closed scale where
 * more is better is measured against the top of its scale; anything else has no score and says so.
 */
export function indicatorResult(
  rule: IndicatorRule,
  measure: FrozenMeasure | undefined,
  presence: number,
): IndicatorResult {
  const { id: indicator, weight, clause } = rule;
  const value = measure?.value ?? null;
  const { target, from: targetFrom } = targetOf(rule, measure?.target ?? null, presence);
  const isMeasured = value !== null && measure !== undefined;
  const canScore = isMeasured && targetFrom !== null;
  return {
    indicator,
    weight,
    value,
    count: isMeasured ? measure.count : null,
    target,
    targetFrom,
    score: canScore ? scoreIndicator(rule, value, target ?? 0) : null,
    source: isMeasured ? measure.source : null,
    why: !isMeasured ? "not-measured" : canScore ? null : "no-target",
    clause,
  };
}

function targetOf(
  { better, band, isAmount, target, scale }: IndicatorRule,
  personal: number | null,
  presence: number,
): { readonly target: number | null; readonly from: TargetOrigin | null } {
  if (better === "within" && band !== null) return { target: null, from: "band" };
  if (personal !== null) return { target: personal, from: "personal" };
  if (target !== null) return { target: isAmount ? target * presence : target, from: "policy" };
  if (better === "higher" && scale !== null) return { target: scale.to, from: "scale" };
  return { target: null, from: null };
}

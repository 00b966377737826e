import { findItem, type Item, type Scorecard } from "./scorecard.ts";
import type { Evaluation } from "./task.ts";

/** An evaluation with the scorecard it was scored by. */
export type ScoredForm = {
  readonly evaluation: Pick<
    Evaluation,
    "id" | "agentId" | "localDate" | "items" | "ruledScore" | "criticalFailures"
  >;
  readonly scorecard: Scorecard;
};

export type ItemSum = {
  readonly item: Item;
  /** How often it was rated. */
  readonly n: number;
  /** Mean share of what could be had, 0 to 1. */
  readonly share: number;
  /** Points of the forms that it cost altogether. */
  readonly lost: number;
  /** How often it failed as a critical one. */
  readonly failed: number;
};

/** Each item of several forms, summed up; what was not rated does not count. */
export function sumItems(forms: readonly ScoredForm[]): ItemSum[] {
  const sums = new Map<string, { item: Item; n: number; shares: number; lost: number; failed: number }>();
  for (const { evaluation, scorecard } of forms)
    for (const { itemId, share } of evaluation.items) {
      const item = findItem(scorecard, itemId);
      if (item === undefined || share === null) continue;
      const sum = sums.get(itemId) ?? { item, n: 0, shares: 0, lost: 0, failed: 0 };
      sum.n += 1;
      sum.shares += share;
      sum.lost += item.weight * (1 - share);
      sum.failed += evaluation.criticalFailures.includes(itemId) ? 1 : 0;
      sums.set(itemId, sum);
    }
  return [...sums.values()].map(({ shares, ...sum }) => ({ ...sum, share: shares / sum.n }));
}

/** A crossed red line comes first, then what cost the most points; none: nothing was lost. */
export function mostCostly(sums: readonly ItemSum[]): ItemSum | null {
  const lost = sums.filter(({ share }) => share < 1);
  const [first] = lost.sort((left, right) => right.failed - left.failed || right.lost - left.lost);
  return first ?? null;
}

/** What was done best; of equals what weighs the most. Red lines that were kept are no praise. */
export function bestKept(sums: readonly ItemSum[]): ItemSum | null {
  const weighed = sums.filter(({ item, share }) => item.weight > 0 && share > 0);
  const [first] = weighed.sort(
    (left, right) => right.share - left.share || right.item.weight * right.n - left.item.weight * left.n,
  );
  return first ?? null;
}

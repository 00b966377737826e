import { chiSquareTail, logGamma, normalTwoSided } from "./distributions.ts";
import { sum } from "./shrinkage.ts";

export type Counted = { readonly hits: number; readonly n: number };

const LEAST_EXPECTED = 5;
/** Sums of probabilities that are equal on paper differ in the last digits. */
const HAIR = 1e-7;

/**
 * p of Pearson's χ² for equal shares. Complaints are rare, so few are expected of each and the usual χ² distribution
 * does not fit: its place takes one with the exact mean and variance of the statistic for these totals (Mielke and
 * Berry 1985), which it becomes by itself when much is expected.
 */
export function anyDifference(units: readonly Counted[]): number {
  const total = sum(units.map(({ n }) => n));
  const hits = sum(units.map((unit) => unit.hits));
  const count = units.length;
  if (count < 2 || hits === 0 || hits === total || total < 4) return 1;
  const share = hits / total;
  const statistic = sum(
    units.map((unit) => (unit.hits - unit.n * share) ** 2 / (unit.n * share * (1 - share))),
  );
  const spread = (cells: readonly number[]) =>
    (total * sum(cells.map((cell) => 1 / cell)) - cells.length ** 2) / (total - 2);
  const room = (cells: number) => ((cells - 1) * (total - cells)) / (total - 1);
  const [rows, columns] = [spread(units.map(({ n }) => n)), spread([hits, total - hits])];
  const mean = (total / (total - 1)) * (count - 1);
  const variance =
    ((2 * total) / (total - 3)) * (room(count) - rows) * (room(2) - columns) +
    (total ** 2 / (total - 1)) * rows * columns;
  const scale = variance / (2 * mean);
  return scale > 0 ? chiSquareTail(statistic / scale, mean / scale) : 1;
}

/** Two-sided p for two shares: the score test, and Fisher's exact test where fewer than five are expected somewhere. */
export function sharesDiffer(left: Counted, right: Counted): number {
  const total = left.n + right.n;
  const hits = left.hits + right.hits;
  if (hits === 0 || hits === total) return 1;
  const smallest = (Math.min(left.n, right.n) * Math.min(hits, total - hits)) / total;
  if (smallest < LEAST_EXPECTED) return fisher(left, right);
  const share = hits / total;
  const error = Math.sqrt(share * (1 - share) * (1 / left.n + 1 / right.n));
  return normalTwoSided((left.hits / left.n - right.hits / right.n) / error);
}

/** Adds up what is no more likely than what was seen. Of rarer hits or misses there are few, so the sum is short. */
function fisher(left: Counted, right: Counted): number {
  const total = left.n + right.n;
  const allHits = left.hits + right.hits;
  const isRareHit = allHits * 2 <= total;
  const rare = isRareHit ? allHits : total - allHits;
  const seen = isRareHit ? left.hits : left.n - left.hits;
  const chance = (k: number) => Math.exp(choose(left.n, k) + choose(right.n, rare - k) - choose(total, rare));
  const [from, to] = [Math.max(0, rare - right.n), Math.min(rare, left.n)];
  const limit = chance(seen) * (1 + HAIR);
  let p = 0;
  for (let k = from; k <= to; k += 1) if (chance(k) <= limit) p += chance(k);
  return Math.min(1, p);
}

const choose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

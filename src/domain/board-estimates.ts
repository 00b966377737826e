import type { BoardQuestion, BoardUnit } from "./board.ts";
import { fTail, studentTwoSided } from "./distributions.ts";
import { wilson } from "./intervals.ts";
import { anyDifference, sharesDiffer } from "./share-tests.ts";
import { cochranQ, pauleMandel, shrink, sum } from "./shrinkage.ts";

export type Ranked = BoardUnit & { readonly n: number };
export type Estimated = {
  readonly unit: Ranked;
  readonly shrunk: number;
  readonly low: number;
  readonly high: number;
};
export type Estimation = {
  /** In the order of the board. */
  readonly estimated: readonly Estimated[];
  readonly overall: number;
  /** Two-sided p. */
  readonly differ: (left: Ranked, right: Ranked) => number;
};

/**
 * With the variance within people pooled over all of them, as in the one-way analysis of variance, whose F tests
 * whether there is any difference; pairs by Student's t with the same variance, or by Welch's (1947) with their own
 * where that is larger: the steadiness of others must not make a few scattered measurements certain.
 */
export function estimateMeans(units: readonly Ranked[], { better }: BoardQuestion): Estimation {
  const degrees = sum(units.map((unit) => unit.degrees));
  const within = sum(units.map((unit) => unit.degrees * (unit.variance ?? 0))) / degrees;
  const largest = Math.max(1, ...units.map(({ mean }) => Math.abs(mean)));
  // Nobody's measurements differ: then any difference between people is real, but nothing may be divided by zero.
  const pooled = Math.max(within, (largest * 1e-9) ** 2);
  const seen = units.map(({ mean, n }) => ({ mean, variance: pooled / n }));
  const { estimates } = shrink(
    units.map(({ mean, n, variance }) => ({ mean, variance: Math.max(pooled, variance ?? 0) / n })),
  );
  const estimated = units
    .map((unit, place) => {
      const { value, low, high } = estimates[place]!;
      return { unit, shrunk: value, low, high };
    })
    .sort((left, right) => inOrder(better, left.shrunk, right.shrunk) || byName(left.unit, right.unit));
  const above = units.length - 1;
  return {
    estimated,
    overall: above === 0 ? 1 : fTail(cochranQ(seen) / above, above, degrees),
    differ: (left, right) => {
      const shared = { square: pooled * (1 / left.n + 1 / right.n), degrees };
      const own = welch(left, right);
      const larger = own.square > shared.square ? own : shared;
      return studentTwoSided((left.mean - right.mean) / Math.sqrt(larger.square), larger.degrees);
    },
  };
}

/** The squared standard error of a difference by the variances of the two alone, with its degrees of freedom. */
function welch(left: Ranked, right: Ranked): { readonly square: number; readonly degrees: number } {
  const [one, other] = [(left.variance ?? 0) / left.n, (right.variance ?? 0) / right.n];
  const square = one + other;
  return { square, degrees: square ** 2 / (one ** 2 / left.degrees + other ** 2 / right.degrees) };
}

/**
 * Beta-binomial: the shares of all give the mean μ and, by Paule and Mandel, the variance τ² of a beta distribution,
 * which counts like μ(1 − μ)/τ² − 1 measurements that everybody has beside their own (Kleinman 1973). In the order of
 * the shrunk share, so that a few good ones do not stand below what they cannot be told apart from.
 */
export function estimateShares(units: readonly Ranked[], one: number, { better }: BoardQuestion): Estimation {
  const counted = (unit: Ranked) => ({ hits: Math.round((unit.mean / one) * unit.n), n: unit.n });
  const all = units.map(counted);
  const share = sum(all.map(({ hits }) => hits)) / sum(all.map(({ n }) => n));
  const chance = share * (1 - share);
  const tau2 =
    chance === 0 ? 0 : pauleMandel(all.map(({ hits, n }) => ({ mean: hits / n, variance: chance / n })));
  const beside = tau2 === 0 ? Infinity : Math.max(0, chance / tau2 - 1);
  const estimated = units
    .map((unit, place) => {
      const { hits, n } = all[place]!;
      const shrunk = beside === Infinity ? share : (hits + share * beside) / (n + beside);
      const { low, high } = wilson(hits / n, n);
      return { unit, shrunk: shrunk * one, low: low * one, high: high * one };
    })
    .sort(
      (left, right) =>
        inOrder(better, left.shrunk, right.shrunk) ||
        (better === "higher" ? right.low - left.low : left.high - right.high) ||
        byName(left.unit, right.unit),
    );
  return {
    estimated,
    overall: anyDifference(all),
    differ: (left, right) => sharesDiffer(counted(left), counted(right)),
  };
}

const inOrder = (better: BoardQuestion["better"], left: number, right: number): number =>
  better === "higher" ? right - left : left - right;

/** As a Chinese list of names stands: by pinyin. */
export const byName = (left: { name: string; id: string }, right: { name: string; id: string }): number =>
  left.name.localeCompare(right.name, "zh-Hans-CN") || (left.id < right.id ? -1 : 1);

import type { Sample } from "./effect.ts";

/**
 * Samples of several people taken together, as if each measurement had been of one: means weighted by their counts, and
 * the variance within and between (Chan, Golub and LeVeque 1979). Null for none.
 */
export function poolSamples(samples: readonly Sample[]): Sample | null {
  const filled = samples.filter(({ n }) => n > 0);
  const n = filled.reduce((sum, each) => sum + each.n, 0);
  if (n === 0) return null;
  const mean = filled.reduce((sum, each) => sum + each.n * each.mean, 0) / n;
  const squares = filled.reduce(
    (sum, each) => sum + (each.n - 1) * (each.variance ?? 0) + each.n * (each.mean - mean) ** 2,
    0,
  );
  return { n, mean, variance: n < 2 ? null : squares / (n - 1) };
}

import { type Estimate, Z95 } from "./intervals.ts";

/** What was seen of one unit: its mean, and the variance that this mean has by chance. */
export type Seen = { readonly mean: number; readonly variance: number };

export type Shrinkage = {
  /** What all have in common. */
  readonly centre: number;
  /** Variance between the true values; 0 when chance alone explains what was seen. */
  readonly tau2: number;
  /** By unit, in the order given. */
  readonly estimates: readonly Estimate[];
};

const MOST_STEPS = 200;

/**
 * Empirical Bayes estimates of normal means with 95 % intervals. τ² by Paule and Mandel (1982); the factor by which a
 * mean is drawn to the centre with the correction of Morris (1983), (k − 3)/(k − 1): with equal variances it is the
 * estimate of Efron and Morris (1975, 1977); with τ² = 0 everybody stands at the centre. The interval holds the doubt
 * about centre and factor too (Morris 1983, section 5). For fewer than four units, where the correction does not
 * exist, it is left out.
 */
export function shrink(seen: readonly Seen[]): Shrinkage {
  const count = seen.length;
  const tau2 = pauleMandel(seen);
  const weights = seen.map(({ variance }) => 1 / (variance + tau2));
  const total = sum(weights);
  const centre = sum(seen.map(({ mean }, place) => mean * weights[place]!)) / total;
  const meanVariance = sum(seen.map(({ variance }, place) => variance * weights[place]!)) / total;
  const estimates = seen.map(({ mean, variance }, place) => {
    const pull = pullOf(count, tau2, variance);
    // So that whoever is drawn all the way stands exactly where the others do.
    const value = centre + (1 - pull) * (mean - centre);
    const share = weights[place]! / total;
    const aboutFactor =
      count < 4 ? 0 : (2 / (count - 3)) * pull * pull * ((meanVariance + tau2) / (variance + tau2));
    const spread = variance * (1 - (1 - share) * pull) + aboutFactor * (mean - centre) ** 2;
    const half = Z95 * Math.sqrt(Math.max(0, spread));
    return { value, low: value - half, high: value + half };
  });
  return { centre, tau2, estimates };
}

/** How far a mean is drawn to the centre, 0 to 1. Where chance alone explains what was seen, all the way. */
function pullOf(count: number, tau2: number, variance: number): number {
  if (tau2 === 0) return 1;
  const correction = count < 4 ? 1 : (count - 3) / (count - 1);
  return (correction * variance) / (variance + tau2);
}

/** The τ² with which the generalised Q equals its expectation k − 1; 0 when Q is smaller from the start. */
export function pauleMandel(seen: readonly Seen[]): number {
  const expected = seen.length - 1;
  if (generalisedQ(seen, 0) <= expected) return 0;
  let low = 0;
  let high = Math.max(...seen.map(({ variance }) => variance), Number.MIN_VALUE);
  while (generalisedQ(seen, high) > expected) high *= 2;
  // Q falls as τ² grows, so halving finds the one place.
  for (let step = 0; step < MOST_STEPS && high - low > high * 1e-14; step += 1) {
    const middle = (low + high) / 2;
    if (generalisedQ(seen, middle) > expected) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Cochran's Q: the squared distances from the centre, each by its own chance variance. */
export const cochranQ = (seen: readonly Seen[]): number => generalisedQ(seen, 0);

function generalisedQ(seen: readonly Seen[], tau2: number): number {
  let [weights, weighed] = [0, 0];
  for (const { mean, variance } of seen) {
    weights += 1 / (variance + tau2);
    weighed += mean / (variance + tau2);
  }
  const centre = weighed / weights;
  return seen.reduce((total, { mean, variance }) => total + (mean - centre) ** 2 / (variance + tau2), 0);
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

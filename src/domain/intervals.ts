/** A value with its 95 % interval. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** The values that there can be. */
export type Scale = { readonly from: number; readonly to: number };

/** The same, ending where the scale ends: no value lies beyond it, and so no doubt does. */
export const within = <Found extends Pick<Estimate, "low" | "high">>(found: Found, scale: Scale): Found => ({
  ...found,
  low: Math.max(scale.from, found.low),
  high: Math.min(scale.to, found.high),
});

/** The 97.5 % point of the normal distribution. */
export const Z95 = 1.959963984540054;

/** Wilson 1927, 95 %. Clamped: at the ends floating point falls just outside. */
export function wilson(share: number, n: number): Estimate {
  const square = Z95 * Z95;
  const centre = (share + square / (2 * n)) / (1 + square / n);
  const half = (Z95 / (1 + square / n)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n));
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Left minus right from the interval of each: the method of variance estimates recovery (Zou and Donner 2008). With
 * Wilson intervals it is Newcombe's hybrid score interval (Newcombe 1998, method 10).
 */
export function difference(left: Estimate, right: Estimate): Estimate {
  const value = left.value - right.value;
  return {
    value,
    low: value - Math.hypot(left.value - left.low, right.high - right.value),
    high: value + Math.hypot(left.high - left.value, right.value - right.low),
  };
}

/** The 97.5 % point of Student's t (Abramowitz and Stegun 1964, 26.7.5); right to 0.001 from four degrees on. */
export function studentT95(degrees: number): number {
  const z = Z95;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, place) => sum + term / degrees ** (place + 1), z);
}

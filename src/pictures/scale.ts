/** Where values stand between two edges, with round marks. */
export type Scale = {
  readonly ticks: readonly number[];
  readonly tickDecimals: number;
  at(value: number): number;
};

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 6;

/** From the lowest to the highest end with a little room: not from zero, from where they would all look alike. */
export function scaleOf(low: number, high: number, left: number, right: number): Scale {
  const span = high - low || Math.abs(high) * 0.1 || 1;
  const from = low - span * 0.06;
  const to = low + span * 1.06;
  const step = roundStep((to - from) / MOST_TICKS);
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step) - first + 1;
  return {
    ticks: Array.from({ length: count }, (_, place) => (first + place) * step),
    tickDecimals: decimalsOf(step),
    at: (value) => left + ((value - from) / (to - from)) * (right - left),
  };
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return (STEPS.find((step) => step * power >= least) ?? 10) * power;
}

function decimalsOf(step: number): number {
  const decimals = [0, 1, 2, 3, 4, 5].find(
    (count) => Math.abs(step - Number(step.toFixed(count))) < step / 1000,
  );
  return decimals ?? 6;
}

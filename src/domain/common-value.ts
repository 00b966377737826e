import type { BoardQuestion } from "./board.ts";
import type { Ranked } from "./board-estimates.ts";
import { type Estimate, studentT95, wilson } from "./intervals.ts";
import { sum } from "./shrinkage.ts";

/** What people have in common who cannot be told apart: all their measurements as if they were of one. */
export type CommonValue = Estimate & {
  readonly people: number;
  /** Measurements of all of them. */
  readonly n: number;
};

/** With 95 % interval: of a share Wilson's, of a mean Student's with the variance within people. */
export function commonValue(units: readonly Ranked[], kind: BoardQuestion["kind"]): CommonValue {
  const n = sum(units.map((unit) => unit.n));
  const about = { people: units.length, n };
  if (kind.of === "share") {
    const { one } = kind;
    const hits = sum(units.map((unit) => Math.round((unit.mean / one) * unit.n)));
    const { value, low, high } = wilson(hits / n, n);
    return { ...about, value: value * one, low: low * one, high: high * one };
  }
  const value = sum(units.map((unit) => unit.n * unit.mean)) / n;
  const degrees = sum(units.map((unit) => unit.degrees));
  const within = sum(units.map((unit) => unit.degrees * (unit.variance ?? 0))) / degrees;
  const half = studentT95(degrees) * Math.sqrt(within / n);
  return { ...about, value, low: value - half, high: value + half };
}

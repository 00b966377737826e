import { byName, estimateMeans, estimateShares } from "./board-estimates.ts";
import { type CommonValue, commonValue } from "./common-value.ts";
import { groupsOf } from "./groups.ts";

/** One person or team with what was measured of it. */
export type BoardUnit = {
  readonly id: string;
  readonly name: string;
  /** Single measurements; null: the import did not say how many. */
  readonly n: number | null;
  /** Of single measurements, in the metric's unit. */
  readonly mean: number;
  /** Of single measurements within one person, n − 1; null when nobody knows. */
  readonly variance: number | null;
  /** Degrees of freedom of that variance: n less the people. */
  readonly degrees: number;
  /** What readers are told as the raw value, when `mean` is of something else, such as a distance from a band. */
  readonly raw?: number;
};

export type BoardQuestion = {
  /** `share`: each measurement is a yes or no, and a whole one is worth `one` in the unit: 100 or 1,000. */
  readonly kind: { readonly of: "mean" } | { readonly of: "share"; readonly one: number };
  readonly better: "higher" | "lower";
  /** Fewer measurements than this are not ranked. */
  readonly minimum: number;
  /** The smallest and largest value that there can be: no interval goes beyond. Absent: unknown. */
  readonly scale?: { readonly from: number; readonly to: number };
};

export type WhyApart = "too-few" | "no-interval";
export type BoardRow = {
  readonly id: string;
  readonly name: string;
  readonly n: number | null;
  readonly raw: number;
  /** Null for whoever stands apart. */
  readonly shrunk: number | null;
  /** 95 %: of the shrunk mean, or of the share itself. */
  readonly low: number | null;
  readonly high: number | null;
  /** 1 is best; who stands in one group cannot be told apart. Null: apart. */
  readonly group: number | null;
  readonly apart: WhyApart | null;
};
export type Board = {
  /** In the order of the board, then those apart by name. */
  readonly rows: readonly BoardRow[];
  /** p of the test whether there is any difference at all; null with fewer than two to compare. */
  readonly anyDifference: number | null;
  /** Nobody could be told apart from anybody: what the two or more who were compared have in common. */
  readonly tie: CommonValue | null;
};

/**
 * A board that claims no order that chance could have made. Means and shares are shrunk (see `shrink`) and ordered by
 * the shrunk value; shares stand with their own Wilson intervals, and equal ones by the bound that counts against them:
 * 90 of 100 before 10 of 10.
 */
export function honestBoard(units: readonly BoardUnit[], question: BoardQuestion): Board {
  const apart = units.map((unit) => ({ unit, why: whyApart(unit, question) }));
  const ranked = apart.flatMap(({ unit, why }) =>
    why === null && unit.n !== null ? [{ ...unit, n: unit.n }] : [],
  );
  const others = apart
    .filter(({ why }) => why !== null)
    .sort((left, right) => byName(left.unit, right.unit))
    .map(({ unit, why }) => apartRow(unit, why));
  // Whether somebody alone is good or bad only a target can say.
  if (ranked.length === 0) return { rows: others, anyDifference: null, tie: null };
  const { kind } = question;
  const { estimated, overall, differ } =
    kind.of === "mean" ? estimateMeans(ranked, question) : estimateShares(ranked, kind.one, question);
  const groups = groupsOf(estimated.length, overall, (best, other) => {
    const [first, second] = [estimated[best]!.unit, estimated[other]!.unit];
    const isWorse = question.better === "higher" ? second.mean < first.mean : second.mean > first.mean;
    return isWorse ? differ(first, second) : 1;
  });
  const rows = estimated.map(({ unit, shrunk, low, high }, place) => ({
    id: unit.id,
    name: unit.name,
    n: unit.n,
    raw: unit.raw ?? unit.mean,
    shrunk,
    ...onScale({ value: shrunk, low, high }, question.scale),
    group: groups[place]!,
    apart: null,
  }));
  const isTie = ranked.length > 1 && groups.every((group) => group === 1);
  const common = isTie ? commonValue(ranked, kind) : null;
  return {
    rows: [...rows, ...others],
    anyDifference: ranked.length < 2 ? null : overall,
    tie: common === null ? null : { ...common, ...onScale(common, question.scale) },
  };
}

/** An interval by the normal distribution knows no end of the scale. */
function onScale(
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  scale: BoardQuestion["scale"],
): { readonly low: number; readonly high: number } {
  if (scale === undefined) return { low, high };
  return {
    low: Math.min(value, Math.max(scale.from, low)),
    high: Math.max(value, Math.min(scale.to, high)),
  };
}

function whyApart({ n, variance, degrees }: BoardUnit, { kind, minimum }: BoardQuestion): WhyApart | null {
  if (n === null) return "no-interval";
  if (n < minimum) return "too-few";
  return kind.of === "mean" && (variance === null || degrees < 1) ? "no-interval" : null;
}

const apartRow = ({ id, name, n, mean, raw }: BoardUnit, why: WhyApart | null): BoardRow => ({
  id,
  name,
  n,
  raw: raw ?? mean,
  shrunk: null,
  low: null,
  high: null,
  group: null,
  apart: why,
});

import type { IdeaScope, Verdict } from "./idea.ts";
import { difference, type Estimate, studentT95, wilson } from "./intervals.ts";
import { addDays, type LocalDate } from "./working-day.ts";

/** First and last local date, both included. */
export type Window = { readonly from: LocalDate; readonly to: LocalDate };

/** Of single contacts or evaluations. `variance` with n − 1 in its denominator; null for fewer than two. */
export type Sample = { readonly n: number; readonly mean: number; readonly variance: number | null };
export type BeforeAfter = { readonly before: Sample; readonly after: Sample };

export type Measured = Estimate & { readonly n: number };

export type Finding = "better" | "worse" | "cannot-tell" | "too-few" | "not-computable";

/** What an idea did to its metric. Values are in the unit of single measurements: a share is 0 to 1. */
export type Effect = {
  readonly metric: string;
  readonly scope: IdeaScope;
  readonly days: number;
  readonly before: Measured | null;
  readonly after: Measured | null;
  /** The other teams over the same days; null: there is nobody to compare with. */
  readonly others: { readonly before: Measured; readonly after: Measured } | null;
  readonly change: Estimate | null;
  /** The change beyond that of the others. */
  readonly beyondOthers: Estimate | null;
  readonly finding: Finding;
};

/** Below this an interval would be wider than anything that could be found. */
const LEAST_MEASUREMENTS = 5;

/** As many days before the adoption as after the day on which it was put into practice. */
export function effectWindows(
  adoptedOn: LocalDate,
  implementedOn: LocalDate,
  days: number,
): { readonly before: Window; readonly after: Window } {
  return {
    before: { from: addDays(adoptedOn, -days), to: addDays(adoptedOn, -1) },
    after: { from: addDays(implementedOn, 1), to: addDays(implementedOn, days) },
  };
}

export type Comparison = {
  readonly kind: "mean" | "share";
  readonly better: "higher" | "lower";
  readonly own: BeforeAfter;
  readonly others: BeforeAfter | null;
};

/**
 * Before and after, and where others were measured too the difference of the differences. Measurements count as
 * independent of each other; what crosses zero cannot be told.
 */
export function compareEffect(
  about: Pick<Effect, "metric" | "scope" | "days">,
  { kind, better, own, others }: Comparison,
): Effect {
  const [before, after] = [measure(kind, own.before), measure(kind, own.after)];
  const otherBefore = others === null ? null : measure(kind, others.before);
  const otherAfter = others === null ? null : measure(kind, others.after);
  const change = before === null || after === null ? null : difference(after, before);
  const theirs =
    otherBefore === null || otherAfter === null ? null : { before: otherBefore, after: otherAfter };
  const beyondOthers =
    change === null || theirs === null ? null : difference(change, difference(theirs.after, theirs.before));
  return {
    ...about,
    before,
    after,
    others: theirs,
    change,
    beyondOthers,
    finding: findingOf(beyondOthers ?? change, better),
  };
}

/** For a metric that nothing of ours can measure by day. */
export const notComputable = (about: Pick<Effect, "metric" | "scope" | "days">): Effect => ({
  ...about,
  before: null,
  after: null,
  others: null,
  change: null,
  beyondOthers: null,
  finding: "not-computable",
});

function findingOf(change: Estimate | null, better: "higher" | "lower"): Finding {
  if (change === null) return "too-few";
  if (change.low > 0) return better === "higher" ? "better" : "worse";
  if (change.high < 0) return better === "lower" ? "better" : "worse";
  return "cannot-tell";
}

/** The verdict that the numbers alone would give. */
export function verdictOf(finding: Finding): Verdict {
  if (finding === "better") return "effective";
  return finding === "worse" ? "not-effective" : "cannot-tell";
}

function measure(kind: Comparison["kind"], sample: Sample): Measured | null {
  const { n, mean, variance } = sample;
  if (n < LEAST_MEASUREMENTS || variance === null) return null;
  if (kind === "share") return { n, ...wilson(mean, n) };
  const half = studentT95(n - 1) * Math.sqrt(variance / n);
  return { n, value: mean, low: mean - half, high: mean + half };
}

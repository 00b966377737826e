import type { MetricFinder } from "#domain/metric-row";
import { YEAR_REVIEW } from "#domain/month-result";
import type { MetricScale } from "#domain/metric-value";
import { findIndicator, findPart, type Indicator, QUALITY } from "./indicator.ts";
import type { Policy } from "./policy.ts";

const PERCENT = { from: 0, to: 100 };
const RATING = { from: 1, to: 5 };
/** The mark of the year's review; it counts when it stands for December. */
const REVIEW_WORDS: ReadonlySet<string> = new Set([
  YEAR_REVIEW,
  "年度服务复盘答辩",
  "年度答辩",
  "year's review",
]);
const OPEN = { from: 0, to: Infinity };

/** What values of an indicator there can be. */
export function importScaleOf({ unit, basis }: Pick<Indicator, "unit" | "basis">): MetricScale {
  switch (unit) {
    case "percent":
      return { unit, ...PERCENT };
    case "per-1000":
      return { unit, from: 0, to: 1_000 };
    case "points":
      return { unit, ...(basis.from === "metric" && basis.metric === "csat" ? RATING : PERCENT) };
    case "seconds":
    case "count":
    case "yuan":
      return { unit, ...OPEN };
  }
}

/** Which metrics of this policy a file may bring: its indicators by any of their words, and three of the parts. */
export function metricFinder(policy: Pick<Policy, "indicators" | "terms">): MetricFinder {
  return (word) => {
    const indicator = findIndicator(policy, word);
    if (indicator?.id === QUALITY.id)
      return { fault: "is computed from the evaluations and not imported: leave it out" };
    if (indicator !== null) return { id: indicator.id, ...importScaleOf(indicator) };
    if (REVIEW_WORDS.has(word.normalize("NFKC").trim().toLowerCase()))
      return { id: YEAR_REVIEW, unit: "points", ...PERCENT };
    const part = findPart(word);
    if (part === "performance")
      return { fault: "is computed from its indicators and not imported: import those" };
    if (part !== null) return { id: part, unit: "points", ...PERCENT };
    return { fault: "is no indicator of the policy: correct the name or add it to indicators" };
  };
}

import { lintDay } from "./lint-day.ts";
import { lintMonth } from "./lint-month.ts";
import type { Finding } from "./finding.ts";
import { lintRecognition } from "./lint-recognition.ts";
import { lintScorecards } from "./lint-scorecard.ts";
import { lintSources } from "./lint-source.ts";
import type { Policy } from "./policy.ts";

export type { Finding } from "./finding.ts";

/**
 * Names what a policy contradicts itself in, or leaves open, although each setting alone is well formed. An error
 * would make a number wrong or a flow impossible; a warning is legal but seldom meant.
 */
export function lintPolicy(policy: Policy): Finding[] {
  return [
    ...lintScorecards(policy),
    ...lintDay(policy),
    ...lintMonth(policy),
    ...lintRecognition(policy),
    ...lintSources(policy),
  ];
}

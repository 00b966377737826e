import { AppError } from "#domain/error";
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

/**
 * What a program may be run with: warnings are its owner's business.
 * @throws AppError `policy-invalid` that names the first error and how to see all.
 */
export function requireSound(policy: Policy, nameOrPath: string): void {
  const errors = lintPolicy(policy).filter(({ level }) => level === "error");
  const [first] = errors;
  if (first === undefined) return;
  const count = errors.length === 1 ? "an error" : `${errors.length} errors; the first`;
  throw new AppError(
    "policy-invalid",
    `POLICY ${nameOrPath} has ${count}: ${first.path}: ${first.message} See all: npx xingping policy lint ${nameOrPath}`,
    { faults: errors.length, first: `${first.path}: ${first.message}` },
  );
}

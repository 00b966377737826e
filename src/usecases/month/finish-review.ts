import type { Card } from "#cards/card";
import { changeReview, type ReviewPress } from "./change-review.ts";
import type { MonthDeps } from "./deps.ts";

/** A supervisor has looked through their people. Once; what was written stands. @throws AppError as `changeReview` */
export async function finishReview(deps: MonthDeps, input: ReviewPress): Promise<Card> {
  return changeReview(deps, input, () =>
    Promise.resolve({ change: { state: "done", doneAt: deps.clock.now() }, did: "review-month" }),
  );
}

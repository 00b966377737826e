import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { readNote } from "#domain/note-text";
import { changeReview, type ReviewPress } from "./change-review.ts";
import type { MonthDeps } from "./deps.ts";

export type RemarkResultInput = ReviewPress & {
  readonly personId: string;
  /** `hold`: the result waits, for this reason. */
  readonly kind: string;
  readonly text: string;
};

/**
 * A supervisor's word about one of their people. It changes no number; a hold keeps the result from being published.
 * @throws AppError as `changeReview`; `bad-input` without a person of theirs or without words
 */
export async function remarkResult(deps: MonthDeps, input: RemarkResultInput): Promise<Card> {
  const { personId, kind, by, closeId } = input;
  const text = readNote(input.text, "reason");
  const isHold = kind === "hold";
  return changeReview(deps, input, async (tx, { outcomes }) => {
    const isTheirs = outcomes.some((one) => one.personId === personId && one.reviewerId === by.id);
    if (!isTheirs) throw new AppError("bad-input", "Choose one of your people.", { what: "month-person" });
    await tx.months.saveRemarks(closeId, [{ personId, byId: by.id, text, isHold, at: deps.clock.now() }]);
    return { change: {}, did: isHold ? "hold-result" : "remark-result", detail: { person: personId } };
  });
}

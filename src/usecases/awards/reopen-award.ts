import type { Card } from "#cards/card";
import { type AwardPressInput, changeAward, settleNominations } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";

/** Takes a decision back before it was posted: the candidates stand again. @throws AppError `already-done`, `closed` */
export async function reopenAward(deps: AwardDeps, input: AwardPressInput): Promise<Card> {
  const { card } = await changeAward(deps, { ...input, move: "reopen" }, async (view, tx) => {
    await tx.awards.removeWinners(view.award.id);
    await settleNominations(tx, view, null);
    return {
      change: { decidedById: null, decidedAt: null, reason: null, praise: null, previewedAt: null },
    };
  });
  return card;
}

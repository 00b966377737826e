import type { Card } from "#cards/card";
import { readNote } from "#domain/note-text";
import { type AwardPressInput, changeAward, settleNominations } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";

/**
 * Nobody gets the award this time, for a reason.
 * @throws AppError `bad-input` without a reason, `already-done`, `closed`
 */
export async function giveToNobody(
  deps: AwardDeps,
  input: AwardPressInput & { readonly reason: string },
): Promise<Card> {
  const reason = readNote(input.reason, "nobody-reason");
  const { card } = await changeAward(deps, { ...input, move: "nobody" }, async (view, tx) => {
    await settleNominations(tx, view, []);
    return { change: { decidedById: input.by.id, decidedAt: deps.clock.now(), reason } };
  });
  return card;
}

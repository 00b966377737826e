import type { Card } from "#cards/card";
import { type AwardPressInput, changeAward } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";

/** Shows the post as the groups will see it. @throws AppError `already-done`, `closed` */
export async function previewAward(deps: AwardDeps, input: AwardPressInput): Promise<Card> {
  const { card } = await changeAward(deps, { ...input, move: "preview" }, () => ({
    change: { previewedAt: deps.clock.now() },
  }));
  return card;
}

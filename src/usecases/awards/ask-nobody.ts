import { awardNobodyCard } from "#cards/award-nobody-card";
import type { Card } from "#cards/card";
import { admitAwardMove } from "#domain/award";
import { requireAllowed } from "#domain/permission";
import { viewAward } from "./award-view.ts";
import type { AwardPressInput } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";

/** Asks why nobody gets it. Changes nothing. @throws AppError `not-found`, `already-done`, `closed` */
export async function askNobody(deps: Pick<AwardDeps, "store">, input: AwardPressInput): Promise<Card> {
  requireAllowed(input.by, "decide-award");
  const { award, settings } = await viewAward(deps.store, await deps.store.awards.get(input.awardId));
  admitAwardMove(award, "nobody", input.revision);
  return awardNobodyCard({ language: input.by.language, award, awardName: settings.name });
}

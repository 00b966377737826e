import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { viewAward } from "./award-view.ts";
import type { AwardDeps } from "./deps.ts";
import { payCard } from "./pay-cards.ts";

/** What of an award is paid, as it stands now. @throws AppError `not-found` */
export async function showPayments(
  deps: Pick<AwardDeps, "store">,
  input: { readonly winnerId: string; readonly reader: Person },
): Promise<Card> {
  requireAllowed(input.reader, "mark-paid");
  const winner = await deps.store.awards.winner(input.winnerId);
  if (winner === null) throw new AppError("not-found", "No such winner.", { what: "award" });
  return payCard(await viewAward(deps.store, await deps.store.awards.get(winner.awardId)), input.reader);
}

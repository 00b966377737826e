import { CARD_LIFE_MILLISECONDS } from "#domain/card-life";
import type { RecognitionDeps } from "./deps.ts";
import { askMessages, decidersOf, viewRedemption } from "./redemption-cards.ts";

/** Sends fresh cards for requests that nobody has decided and whose card grows too old to be pressed. */
export async function reissueRedemptionCards(deps: RecognitionDeps): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  const oldest = new Date(now.getTime() - CARD_LIFE_MILLISECONDS);
  const old = await store.redemptions.cardsIssuedBefore(oldest);
  for (const { id } of old)
    await store.transaction(async (tx) => {
      const redemption = await tx.redemptions.lock(id);
      if (redemption?.state !== "requested" || redemption.cardIssuedAt >= oldest) return;
      const issued = { ...redemption, cardIssue: redemption.cardIssue + 1, cardIssuedAt: now };
      const view = await viewRedemption(tx, issued);
      if (view === null) return;
      await tx.redemptions.issueCard(id, issued.cardIssue, now);
      await tx.outbox.add(askMessages(view, await decidersOf(tx, view)), now);
    });
  return old.length;
}

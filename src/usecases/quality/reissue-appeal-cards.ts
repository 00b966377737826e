import { CARD_LIFE_MILLISECONDS } from "#domain/card-life";
import { judgeMessage } from "./appeal-messages.ts";
import { viewAppeal } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

/** Sends fresh cards for appeals whose judge's card grows too old to be pressed. */
export async function reissueAppealCards(deps: QualityDeps): Promise<number> {
  const now = deps.clock.now();
  const oldest = new Date(now.getTime() - CARD_LIFE_MILLISECONDS);
  const old = (await deps.store.appeals.open()).filter(({ cardIssuedAt }) => cardIssuedAt < oldest);
  for (const { id } of old)
    await deps.store.transaction(async (tx) => {
      const view = await viewAppeal(tx, await tx.appeals.lock(id));
      const { appeal } = view;
      if (appeal.ruled !== null || appeal.cardIssuedAt >= oldest) return;
      const issued = { ...appeal, cardIssue: appeal.cardIssue + 1, cardIssuedAt: now };
      await tx.appeals.issueCard(id, issued.cardIssue, now);
      await tx.outbox.add(judgeMessage(deps, { ...view, appeal: issued }, "waiting"), now);
    });
  return old.length;
}

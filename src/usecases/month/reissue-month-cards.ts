import { MONTH_PHRASES } from "#cards/month-words";
import { CARD_LIFE_MILLISECONDS } from "#domain/card-life";
import { say } from "#domain/local-text";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import { draftMessages } from "./month-messages.ts";
import { viewMonth } from "./month-view.ts";

/**
 * Sends fresh cards of drafts that grow too old to be pressed: to the managers, and to supervisors whose review is open.
 * Answers how many drafts.
 */
export async function reissueMonthCards(deps: MonthDeps): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  const oldest = new Date(now.getTime() - CARD_LIFE_MILLISECONDS);
  const old = await store.months.draftsIssuedBefore(oldest);
  for (const { id, month } of old)
    await store.transaction(async (tx) => {
      await tx.months.lock(month);
      const close = await versionOf(tx, id);
      if (close.state !== "draft" || close.cardIssuedAt === null || close.cardIssuedAt >= oldest) return;
      const issued = { ...close, cardIssue: close.cardIssue + 1, cardIssuedAt: now };
      await tx.months.change(id, { cardIssue: issued.cardIssue, cardIssuedAt: now });
      const view = await viewMonth(tx, issued);
      const messages = draftMessages(view, await tx.months.resultsOf(id), ({ language }) =>
        say(MONTH_PHRASES.stillWaits(month), language),
      );
      await tx.outbox.add(messages, now);
    });
  return old.length;
}

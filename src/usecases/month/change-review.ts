import { AppError } from "#domain/error";
import type { MonthReview } from "#domain/month-result";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { Card } from "#cards/card";
import type { Store } from "#ports/store";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import { managerPatches, reviewPatches } from "./month-messages.ts";
import { type MonthView, reviewCard, viewMonth } from "./month-view.ts";

export type ReviewPress = {
  readonly closeId: string;
  /** Of the card that was pressed. */
  readonly revision: number;
  readonly by: Person;
  readonly page?: number;
};

/**
 * Changes a supervisor's own review of a draft, once for each revision of it, and answers the card as it stands then.
 * @throws AppError `not-found`, `not-allowed`, `wrong-person` for whoever reviews nobody in it, `closed` when the draft
 * is none any more, `already-done` for a second press or a finished review
 */
export async function changeReview(
  deps: MonthDeps,
  { closeId, revision, by, page = 1 }: ReviewPress,
  work: (
    tx: Store,
    view: MonthView,
  ) => Promise<{
    readonly change: Partial<MonthReview>;
    readonly did: string;
    readonly detail?: Record<string, string>;
  }>,
): Promise<Card> {
  requireAllowed(by, "review-month");
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const { month } = await versionOf(tx, closeId);
    await tx.months.lock(month);
    const close = await versionOf(tx, closeId);
    const before = await viewMonth(tx, close);
    const review = before.reviews.find(({ supervisorId }) => supervisorId === by.id);
    if (review === undefined)
      throw new AppError("wrong-person", "Nobody's month here is theirs to review.", { what: "month" });
    if (close.state !== "draft")
      throw new AppError("closed", "The draft is none any more.", { what: "month-review", month });
    if (review.revision !== revision || review.state === "done")
      throw new AppError("already-done", "Reviewed before.", { what: "month-review", month });
    const { change, did, detail = {} } = await work(tx, before);
    await tx.months.changeReview(closeId, by.id, { ...change, revision: revision + 1 });
    await tx.months.change(closeId, { revision: close.revision + 1 });
    await tx.audit.add([{ who: by.id, did, what: closeId, detail: { month, ...detail } }], now);
    const after = await viewMonth(tx, await versionOf(tx, closeId));
    await tx.outbox.add(
      [...managerPatches(after, now), ...(await reviewPatches(tx, after, now, by.id))],
      now,
    );
    const card = reviewCard(after, by, await tx.months.resultsFor(closeId, by.id), page);
    if (card === null) throw new AppError("not-found", "No such review.", { what: "month" });
    return card;
  });
}

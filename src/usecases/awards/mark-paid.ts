import type { Card } from "#cards/card";
import { readAmount } from "#domain/award";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import { viewAward } from "./award-view.ts";
import type { AwardDeps } from "./deps.ts";
import { isPaidOutside, payCard, payers, payKey } from "./pay-cards.ts";

const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

export type MarkPaidInput = { readonly winnerId: string; readonly by: Person; readonly amount: string };

/**
 * A person says that the reward was paid, and how much: nothing is paid from here. Once for each winner.
 * @throws AppError `not-allowed`, `not-found`, `wrong-person` about oneself, `already-done`, `closed`, `bad-input`
 */
export async function markPaid(deps: AwardDeps, input: MarkPaidInput): Promise<Card> {
  const { winnerId, by } = input;
  requireAllowed(by, "mark-paid");
  const amountFen = readAmount(input.amount);
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const winner = await tx.awards.lockWinner(winnerId);
    if (winner === null) throw new AppError("not-found", "No such winner.", { what: "award" });
    const before = await viewAward(tx, await tx.awards.get(winner.awardId));
    if (before.award.state !== "posted" || !isPaidOutside(before))
      throw new AppError("closed", "Nothing is to be paid.", {
        what: "nothing-to-pay",
        state: before.award.state,
      });
    if (winner.personId === by.id)
      throw new AppError("wrong-person", "Nobody confirms their own reward.", { what: "own-reward" });
    if (winner.paidMarkedAt !== null) throw new AppError("already-done", "Paid before.", { what: "paid" });
    await tx.awards.markPaid(winnerId, { amountFen, paidMarkedById: by.id, paidMarkedAt: now });
    await tx.audit.add([{ who: by.id, did: "mark-award-paid", what: winnerId, detail: { amountFen } }], now);
    const view = await viewAward(tx, before.award);
    const others = (await payers(tx)).map((person): NewOutboxMessage => ({
      key: `${payKey(view.award.id, person.id)}:${winnerId}`,
      to: { patchOf: payKey(view.award.id, person.id) },
      card: payCard(view, person),
      dueAt: new Date(now.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
    }));
    await tx.outbox.add(others, now);
    return payCard(view, by);
  });
}

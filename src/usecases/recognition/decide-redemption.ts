import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { readNote } from "#domain/note-text";
import { requireAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import { type Redemption, reversalOf } from "#domain/points";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import type { RecognitionDeps } from "./deps.ts";
import { askKey, decidersOf, requestCard, type RedemptionView, viewRedemption } from "./redemption-cards.ts";

const PATCH_AFTER_PRESS_MILLISECONDS = 3_000;

export type DecideRedemptionInput = {
  readonly redemptionId: string;
  readonly by: Person;
  readonly decision: { readonly isApproved: true } | { readonly isApproved: false; readonly reason: string };
};

/**
 * Approves a request, or refuses it with a reason, which gives the points back. Once.
 * @throws AppError `not-found`, `not-allowed`, `already-done`, `bad-input` for a refusal without a reason
 */
export async function decideRedemption(deps: RecognitionDeps, input: DecideRedemptionInput): Promise<Card> {
  const { by, decision, redemptionId } = input;
  requireAllowed(by, "decide-redemption");
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const before = await found(tx, await tx.redemptions.lock(redemptionId));
    if (!hasRole(by, before.item.approver) || before.person.id === by.id)
      throw new AppError("not-allowed", "Somebody else approves this.", { verb: "decide-redemption" });
    if (before.redemption.state !== "requested")
      throw new AppError("already-done", "Decided before.", { what: "redemption" });
    const reason = decision.isApproved ? null : readNote(decision.reason, "reason");
    const state = decision.isApproved ? "done" : "refused";
    await tx.redemptions.decide(redemptionId, { state, decidedById: by.id, decidedAt: now, reason });
    if (!decision.isApproved) await giveBack(tx, before.redemption, now);
    const view = await found(tx, await tx.redemptions.get(redemptionId));
    await tx.outbox.add(await messages(tx, view, now), now);
    const did = decision.isApproved ? "approve-redemption" : "refuse-redemption";
    await tx.audit.add([{ who: by.id, did, what: redemptionId, detail: { item: view.item.id } }], now);
    return requestCard(view, by);
  });
}

async function found(tx: Store, redemption: Redemption | null): Promise<RedemptionView> {
  const view = redemption === null ? null : await viewRedemption(tx, redemption);
  if (view === null) throw new AppError("not-found", "No such request.", { what: "redemption" });
  return view;
}

async function giveBack(tx: Store, { entryId }: Redemption, at: Date): Promise<void> {
  const entry = await tx.points.get(entryId);
  if (entry !== null) await tx.points.add([reversalOf(entry, "refund", at)]);
}

async function messages(tx: Store, view: RedemptionView, now: Date): Promise<NewOutboxMessage[]> {
  const { redemption, person } = view;
  const deciders = await decidersOf(tx, view);
  return [
    {
      key: `redemption:${redemption.id}:told`,
      to: { person: person.id },
      card: requestCard(view, person),
    },
    ...deciders.map((decider) => ({
      key: `redemption:${redemption.id}:decided:${decider.id}`,
      to: { patchOf: askKey(redemption, decider.id) },
      card: requestCard(view, decider),
      dueAt: new Date(now.getTime() + PATCH_AFTER_PRESS_MILLISECONDS),
    })),
  ];
}

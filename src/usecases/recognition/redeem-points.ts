import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { type Redemption, requireRedeemable } from "#domain/points";
import type { Store } from "#ports/store";
import { type CatalogueItem, itemOf, stockSince } from "./catalogue.ts";
import type { RecognitionDeps } from "./deps.ts";
import { askMessages, decidersOf, requestCard } from "./redemption-cards.ts";

export type RedeemPointsInput = {
  readonly person: Person;
  readonly itemId: string;
  /** Names the showing of the catalogue that was pressed: two presses on it are one request. */
  readonly request: string;
};

/**
 * Asks for something of the catalogue. The points are set aside at once by a row of the ledger; the item's approver
 * gets a card. Requests for one item come one after the other, and so do changes of one person's points.
 * @throws AppError `not-found`, `closed` when nothing is left, `bad-input` when the points do not reach,
 * `already-done` for a second press
 */
export async function redeemPoints(deps: RecognitionDeps, input: RedeemPointsInput): Promise<Card> {
  const { policy, policyId } = deps;
  const { person, itemId, request } = input;
  requireAllowed(person, "redeem");
  const item = itemOf(policy, itemId);
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    await tx.redemptions.lockItem(item.id);
    await tx.points.lock(person.id);
    if ((await tx.redemptions.get(request)) !== null)
      throw new AppError("already-done", "Asked for before.", { what: "redemption" });
    await requireAvailable(deps, tx, person, item);
    const deciders = await decidersOf(tx, { item, person });
    if (deciders.length === 0)
      throw new AppError("not-found", "Nobody can approve it.", { what: "approver" });
    const redemption: Redemption = {
      id: request,
      personId: person.id,
      itemId: item.id,
      price: item.price,
      policyId,
      state: "requested",
      entryId: await setAside(tx, person, item, request, now),
      requestedAt: now,
      decidedById: null,
      decidedAt: null,
      reason: null,
      cardIssue: 1,
      cardIssuedAt: now,
    };
    await tx.redemptions.add(redemption);
    const view = { redemption, policy, item, person, decider: null };
    await tx.outbox.add(askMessages(view, deciders), now);
    await tx.audit.add(
      [{ who: person.id, did: "redeem-points", what: request, detail: { item: item.id } }],
      now,
    );
    return requestCard(view, person);
  });
}

async function requireAvailable(
  { policy }: RecognitionDeps,
  tx: Store,
  person: Person,
  item: CatalogueItem,
): Promise<void> {
  const taken = await tx.redemptions.takenSince(stockSince(policy));
  const balance = await tx.points.balance(person.id);
  requireRedeemable(item, { taken: taken.get(item.id) ?? 0, balance });
}

async function setAside(
  tx: Store,
  person: Person,
  item: CatalogueItem,
  request: string,
  at: Date,
): Promise<string> {
  const cause = `redemption:${request}`;
  await tx.points.add([
    {
      personId: person.id,
      amount: -item.price,
      kind: "redemption",
      cause,
      refersToId: null,
      ideaNumber: null,
      itemId: item.id,
      at,
    },
  ]);
  const entry = await tx.points.byCause(cause);
  if (entry === null) throw new Error(`The ledger has no row for ${cause}.`);
  return entry.id;
}

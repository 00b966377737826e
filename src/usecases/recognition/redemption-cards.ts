import type { Card } from "#cards/card";
import { redemptionCard } from "#cards/redemption-card";
import { hasRole, type Person } from "#domain/person";
import type { Redemption } from "#domain/points";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { itemOf, type CatalogueItem } from "./catalogue.ts";

/** A request with everything that its cards show. */
export type RedemptionView = {
  readonly redemption: Redemption;
  readonly policy: Policy;
  readonly item: CatalogueItem;
  readonly person: Person;
  readonly decider: Person | null;
};

/** @returns null when its person is gone. @throws AppError `not-found` when its policy has no such item */
export async function viewRedemption(store: Store, redemption: Redemption): Promise<RedemptionView | null> {
  const policy = await store.policies.get(redemption.policyId);
  const { personId, decidedById, itemId } = redemption;
  const person = await store.people.get(personId);
  const decider = decidedById === null ? null : await store.people.get(decidedById);
  return person === null ? null : { redemption, policy, item: itemOf(policy, itemId), person, decider };
}

export function requestCard(view: RedemptionView, reader: Person): Card {
  const { redemption, policy, item, person, decider } = view;
  return redemptionCard({
    language: reader.language,
    zone: policy.zone,
    redemption,
    itemName: item.name,
    personName: person.name,
    deciderName: decider?.name ?? null,
    as: reader.id === person.id ? "person" : "decider",
  });
}

/** Of the item's role, and nobody decides about themselves: the person's own manager, or else everybody of the role. */
export async function decidersOf(
  store: Store,
  { item, person }: Pick<RedemptionView, "item" | "person">,
): Promise<readonly Person[]> {
  const everybody = (await store.people.all()).filter(
    (each) => hasRole(each, item.approver) && each.id !== person.id,
  );
  const own = everybody.filter(({ employeeNo }) => employeeNo === person.managerNo);
  return own.length > 0 ? own : everybody;
}

export const askKey = ({ id, cardIssue }: Redemption, deciderId: string): string =>
  `redemption:${id}:ask:${cardIssue}:${deciderId}`;

/** The card with which a request comes to those who decide; `cardIssue` must be a new one. */
export const askMessages = (view: RedemptionView, deciders: readonly Person[]): NewOutboxMessage[] =>
  deciders.map((decider) => ({
    key: askKey(view.redemption, decider.id),
    to: { person: decider.id },
    card: requestCard(view, decider),
  }));

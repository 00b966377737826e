import { awardPayCard } from "#cards/award-news-card";
import type { Card } from "#cards/card";
import { isAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { type AwardView, nameOf, winnerName } from "./award-view.ts";

/** Whether the award brings something that a person pays elsewhere. */
export function isPaidOutside({ policy, settings }: Pick<AwardView, "policy" | "settings">): boolean {
  return policy.rewards.some(({ id, paidOutside }) => paidOutside && settings.rewards.includes(id));
}

/** Those of the people office, or the managers where there is none. */
export async function payers({ people }: Pick<Store, "people">): Promise<readonly Person[]> {
  const may = (await people.all()).filter((person) => isAllowed(person, "mark-paid"));
  const office = may.filter((person) => hasRole(person, "hr"));
  return office.length > 0 ? office : may;
}

export const payKey = (awardId: string, personId: string): string => `award:${awardId}:pay:${personId}`;

export function payCard(view: AwardView, reader: Person): Card {
  return awardPayCard({
    language: reader.language,
    awardName: view.settings.name,
    period: view.award.period,
    winners: view.winners.map((winner) => ({
      id: winner.id,
      name: winnerName(view, winner),
      amountFen: winner.amountFen,
      paidByName: winner.paidMarkedById === null ? null : nameOf(view, winner.paidMarkedById),
    })),
  });
}

export async function payMessages(store: Store, view: AwardView): Promise<NewOutboxMessage[]> {
  if (!isPaidOutside(view)) return [];
  return (await payers(store)).map((person) => ({
    key: payKey(view.award.id, person.id),
    to: { person: person.id },
    card: payCard(view, person),
  }));
}

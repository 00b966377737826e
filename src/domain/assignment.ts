import { leastLoaded, optimise } from "./semi-matching.ts";
import type { Sha256 } from "./sampling.ts";

export type AssignableContact = { readonly contactId: string; readonly agentId: string };

export type AssignmentInput = {
  readonly contacts: readonly AssignableContact[];
  readonly scorerIds: readonly string[];
  readonly eligible: (contact: AssignableContact, scorerId: string) => boolean;
  /** Decides who gets the odd card, so that it is not always the first of the list. */
  readonly seed: string;
  readonly hash: Sha256;
};

export type Assignment = {
  readonly assigned: readonly { readonly contactId: string; readonly scorerId: string }[];
  readonly unassigned: readonly {
    readonly contactId: string;
    readonly reason: "no-scorer" | "no-eligible-scorer";
  }[];
};

/**
 * Gives each contact to one scorer so that the largest load is the smallest possible, and no card could be moved to
 * lower the difference between two scorers: an optimal semi-matching (Harvey, Ladner, Lovász and Tamir 2003,
 * "Semi-matchings for bipartite graphs and load balancing"). Nobody gets their own conversations.
 * The result depends on the seed and the sets, not on the order in which they are given; it is in that seeded order.
 */
export function assignScorers(input: AssignmentInput): Assignment {
  const rank = (id: string): string => input.hash(`${input.seed}:${id}`);
  const scorerIds = inOrderOf(input.scorerIds, rank);
  const contacts = inOrderOf(input.contacts, (contact) => rank(contact.contactId));
  const choices = contacts.map((contact) => choicesFor(contact, scorerIds, input.eligible));

  const holder = leastLoaded(choices, scorerIds.length);
  optimise(choices, holder);

  const reason = scorerIds.length === 0 ? "no-scorer" : "no-eligible-scorer";
  return {
    assigned: contacts.flatMap(({ contactId }, index) => {
      const scorerId = scorerIds[holder.of[index] ?? -1];
      return scorerId === undefined ? [] : [{ contactId, scorerId }];
    }),
    unassigned: contacts.flatMap(({ contactId }, index) =>
      holder.of[index] === undefined ? [{ contactId, reason } as const] : [],
    ),
  };
}

function choicesFor(
  contact: AssignableContact,
  scorerIds: readonly string[],
  eligible: AssignmentInput["eligible"],
): number[] {
  return scorerIds.flatMap((scorerId, index) =>
    scorerId !== contact.agentId && eligible(contact, scorerId) ? [index] : [],
  );
}

function inOrderOf<T>(list: readonly T[], rankOf: (entry: T) => string): T[] {
  return list
    .map((entry) => ({ entry, rank: rankOf(entry) }))
    .sort((left, right) => (left.rank < right.rank ? -1 : 1))
    .map(({ entry }) => entry);
}

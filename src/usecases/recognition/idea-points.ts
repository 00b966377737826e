import { hasRole, type Person } from "#domain/person";
import type { NewPointEntry, PointKind } from "#domain/points";
import type { IdeaView } from "./idea-view.ts";

type Earned = {
  readonly amount: number;
  readonly earners: readonly string[];
  readonly entries: readonly NewPointEntry[];
};

export const adoptionCause = (number: number, personId: string): string =>
  `idea:${number}:adopted:${personId}`;

/** At adoption each author earns once, also those whose idea was merged in. */
export function adoptionPoints(view: IdeaView, at: Date): Earned {
  const amount = view.policy.points?.ideaAdopted ?? 0;
  return earned(view, view.authors, { amount, kind: "idea-adopted", cause: adoptionCause, at });
}

/** After the effect: whoever was an author at adoption and still is. What joined later shares the credit only. */
export function effectPoints(view: IdeaView, at: Date): Earned {
  const amount = view.policy.points?.ideaEffective ?? 0;
  const adoption = view.events.findLast(({ did }) => did === "adopt");
  const then = String(adoption?.detail["authors"] ?? "").split(" ");
  const authors = view.authors.filter(({ id }) => then.includes(id));
  const cause = (number: number, personId: string): string => `idea:${number}:effective:${personId}`;
  return earned(view, authors, { amount, kind: "idea-effective", cause, at });
}

type Reason = {
  readonly amount: number;
  readonly kind: PointKind;
  readonly cause: (number: number, personId: string) => string;
  readonly at: Date;
};

function earned(
  { idea, settings }: IdeaView,
  authors: readonly Person[],
  { amount, kind, cause, at }: Reason,
): Earned {
  const earners = amount === 0 ? [] : authors.filter((person) => !hasRole(person, ...settings.withoutPoints));
  return {
    amount,
    earners: earners.map(({ id }) => id),
    entries: earners.map(({ id }) => ({
      personId: id,
      amount,
      kind,
      cause: cause(idea.number, id),
      refersToId: null,
      ideaNumber: idea.number,
      itemId: null,
      at,
    })),
  };
}

import type { Card } from "#cards/card";
import { IDEA_PHRASES } from "#cards/idea-words";
import { AppError } from "#domain/error";
import { IDEA_SCOPES } from "#domain/idea";
import { localDate } from "#domain/working-day";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { adoptionPoints } from "./idea-points.ts";
import { cardOf } from "./idea-view.ts";

export type AdoptIdeaInput = IdeaPressInput & {
  /** Id of the indicator by which the effect will be looked at. */
  readonly metric: string;
  readonly scope: string;
};

/**
 * The reviewer takes the idea up. Every author of it earns points once, but for the policy's roles without points.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input`
 */
export async function adoptIdea(deps: RecognitionDeps, input: AdoptIdeaInput): Promise<Card> {
  const { by } = input;
  const view = await changeIdea(deps, { ...input, move: "adopt" }, async (before, tx) => {
    const { policy, settings } = before;
    const indicator = policy.indicators.find(({ id, enabled }) => id === input.metric && enabled);
    if (indicator === undefined) throw new AppError("bad-input", "Choose a metric.", { what: "metric" });
    const scope = IDEA_SCOPES.find((known) => known === input.scope);
    if (scope === undefined) throw new AppError("bad-input", "Choose whom it concerns.", { what: "scope" });
    const now = deps.clock.now();
    const { amount, earners, entries } = adoptionPoints(before, now);
    await tx.points.add(entries);
    return {
      change: {
        metric: indicator.id,
        scope,
        adoptedOn: localDate(now, policy.zone),
        reviewSince: null,
        ...(!settings.awardNeedsEffect && { awardReadyAt: now }),
      },
      // Who shares in what it earns later: the authors of this moment.
      detail: { metric: indicator.id, scope, authors: before.authors.map(({ id }) => id).join(" ") },
      news: "adopted",
      lines: ({ id }) => [
        ...(earners.includes(id) ? [IDEA_PHRASES.earned(amount)] : []),
        ...(settings.awardNeedsEffect ? [] : [IDEA_PHRASES.awardReady()]),
      ],
    };
  });
  return cardOf(deps, view, by);
}

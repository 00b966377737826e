import type { Card } from "#cards/card";
import { IDEA_NEWS_WORDS } from "#cards/idea-words";
import { AppError } from "#domain/error";
import { isOpen } from "#domain/idea-rules";
import { say } from "#domain/local-text";
import { reversalOf } from "#domain/points";
import type { Store } from "#ports/store";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf, type IdeaView, viewIdea, viewNumber } from "./idea-view.ts";
import { pointsByMerge } from "./merge-points.ts";

/**
 * Undoes a merge: everything is as before, and the clock of the answer begins anew. What an author earned only through
 * the other idea is taken back by a row of its own.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed` when the other one is finished, `bad-input`
 * when the points are spent already
 */
export async function unmergeIdea(deps: RecognitionDeps, input: IdeaPressInput): Promise<Card> {
  const { store, clock } = deps;
  const { standsIn } = await viewIdea(store, await store.ideas.inFull(input.ideaId));
  const main = standsIn === null ? null : await viewNumber(store, standsIn);
  const press = { ...input, move: "unmerge", ...(main && { alsoLocked: main.idea.id }) } as const;
  const view = await changeIdea(deps, press, async (before, tx) => {
    const { idea } = before;
    if (main !== null) await takeBack(tx, before, await viewNumber(tx, main.idea.number), clock.now());
    const isReviewed = idea.beforeMerge === "reviewing";
    return {
      change: {
        mergedIntoId: null,
        beforeMerge: null,
        closedAt: null,
        ...(isReviewed && { reviewSince: clock.now() }),
      },
      news: "unmerged",
      freshCard: ({ language }) => say(IDEA_NEWS_WORDS.unmerged, language),
    };
  });
  return cardOf(deps, view, input.by);
}

async function takeBack(tx: Store, source: IdeaView, main: IdeaView, at: Date): Promise<void> {
  if (!isOpen(main.idea))
    throw new AppError("closed", `Idea #${main.idea.number} is ${main.idea.state}.`, {
      what: "idea",
      state: main.idea.state,
      idea: main.idea.number,
    });
  for (const entry of await pointsByMerge(tx, source, main)) {
    const { personId } = entry;
    await tx.points.lock(personId);
    if ((await tx.points.balance(personId)) < entry.amount)
      throw new AppError("bad-input", "The points are spent.", { what: "points-spent" });
    await tx.points.add([reversalOf(entry, "reversal", at)]);
  }
}

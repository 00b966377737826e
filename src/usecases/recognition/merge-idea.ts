import type { Card } from "#cards/card";
import { IDEA_PHRASES } from "#cards/idea-words";
import { AppError } from "#domain/error";
import { requireMergeable } from "#domain/idea-rules";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf, viewNumber, type IdeaView } from "./idea-view.ts";

export type MergeIdeaInput = IdeaPressInput & {
  /** The number of the other idea; null: what was written is none. */
  readonly into: number | null;
};

/**
 * Joins an idea to another one, by the reviewer, or by its author who supports that one instead. Nothing is copied: the
 * words, authors and supporters stay where they are and count for the other one too, until it is undone.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input`
 */
export async function mergeIdea(deps: RecognitionDeps, input: MergeIdeaInput): Promise<Card> {
  const { by, into } = input;
  if (into === null) throw new AppError("bad-input", "Write the number of an idea.", { what: "idea-number" });
  const named = await viewNumber(deps.store, into);
  const target = named.standsIn === null ? named : await viewNumber(deps.store, named.standsIn);
  const press = { ...input, move: "merge", alsoLocked: target.idea.id } as const;
  const view = await changeIdea(deps, press, async (before, tx) => {
    // As it stands now that nobody else can change it.
    const current = await viewNumber(tx, target.idea.number);
    requireMergeable(before.idea, current.idea);
    requireOtherReviewer(before, current);
    return {
      change: {
        mergedIntoId: current.idea.id,
        beforeMerge: before.idea.state,
        reviewSince: null,
        closedAt: deps.clock.now(),
      },
      detail: { into: current.idea.number },
      news: "merged",
      lines: () => [IDEA_PHRASES.into(current.idea.number)],
    };
  });
  return cardOf(deps, view, by);
}

/** Who decides about the other one would decide about their own idea. */
function requireOtherReviewer(source: IdeaView, target: IdeaView): void {
  const { reviewerId, escalatedToId } = target.idea;
  if (source.authors.some(({ id }) => id === reviewerId || id === escalatedToId))
    throw new AppError("bad-input", "An author reviews the other idea.", {
      what: "merge-own",
      idea: target.idea.number,
    });
}

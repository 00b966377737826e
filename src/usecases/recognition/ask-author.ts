import type { Card } from "#cards/card";
import { IDEA_PHRASES } from "#cards/idea-words";
import { readNote } from "#domain/note-text";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf } from "./idea-view.ts";

/**
 * The reviewer wants to know more; the clock stands still until the author has answered.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input`
 */
export async function askAuthor(
  deps: RecognitionDeps,
  input: IdeaPressInput & { readonly question: string },
): Promise<Card> {
  const view = await changeIdea(deps, { ...input, move: "ask" }, ({ idea }) => ({
    change: { reviewSince: null },
    note: readNote(input.question, "question"),
    news: "asked",
    lines: ({ id }) => (id === idea.authorId ? [IDEA_PHRASES.howToAdd(idea.number)] : []),
  }));
  return cardOf(deps, view, input.by);
}

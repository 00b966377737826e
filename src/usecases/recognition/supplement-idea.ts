import type { Card } from "#cards/card";
import { IDEA_PHRASES } from "#cards/idea-words";
import { readNote } from "#domain/note-text";
import { say } from "#domain/local-text";
import type { Person } from "#domain/person";
import { changeIdea } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf, viewIdea, viewNumber } from "./idea-view.ts";

export type SupplementIdeaInput = {
  readonly of: { readonly ideaId: string } | { readonly number: number };
  readonly by: Person;
  /** Of the card that was pressed; absent for what was typed. */
  readonly revision?: number;
  readonly text: string;
};

/**
 * The author adds to their idea. If the reviewer had asked for it, the review begins anew.
 * @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input`
 */
export async function supplementIdea(deps: RecognitionDeps, input: SupplementIdeaInput): Promise<Card> {
  const { of, by, revision } = input;
  const { store } = deps;
  const { idea } =
    "number" in of
      ? await viewNumber(store, of.number)
      : await viewIdea(store, await store.ideas.inFull(of.ideaId));
  const note = readNote(input.text, "supplement");
  const press = {
    ideaId: idea.id,
    by,
    move: "supplement",
    ...(revision !== undefined && { revision }),
  } as const;
  const view = await changeIdea(deps, press, ({ idea: { state } }) => ({
    note,
    news: null,
    ...(state === "needs-more" && {
      change: { reviewSince: deps.clock.now() },
      freshCard: (reader: Person) => say(IDEA_PHRASES.added(note), reader.language),
    }),
  }));
  return cardOf(deps, view, by);
}

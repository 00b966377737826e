import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { changeIdea } from "./change-idea.ts";
import type { IdeaDeps } from "./deps.ts";
import { cardOf } from "./idea-view.ts";
import { similarIdeas } from "./similar-ideas.ts";

export type CategoriseIdeaInput = { readonly ideaId: string; readonly by: Person; readonly category: string };

/** The author says what their idea is about. @throws AppError `not-found`, `wrong-person`, `closed`, `bad-input` */
export async function categoriseIdea(deps: IdeaDeps, input: CategoriseIdeaInput): Promise<Card> {
  const { ideaId, by, category } = input;
  const view = await changeIdea(deps, { ideaId, by, move: "categorise" }, ({ settings }) => {
    if (!settings.categories.some(({ id }) => id === category))
      throw new AppError("bad-input", "Choose a category from the list.", { what: "category" });
    return { change: { category }, detail: { category }, news: null };
  });
  const { text, number } = view.idea;
  const lookAlikes = await similarIdeas(deps, deps.store, { text, number, readerId: by.id });
  return cardOf(deps, view, by, { lookAlikes });
}

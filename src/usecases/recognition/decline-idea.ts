import type { Card } from "#cards/card";
import { readNote } from "#domain/note-text";
import { changeIdea, type IdeaPressInput } from "./change-idea.ts";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf } from "./idea-view.ts";

/** Never without a reason. @throws AppError `not-found`, `wrong-person`, `already-done`, `closed`, `bad-input` */
export async function declineIdea(
  deps: RecognitionDeps,
  input: IdeaPressInput & { readonly reason: string },
): Promise<Card> {
  const view = await changeIdea(deps, { ...input, move: "decline" }, () => ({
    change: { reviewSince: null, closedAt: deps.clock.now() },
    note: readNote(input.reason, "reason"),
    news: "declined",
  }));
  return cardOf(deps, view, input.by);
}

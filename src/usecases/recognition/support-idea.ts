import type { Card } from "#cards/card";
import { IDEA_PHRASES } from "#cards/idea-words";
import { AppError } from "#domain/error";
import { isOpen } from "#domain/idea-rules";
import { say } from "#domain/local-text";
import type { Person } from "#domain/person";
import type { RecognitionDeps } from "./deps.ts";
import { cardOf, roleIn, viewIdea } from "./idea-view.ts";

/** Somebody else wants it too: once for each person. @throws AppError `not-found`, `closed`, `already-done`, `bad-input` */
export async function supportIdea(
  deps: RecognitionDeps,
  input: { readonly ideaId: string; readonly by: Person },
): Promise<Card> {
  const { ideaId, by } = input;
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    const view = await viewIdea(tx, await tx.ideas.inFull(ideaId));
    const { idea } = view;
    if (!isOpen(idea))
      throw new AppError("closed", `Idea #${idea.number} is ${idea.state}.`, {
        what: "idea",
        state: idea.state,
        idea: idea.number,
      });
    if (roleIn(view, by) !== "reader")
      throw new AppError("bad-input", "Nobody supports what is theirs to write or decide.", {
        what: "support",
      });
    if (!(await tx.ideas.support(ideaId, by.id, now)))
      throw new AppError("already-done", "Supported before.", { what: "idea", idea: idea.number });
    await tx.audit.add(
      [{ who: by.id, did: "support-idea", what: ideaId, detail: { number: idea.number } }],
      now,
    );
    const after = await viewIdea(tx, await tx.ideas.inFull(ideaId));
    return cardOf(deps, after, by, { notice: say(IDEA_PHRASES.thanks(idea.number), by.language) });
  });
}

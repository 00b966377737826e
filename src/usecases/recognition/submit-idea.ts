import type { Card } from "#cards/card";
import { IDEA_PHRASES } from "#cards/idea-words";
import { AppError } from "#domain/error";
import type { Idea } from "#domain/idea";
import { isUndecided } from "#domain/idea-rules";
import { linksIn, readIdeaText } from "#domain/idea-text";
import { say } from "#domain/local-text";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { Store } from "#ports/store";
import type { IdeaDeps } from "./deps.ts";
import { reviewMessages } from "./idea-messages.ts";
import { cardOf, type IdeaSettings, ideaSettings, viewIdea } from "./idea-view.ts";
import { reviewerFor } from "./reviewers.ts";
import { similarIdeas } from "./similar-ideas.ts";

export type SubmitIdeaInput = {
  readonly author: Person;
  readonly text: string;
  /** An id of the policy; absent for what was typed. */
  readonly category?: string;
  /** Addresses written apart from the text. */
  readonly links?: string;
};

/**
 * Takes an idea in: number and look-alikes at once, and a card for the reviewer.
 * @throws AppError `setting-missing`, `bad-input`, `already-done` for the same words of the same person once more
 */
export async function submitIdea(
  deps: IdeaDeps,
  input: SubmitIdeaInput,
): Promise<{ readonly idea: Idea; readonly card: Card }> {
  const { author } = input;
  requireAllowed(author, "submit-idea");
  const settings = ideaSettings(deps.policy);
  const { text, links } = readIdeaText(input.text);
  const category = categoryOf(settings, input.category);
  const now = deps.clock.now();
  return deps.store.transaction(async (tx) => {
    await requireNew(tx, author, text);
    // Before it is added, so that it does not find itself.
    const lookAlikes = await similarIdeas(deps, tx, { text, number: null, readerId: author.id });
    const reviewer = await reviewerFor(deps, tx, settings, [author.id]);
    const idea = await tx.ideas.add(
      {
        id: deps.secrets.newId(),
        authorId: author.id,
        text,
        links: [...new Set([...links, ...linksIn(input.links ?? "")])],
        category,
        state: reviewer === null ? "new" : "reviewing",
        policyId: deps.policyId,
        reviewerId: reviewer?.id ?? null,
        reviewSince: reviewer === null ? null : now,
      },
      now,
    );
    const view = await viewIdea(tx, await tx.ideas.inFull(idea.id));
    await tx.outbox.add(
      reviewMessages(deps, view, () => ({ lookAlikes })),
      now,
    );
    await tx.audit.add(
      [{ who: author.id, did: "submit-idea", what: idea.id, detail: { number: idea.number } }],
      now,
    );
    const notice = say(IDEA_PHRASES.received(idea.number), author.language);
    return { idea, card: cardOf(deps, view, author, { notice, lookAlikes }) };
  });
}

function categoryOf({ categories }: IdeaSettings, chosen: string | undefined): string | null {
  if (chosen === undefined) return null;
  if (categories.some(({ id }) => id === chosen)) return chosen;
  throw new AppError("bad-input", "Choose a category from the list.", { what: "category" });
}

const RECENT = 20;

async function requireNew(tx: Store, author: Person, text: string): Promise<void> {
  const same = (await tx.ideas.ofAuthor(author.id, RECENT)).find(
    (idea) => idea.text === text && isUndecided(idea),
  );
  if (same !== undefined)
    throw new AppError("already-done", `Sent before as #${same.number}.`, {
      what: "idea-sent",
      idea: same.number,
    });
}

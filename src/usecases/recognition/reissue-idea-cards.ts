import { IDEA_PHRASES, IDEA_STATE_WORDS } from "#cards/idea-words";
import { CARD_LIFE_MILLISECONDS } from "#domain/card-life";
import { say } from "#domain/local-text";
import type { RecognitionDeps } from "./deps.ts";
import { reviewMessages } from "./idea-messages.ts";
import { viewIdea } from "./idea-view.ts";

/** Sends fresh cards for ideas that wait for their reviewer and whose card grows too old to be pressed. */
export async function reissueIdeaCards(deps: RecognitionDeps): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  const oldest = new Date(now.getTime() - CARD_LIFE_MILLISECONDS);
  const old = await store.ideas.cardsIssuedBefore(oldest);
  for (const { id } of old) {
    await store.transaction(async (tx) => {
      await tx.ideas.lock([id]);
      const view = await viewIdea(tx, await tx.ideas.inFull(id));
      const { idea } = view;
      if (idea.cardIssuedAt === null || idea.cardIssuedAt >= oldest) return;
      await tx.ideas.issueCard(id, idea.cardIssue + 1, now);
      const issued = { ...view, idea: { ...idea, cardIssue: idea.cardIssue + 1, cardIssuedAt: now } };
      const notice = (language: "zh" | "en"): string =>
        say(IDEA_PHRASES.waiting(idea.number, IDEA_STATE_WORDS[idea.state][language]), language);
      await tx.outbox.add(
        reviewMessages(deps, issued, ({ language }) => ({ notice: notice(language) })),
        now,
      );
    });
  }
  return old.length;
}

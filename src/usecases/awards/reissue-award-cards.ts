import { AWARD_WORDS } from "#cards/award-words";
import { CARD_LIFE_MILLISECONDS } from "#domain/card-life";
import { say } from "#domain/local-text";
import { cardOf, viewAward } from "./award-view.ts";
import { awardKey, managersOf } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";

const WAITING = ["shortlist", "picked", "previewed"] as const;

/** Sends managers fresh cards of awards that wait for a step and whose cards grow too old to be pressed. Answers how many. */
export async function reissueAwardCards(deps: AwardDeps): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  const oldest = new Date(now.getTime() - CARD_LIFE_MILLISECONDS);
  const isOld = (at: Date | null): boolean => at !== null && at < oldest;
  const old = (await store.awards.inState(...WAITING)).filter(({ cardIssuedAt }) => isOld(cardIssuedAt));
  for (const { id } of old)
    await store.transaction(async (tx) => {
      const award = await tx.awards.lock(id);
      if (award === null || !WAITING.some((state) => state === award.state) || !isOld(award.cardIssuedAt))
        return;
      const issued = { ...award, cardIssue: award.cardIssue + 1, cardIssuedAt: now };
      await tx.awards.issueCards(id, issued.cardIssue, now);
      const view = await viewAward(tx, issued);
      await tx.outbox.add(
        (await managersOf(tx)).map((manager) => ({
          key: awardKey(issued, manager.id),
          to: { person: manager.id },
          card: cardOf(deps, view, manager, say(AWARD_WORDS.stillWaits, manager.language)),
        })),
        now,
      );
    });
  return old.length;
}

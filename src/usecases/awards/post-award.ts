import { factLines } from "#cards/award-facts";
import { thinkTankCard, winnerCard } from "#cards/award-news-card";
import type { Card } from "#cards/card";
import type { AwardWinner } from "#domain/award";
import { AppError } from "#domain/error";
import type { Person } from "#domain/person";
import { groupPostAt } from "#policy/group-post-time";
import type { NewOutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { type AwardView, factNames, nameOf, postOf, rewardNames, seenOf } from "./award-view.ts";
import { type AwardPressInput, changeAward, managersOf } from "./change-award.ts";
import type { AwardDeps } from "./deps.ts";
import { payMessages } from "./pay-cards.ts";
import { requireNamable } from "./praise-names.ts";

export type PostAwardInput = AwardPressInput & {
  /** Which post the manager has seen. */
  readonly seen: string;
};

/**
 * Posts what was previewed to the groups, once and after the quiet hours, and tells each winner in private. What has changed since the preview,
 * because somebody took back their consent or has left, is shown again instead.
 * @throws AppError `closed` for a changed post or a winner who has left, `bad-input` without a group, `already-done`
 */
export async function postAward(deps: AwardDeps, input: PostAwardInput): Promise<Card> {
  const now = deps.clock.now();
  const { card } = await changeAward(deps, { ...input, move: "post" }, async (view, tx) => {
    const post = postOf(deps, view);
    requirePostable(view);
    await requireNamable(tx, view);
    if (seenOf(deps.secrets, post) !== input.seen)
      throw new AppError("closed", "The post has changed since.", {
        what: "award-changed",
        state: "changed",
      });
    return {
      change: { postedById: input.by.id, postedAt: now, groupCount: view.groups.length },
      messages: [
        ...view.groups.map((chat): NewOutboxMessage => ({
          key: `award:${view.award.id}:post:${chat.platform}:${chat.chatId}`,
          to: { chat },
          card: post,
          dueAt: groupPostAt(view.policy, now),
        })),
        ...winnerMessages(deps, view),
        ...(await payMessages(tx, view)),
        ...(await thinkTankMessages(tx, view)),
      ],
      detail: { groups: view.groups.length },
    };
  });
  return card;
}

function requirePostable(view: AwardView): void {
  const { groups, winners, people } = view;
  if (groups.length === 0) throw new AppError("bad-input", "No group is bound.", { what: "award-no-group" });
  const gone = winners.find(({ personId }) => personId !== null && people.get(personId)?.status !== "active");
  if (gone?.personId)
    throw new AppError("closed", "A winner has left.", {
      what: "award-left",
      state: "left",
      name: nameOf(view, gone.personId),
    });
}

function winnerMessages(deps: AwardDeps, view: AwardView): NewOutboxMessage[] {
  return view.winners.flatMap((winner) =>
    receivers(view, winner).map((person) => ({
      key: `award:${view.award.id}:winner:${person.id}`,
      to: { person: person.id },
      card: winnerCard({
        language: person.language,
        awardName: view.settings.name,
        period: view.award.period,
        team: winner.team,
        lines: factLines(winner.facts, {
          language: person.language,
          names: factNames(view.policy),
          brief: false,
        }),
        praise: view.award.praise,
        certificateNumber: winner.certificateNumber,
        checkUrl: deps.certificateUrl(winner.certificateNumber),
        files: filesOf(deps, winner),
        rewards: rewardNames(view),
        isNamed: view.named.has(winner.id),
      }),
    })),
  );
}

function filesOf({ certificateFileUrl, clock }: AwardDeps, { certificateNumber }: AwardWinner) {
  const [png, pdf] = (["png", "pdf"] as const).map((file) =>
    certificateFileUrl(certificateNumber, file, clock.now()),
  );
  return png && pdf ? { png, pdf } : null;
}

/** The person, or everybody of the team. */
function receivers({ people }: AwardView, { personId, team }: AwardWinner): readonly Person[] {
  return [...people.values()].filter(
    (person) =>
      person.status === "active" && (personId === null ? person.team === team : person.id === personId),
  );
}

/** Whoever has won the award as often as the policy says is proposed, once (003 二(一)3). */
async function thinkTankMessages(tx: Store, view: AwardView): Promise<NewOutboxMessage[]> {
  const { award, settings, winners } = view;
  const { thinkTankAfter = 0 } = settings;
  if (thinkTankAfter === 0) return [];
  const managers = await managersOf(tx);
  const messages: NewOutboxMessage[] = [];
  for (const { personId } of winners) {
    if (personId === null) continue;
    const earlier = (await tx.awards.wonBy(personId)).filter((won) => won.award.award === award.award);
    if (earlier.length + 1 !== thinkTankAfter) continue;
    messages.push(
      ...managers.map((manager): NewOutboxMessage => ({
        key: `think-tank:${award.award}:${personId}:${manager.id}`,
        to: { person: manager.id },
        card: thinkTankCard({
          language: manager.language,
          awardName: settings.name,
          name: nameOf(view, personId),
          count: thinkTankAfter,
        }),
      })),
    );
  }
  return messages;
}

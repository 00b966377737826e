import { boardCard } from "#cards/board-card";
import { BOARD_WORDS } from "#cards/board-words";
import { consentCard } from "#cards/group-card";
import { GROUP_WORDS } from "#cards/group-words";
import type { MonthClose } from "#domain/month-result";
import { boardChange } from "#domain/shown-board";
import { say } from "#domain/local-text";
import type { LocalMonth } from "#domain/working-day";
import { QUALITY } from "#policy/indicator";
import { groupPostAt } from "#policy/group-post-time";
import type { Policy } from "#policy/policy";
import type { BoardPost } from "#ports/boards";
import type { NewOutboxMessage } from "#ports/delivery";
import type { BoundGroup, Store } from "#ports/store";
import { aboutBoard } from "./board-facts.ts";
import { heldBySupervisor, numbersOf } from "./frozen-numbers.ts";
import { boardOf, boardPeriod, type MeasuredBoard } from "./measured-board.ts";
import { decimalsOf, firstGroup, showToOthers } from "./shown-board.ts";

type Posted = Pick<MonthClose, "id" | "month" | "version" | "frozenAt">;

/** The boards of a month by team, at once; null is everybody's. @param close the version whose numbers they show; null: measured now */
export async function boardsOf(
  store: Store,
  policy: Policy,
  month: LocalMonth,
  teams: readonly (string | null)[],
  close: Pick<MonthClose, "id" | "version" | "frozenAt"> | null,
): Promise<ReadonlyMap<string | null, MeasuredBoard>> {
  if (teams.length === 0) return new Map();
  const numbers = await numbersOf(store, { period: boardPeriod(month), indicator: QUALITY }, close);
  return new Map(teams.map((team) => [team, boardOf(numbers, policy, team)]));
}

export const teamsIn = (groups: readonly BoundGroup[]): (string | null)[] => [
  ...new Set(groups.map(({ team }) => team)),
];

/**
 * The posts of a published month to every group that is bound to somebody, and the memory of what they say. A later
 * version is posted only where readers would see something else, and says what; none goes out in the
 * quiet hours. Inside the caller's transaction.
 */
export async function boardPosts(
  tx: Store,
  { policy, close }: { readonly policy: Policy; readonly close: Posted },
  at: Date,
): Promise<NewOutboxMessage[]> {
  if (policy.publish === undefined) return [];
  const groups = await tx.chats.allBound();
  const boards = await boardsOf(tx, policy, close.month, teamsIn(groups), close);
  const held = await heldBySupervisor(tx, close.id);
  const messages: NewOutboxMessage[] = [];
  const posts: BoardPost[] = [];
  for (const { team, platform, appId, chatId } of groups) {
    const board = boards.get(team);
    if (board === undefined || board.people.length === 0) continue;
    const group = { platform, appId, chatId };
    const shown = await showToOthers(tx, policy, board, { held });
    const before = await tx.boards.last(close.month, group);
    const change = before === null ? null : boardChange(before.shown, shown, decimalsOf(board.indicator));
    if (before !== null && change === null) continue;
    posts.push({ closeId: close.id, month: close.month, version: close.version, group, shown });
    messages.push({
      key: `board:${close.id}:${platform}:${appId}:${chatId}`,
      to: { chat: group },
      dueAt: groupPostAt(policy, at),
      card: boardCard({
        ...aboutBoard(board, shown, policy, policy.language.default),
        state: "published",
        hasPicture: true,
        ...(change !== null && { change }),
      }),
    });
  }
  await tx.boards.add(posts, at);
  return messages;
}

/** The question whether they may be named, to those who would be and were never asked: in time for the posting. */
export async function consentsBeforeBoard(
  tx: Store,
  policy: Policy,
  month: LocalMonth,
): Promise<NewOutboxMessage[]> {
  if (policy.publish?.needsConsent !== true) return [];
  const boards = await boardsOf(tx, policy, month, teamsIn(await tx.chats.allBound()), null);
  const people = new Map(
    [...boards.values()].flatMap(firstGroup).map(({ person }) => [person.id, person] as const),
  );
  const asked = await tx.consents.ask([...people.keys()]);
  return [...people.values()]
    .filter(({ id }) => asked.has(id))
    .map(({ id, language }) => ({
      key: `consent:${id}`,
      to: { person: id },
      card: consentCard({ language, answer: null }),
    }));
}

/** Where a team's board goes, in words. */
export const targetsOf = (
  groups: readonly BoundGroup[],
  team: string | null,
  language: Policy["language"]["default"],
) =>
  groups
    .filter((group) => group.team === team)
    .map(({ name }) => ({
      name: name ?? say(BOARD_WORDS.someGroup, language),
      team: team ?? say(GROUP_WORDS.allTeams, language),
    }));

import { boardCard } from "#cards/board-card";
import { GROUP_WORDS } from "#cards/group-words";
import type { Card } from "#cards/card";
import { say } from "#domain/local-text";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { aboutBoard } from "./board-facts.ts";
import { boardsOf, targetsOf, teamsIn } from "./board-posts.ts";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import { heldIn, viewMonth } from "./month-view.ts";
import { showToOthers } from "./shown-board.ts";

export type PreviewBoardInput = {
  readonly closeId: string;
  readonly by: Person;
  /** Whose board; null: everybody's; absent: that of the first group. */
  readonly team?: string | null;
};

/** A board exactly as publishing would post it, and where. @throws AppError `not-allowed`, `not-found` */
export async function previewBoard(deps: Pick<MonthDeps, "store">, input: PreviewBoardInput): Promise<Card> {
  const { store } = deps;
  const { by, closeId } = input;
  requireAllowed(by, "publish-month");
  const close = await versionOf(store, closeId);
  const policy = await store.policies.get(close.policyId);
  const groups = await store.chats.allBound();
  const teams = teamsIn(groups);
  const team = input.team ?? (input.team === null ? null : (teams[0] ?? null));
  const board = (await boardsOf(store, policy, close.month, [team], close)).get(team);
  if (board === undefined) throw new Error("a board that was asked for is not there");
  // Of a draft the holds are still remarks.
  const view = await viewMonth(store, close);
  const held = heldIn(view).flatMap((one) => (one.held === "supervisor" ? [one.personId] : []));
  const shown = await showToOthers(store, policy, board, { held: new Set(held) });
  const { language } = by;
  return boardCard({
    ...aboutBoard(board, shown, policy, language),
    state: "preview",
    hasPicture: true,
    targets: targetsOf(groups, team, language),
    actions: teams
      .filter((other) => other !== team)
      .map((other) => ({
        do: "board.preview",
        close: closeId,
        team: other ?? "",
        text: other ?? say(GROUP_WORDS.allTeams, language),
      })),
  });
}

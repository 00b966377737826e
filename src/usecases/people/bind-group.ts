import type { Card } from "#cards/card";
import { ALL_TEAMS, groupBoundCard, groupCard } from "#cards/group-card";
import { AppError } from "#domain/error";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { GroupRef } from "#ports/store";
import type { GroupDeps } from "./group-deps.ts";
import { teamsOf } from "./teams-of.ts";

const ALL = ["*", "全部", "全部团队", "all", "all teams"];

/**
 * From now on the boards and the praise of this team are posted in the group, which is told so.
 * @throws AppError `not-allowed`; `bad-input` for a team that nobody is in
 */
export async function bindGroup(
  deps: GroupDeps,
  input: { readonly by: Person; readonly group: GroupRef; readonly choice: string },
): Promise<Card> {
  const { store, clock, policy } = deps;
  const { by, group } = input;
  requireAllowed(by, "bind-group");
  const team = readTeam(input.choice, await teamsOf(store));
  const now = clock.now();
  return store.transaction(async (tx) => {
    const before = await tx.chats.binding(group);
    await tx.chats.bind(group, { team, by: by.id }, now);
    if (before === null || before.team !== team) {
      await tx.outbox.add(
        [
          {
            key: `group-bound:${group.platform}:${group.chatId}:${team ?? ALL_TEAMS}:${now.getTime()}`,
            to: { chat: group },
            card: groupBoundCard({ language: policy.language.default, team, byName: by.name }),
          },
        ],
        now,
      );
      await tx.audit.add([{ who: by.id, did: "bind-group", what: group.chatId, detail: { team } }], now);
    }
    const groupName = (await tx.chats.binding(group))?.name ?? null;
    return groupCard({
      language: by.language,
      chatId: group.chatId,
      groupName,
      state: { is: "bound", team },
    });
  });
}

function readTeam(choice: string, teams: readonly string[]): string | null {
  const wanted = choice.trim();
  const team = teams.find((each) => each.toLowerCase() === wanted.toLowerCase());
  if (team !== undefined) return team;
  if (ALL.includes(wanted.toLowerCase())) return null;
  throw new AppError("bad-input", `Nobody is in a team called "${wanted}".`, {
    what: "team",
    typed: wanted,
    teams: teams.join("、"),
    teamsEn: teams.join(", "),
  });
}

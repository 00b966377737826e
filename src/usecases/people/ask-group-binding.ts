import type { Card } from "#cards/card";
import { groupCard } from "#cards/group-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { GroupRef } from "#ports/store";
import type { GroupDeps } from "./group-deps.ts";
import { teamsOf } from "./teams-of.ts";

/** The choice of a team for this group, or to which one it is bound. @throws AppError `not-allowed` */
export async function askGroupBinding(
  { store }: Pick<GroupDeps, "store">,
  input: { readonly by: Person; readonly group: GroupRef },
): Promise<Card> {
  const { by, group } = input;
  requireAllowed(by, "bind-group");
  const binding = await store.chats.binding(group);
  const facts = { language: by.language, chatId: group.chatId, groupName: binding?.name ?? null };
  if (binding !== null) return groupCard({ ...facts, state: { is: "bound", team: binding.team } });
  return groupCard({ ...facts, state: { is: "choose", teams: await teamsOf(store) } });
}

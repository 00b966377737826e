import type { Card } from "#cards/card";
import { groupCard } from "#cards/group-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { GroupRef } from "#ports/store";
import type { GroupDeps } from "./group-deps.ts";

/** Nothing is posted in the group any more. @throws AppError `not-allowed` */
export async function unbindGroup(
  deps: GroupDeps,
  input: { readonly by: Person; readonly group: GroupRef },
): Promise<Card> {
  const { store, clock } = deps;
  const { by, group } = input;
  requireAllowed(by, "bind-group");
  const groupName = (await store.chats.binding(group))?.name ?? null;
  await store.transaction(async (tx) => {
    const wasBound = await tx.chats.unbind(group);
    if (wasBound) await tx.audit.add([{ who: by.id, did: "unbind-group", what: group.chatId }], clock.now());
  });
  return groupCard({ language: by.language, chatId: group.chatId, groupName, state: { is: "free" } });
}

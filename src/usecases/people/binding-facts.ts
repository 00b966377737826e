import { isAllowed } from "#domain/permission";
import { hasRole, type Person } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import type { Store } from "#ports/store";

export type BindingFacts = {
  /** As whom the account that asks is known so far. */
  readonly asker: Person | null;
  /** Another account that the person would lose. */
  readonly replaced: ChatUser | null;
  readonly deciders: readonly Person[];
};

/**
 * What a request means and who may approve it: the person's own manager, or else everybody who decides; where an
 * account is taken from somebody, administrators only. Neither the person nor the one who asks decides.
 */
export async function bindingFacts(store: Store, user: ChatUser, person: Person): Promise<BindingFacts> {
  const asker = await store.identities.personOf(user);
  const standing = await store.identities.of([person.id], user.platform, user.appId);
  const replaced = standing.find(({ userId }) => userId !== user.userId) ?? null;
  const everybody = (await store.people.all()).filter(
    (decider) => isAllowed(decider, "decide-binding") && decider.id !== person.id && decider.id !== asker?.id,
  );
  if (replaced !== null)
    return { asker, replaced, deciders: everybody.filter((decider) => hasRole(decider, "administrator")) };
  const own = everybody.filter((decider) => decider.employeeNo === person.managerNo);
  return { asker, replaced, deciders: own.length > 0 ? own : everybody };
}

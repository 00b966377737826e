import type { ChatPlatform } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Store } from "#ports/store";

/** What the directories of the platforms take in one question. */
const PAGE = 50;

/**
 * Looks people without a platform id up in the platform's directory, by e-mail or mobile; answers how many it found.
 * An account that somebody holds is never taken from them: that is left to people, and stands in the audit.
 */
export async function matchIdentities(deps: {
  readonly store: Store;
  readonly clock: Clock;
  readonly platforms: readonly ChatPlatform[];
}): Promise<number> {
  let found = 0;
  for (const platform of deps.platforms) {
    const app = { platform: platform.name, appId: platform.appId };
    for (let after = ""; ;) {
      const people = await deps.store.identities.unmatched(app, { after, limit: PAGE });
      const last = people.at(-1);
      if (last === undefined) break;
      after = last.employeeNo;
      const userIds = await platform.lookUp(
        people.map(({ email, mobile }) => ({ ...(email && { email }), ...(mobile && { mobile }) })),
      );
      for (const [place, person] of people.entries()) {
        const userId = userIds[place];
        if (!userId) continue;
        const at = deps.clock.now();
        if (await deps.store.identities.bindFree({ ...app, userId }, person.id, at)) found += 1;
        else
          await deps.store.audit.add(
            [
              {
                who: null,
                did: "directory-conflict",
                what: person.id,
                detail: { person: person.employeeNo },
              },
            ],
            at,
          );
      }
    }
  }
  return found;
}

import { welcomeCard } from "#cards/welcome-card";
import { HELP_PARTS } from "#cards/words";
import type { Person } from "#domain/person";
import { localDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { ChatUser } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Store } from "#ports/store";

type Deps = { readonly store: Store; readonly clock: Clock; readonly policy: Policy };

/**
 * Greets whoever opens the chat, once as a stranger and once as each person that the account is bound to, and never
 * twice in a day. The chat tells of every entry, so the usual answer is silence.
 */
export async function welcomePerson(
  deps: Deps,
  input: { readonly user: ChatUser; readonly person: Person | null },
): Promise<void> {
  const { store, clock, policy } = deps;
  const { platform, appId, userId } = input.user;
  const person = input.person?.status === "active" ? input.person : null;
  const account = `${platform}:${appId}:${userId}`;
  const done = { did: "welcome", what: `${account}:${person?.id ?? "unknown"}` };
  if ((await store.audit.count(done, new Date(0))) > 0) return;

  const now = clock.now();
  // The day stands in the key: of entries that are handled at once in several processes one is greeted.
  const key = `welcome:${account}:${localDate(now, policy.zone)}`;
  if (await store.outbox.has(key)) return;
  const card =
    person === null
      ? welcomeCard({ language: policy.language.default, kind: "unknown" })
      : welcomeCard({
          ...person,
          kind: "known",
          parts: HELP_PARTS.filter((part) => policy[part] !== undefined),
          drawAt: policy.day.drawAt,
        });
  await store.outbox.add([{ key, to: { user: input.user }, card }], now);
  await store.audit.add([{ who: person?.id ?? null, ...done }], now);
}

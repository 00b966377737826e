import { welcomeCard } from "#cards/welcome-card";
import { localDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { PlatformName } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Store } from "#ports/store";

type Deps = { readonly store: Store; readonly clock: Clock; readonly policy: Policy };
type Group = { readonly platform: PlatformName; readonly appId: string; readonly chatId: string };

/** Says to a group what the bot does there: whenever it is added, but at most once a day. */
export async function welcomeGroup(
  { store, clock, policy }: Deps,
  input: { readonly chat: Group },
): Promise<void> {
  const { platform, appId, chatId } = input.chat;
  const now = clock.now();
  await store.outbox.add(
    [
      {
        key: `welcome:${platform}:${appId}:${chatId}:${localDate(now, policy.zone)}`,
        to: { chat: { platform, appId, chatId } },
        card: welcomeCard({ language: policy.language.default, kind: "group" }),
      },
    ],
    now,
  );
}

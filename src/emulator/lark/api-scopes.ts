import type { Api } from "./wire.ts";

const GRANTED = 1;
const NOT_GRANTED = 2;

/** What an app of ours may have been granted beside what this emulator's endpoints ask for: events come by these. */
const EVENT_SCOPES = [
  "im:message.p2p_msg",
  "im:message.p2p_msg:readonly",
  "im:message.group_at_msg",
  "im:message.group_at_msg:readonly",
  "im:message.group_msg",
  "im:chat.members:bot_access",
  "im:chat.access_event.bot_p2p_chat:read",
];

/** `GET application/v6/scopes` needs a token and no permission, and lists what the app has asked its tenant for. */
export function scopesApi(others: readonly Api[]): Api {
  const known = [...new Set([...others.flatMap(({ scopes = [] }) => scopes), ...EVENT_SCOPES])].sort();
  return {
    method: "GET",
    path: "application/v6/scopes",
    answer: ({ missingScopes }) => ({
      data: {
        scopes: known.map((scope) => ({
          scope_name: scope,
          grant_status: missingScopes.has(scope) ? NOT_GRANTED : GRANTED,
        })),
      },
    }),
  };
}

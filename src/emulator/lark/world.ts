import type { ChangeSignal } from "#emulator/change-signal";
import type { EmulatorClock } from "#emulator/clock";
import type { Logs } from "#emulator/logs";
import { createChats, type Chats } from "./chats.ts";
import { createIds, type Ids } from "./ids.ts";
import { createImages, type Images } from "./images.ts";
import { createMessages, type Messages } from "./messages.ts";
import { createPeople, type People } from "./people.ts";
import { createRates, type Rates } from "./rates.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createUpdateTokens, type UpdateTokens } from "./update-tokens.ts";
import { createUuids, type Uuids } from "./uuids.ts";

export type LarkSettings = {
  appId: string;
  appSecret: string;
  encryptKey: string;
  verificationToken: string;
  webhookUrl?: string | undefined;
  /** How events and callbacks reach the program; `webhook` when nothing else is said. */
  deliveryMode?: DeliveryMode | undefined;
};
export type DeliveryMode = "webhook" | "websocket";

export type Bot = { openId: string; name: string };

/** Everything that the tenant and its app hold; each part of the emulator reads and changes it. */
export type World = {
  settings: LarkSettings;
  tenantKey: string;
  bot: Bot;
  clock: EmulatorClock;
  changes: ChangeSignal;
  logs: Logs;
  ids: Ids;
  people: People;
  chats: Chats;
  messages: Messages;
  images: Images;
  tokens: Tokens;
  rates: Rates;
  updateTokens: UpdateTokens;
  /** Permissions that the app lacks; it has all others. */
  missingScopes: Set<string>;
  uuids: Uuids;
};

export function createWorld(
  settings: LarkSettings,
  shared: { clock: EmulatorClock; changes: ChangeSignal; logs: Logs },
): World {
  const ids = createIds();
  return {
    settings: { ...settings },
    tenantKey: ids.next("tenant"),
    bot: { openId: ids.next("ou_"), name: "星评" },
    ...shared,
    ids,
    people: createPeople(ids),
    chats: createChats(ids),
    messages: createMessages(shared.clock, ids, shared.changes),
    images: createImages(ids),
    tokens: createTokens(shared.clock, ids),
    rates: createRates(shared.clock),
    updateTokens: createUpdateTokens(shared.clock, ids),
    missingScopes: new Set(SENSITIVE_SCOPES),
    uuids: createUuids(shared.clock),
  };
}

export function clearWorld(world: World): void {
  for (const part of [world.people, world.chats, world.messages, world.images, world.rates]) part.clear();
  world.updateTokens.clear();
  world.tokens.invalidateAll();
  world.missingScopes.clear();
  for (const scope of SENSITIVE_SCOPES) world.missingScopes.add(scope);
  world.uuids.clear();
}

/** Reading every message of a group needs an approval of its own, so an app starts without it. */
const SENSITIVE_SCOPES = ["im:message.group_msg"];

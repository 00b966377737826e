import type { ChangeSignal } from "#emulator/change-signal";
import type { EmulatorClock } from "#emulator/clock";
import type { Logs } from "#emulator/logs";
import { USUAL_MENU } from "./bot-menu.ts";
import type { MenuItem } from "#emulator/page-news";
import { createChats, type Chats, type SavedChat } from "./chats.ts";
import { createIds, type Ids } from "./ids.ts";
import { createImages, type Images, type SavedImage } from "./images.ts";
import { createMessages, type Messages, type SavedMessage } from "./messages.ts";
import { createPeople, type People, type SavedPeople } from "./people.ts";
import { createRates, type Rates } from "./rates.ts";
import { createTokens, type Tokens } from "./tokens.ts";
import { createUpdateTokens, type SavedUpdateToken, type UpdateTokens } from "./update-tokens.ts";
import { createUuids, type SavedUuid, type Uuids } from "./uuids.ts";

export type LarkSettings = {
  appId: string;
  appSecret: string;
  encryptKey: string;
  verificationToken: string;
  webhookUrl?: string | undefined;
  /** The bot's menu as it is set in the console. */
  menu?: readonly MenuItem[] | undefined;
  /** How events and callbacks reach the program; `webhook` when nothing else is said. */
  deliveryMode?: DeliveryMode | undefined;
};
export type DeliveryMode = "webhook" | "websocket";

export type Bot = { openId: string; name: string };

/** What of a tenant outlives a process. Access tokens and counted requests do not: a new life begins without. */
export type SavedWorld = {
  tenantKey: string;
  bot: Bot;
  people: SavedPeople;
  chats: SavedChat[];
  messages: SavedMessage[];
  images: SavedImage[];
  updateTokens: SavedUpdateToken[];
  uuids: SavedUuid[];
  missingScopes: string[];
};

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
  /** The emulator's version at which people or chats changed last. */
  rosterVersion(): number;
  menuItems: readonly MenuItem[];
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
  saved?: SavedWorld,
): World {
  const ids = createIds();
  const roster = createRoster(shared.changes);
  return {
    settings: { ...settings },
    tenantKey: saved?.tenantKey ?? ids.next("tenant"),
    bot: saved?.bot ?? { openId: ids.next("ou_"), name: "星评" },
    ...shared,
    ids,
    people: createPeople(ids, roster.changed, saved?.people),
    chats: createChats(ids, roster.changed, saved?.chats),
    rosterVersion: roster.version,
    menuItems: settings.menu ?? USUAL_MENU,
    messages: createMessages(shared.clock, ids, shared.changes, saved?.messages),
    images: createImages(ids, saved?.images),
    tokens: createTokens(shared.clock, ids),
    rates: createRates(shared.clock),
    updateTokens: createUpdateTokens(shared.clock, ids, saved?.updateTokens),
    missingScopes: new Set(saved?.missingScopes ?? SENSITIVE_SCOPES),
    uuids: createUuids(shared.clock, saved?.uuids),
  };
}

export function saveWorld(world: World): SavedWorld {
  const { tenantKey, bot, people, chats, messages, images, updateTokens, uuids, missingScopes } = world;
  return {
    tenantKey,
    bot,
    people: people.save(),
    chats: chats.save(),
    messages: messages.save(),
    images: images.save(),
    updateTokens: updateTokens.save(),
    uuids: uuids.save(),
    missingScopes: [...missingScopes],
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

function createRoster(changes: ChangeSignal): { changed(): void; version(): number } {
  let version = 0;
  return {
    version: () => version,
    changed() {
      changes.notify();
      version = changes.version();
    },
  };
}

/** Reading every message of a group needs an approval of its own, so an app starts without it. */
const SENSITIVE_SCOPES = ["im:message.group_msg"];

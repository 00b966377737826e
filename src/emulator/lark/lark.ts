import type { Hono } from "hono";
import type { PostOutcome } from "#emulator/post";
import { AUTH_APIS } from "./api-auth.ts";
import { CHAT_APIS } from "./api-chats.ts";
import { CONTACT_APIS } from "./api-contacts.ts";
import { IMAGE_APIS } from "./api-images.ts";
import { MESSAGE_APIS } from "./api-messages.ts";
import { scopesApi } from "./api-scopes.ts";
import { createDeliveries, type Deliveries, type SavedDelivery } from "./delivery.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { createPeopleActions, type PeopleActions } from "./events.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { deliverRaw, verifyUrl, type RawVariant, type UrlCheck } from "./raw-deliveries.ts";
import { createRegistration, type Registration } from "./registration.ts";
import { createLarkWire, type WireEnv } from "./wire.ts";
import {
  clearWorld,
  createWorld,
  saveWorld,
  type LarkSettings,
  type SavedWorld,
  type World,
} from "./world.ts";

/** The Lark half of the emulator: what people and tests do, and the wire for the program. */
export type Lark = Pick<
  World,
  | "people"
  | "chats"
  | "messages"
  | "images"
  | "tokens"
  | "rates"
  | "bot"
  | "menuItems"
  | "missingScopes"
  | "rosterVersion"
> &
  PeopleActions &
  Interactions & {
    deliveries: Deliveries;
    gateway: Gateway;
    registration: Registration;
    wire: Hono<WireEnv>;
    settings: LarkSettings;
    deliverRaw(variant: RawVariant, more?: RawMore): Promise<PostOutcome>;
    verifyUrl(form?: { encrypted?: boolean | undefined; token?: string | undefined }): Promise<UrlCheck>;
    /** Everything that is to be there again in another process. */
    save(): SavedLark;
    clear(): void;
  };

export type SavedLark = SavedWorld & { deliveries: SavedDelivery[] };

export type RawMore = {
  eventType?: string | undefined;
  event?: Record<string, unknown> | undefined;
  staleMs?: number | undefined;
};

const OWN_APIS = [...AUTH_APIS, ...MESSAGE_APIS, ...IMAGE_APIS, ...CHAT_APIS, ...CONTACT_APIS];
const APIS = [...OWN_APIS, scopesApi(OWN_APIS)];

export function createLark(
  settings: LarkSettings,
  shared: Parameters<typeof createWorld>[1],
  saved?: SavedLark,
): Lark {
  const world = createWorld(settings, shared, saved);
  const gateway = createGateway(world);
  const deliveries = createDeliveries(world, gateway, saved?.deliveries);
  const { people, chats, messages, images, tokens, rates, bot, menuItems, missingScopes, rosterVersion } =
    world;
  return {
    people,
    chats,
    messages,
    images,
    tokens,
    rates,
    bot,
    menuItems,
    missingScopes,
    rosterVersion,
    ...createPeopleActions(world, deliveries),
    ...createInteractions(world, deliveries),
    deliveries,
    gateway,
    registration: createRegistration(world),
    wire: createLarkWire(world, APIS),
    settings: world.settings,
    deliverRaw: (variant, { eventType = "im.message.receive_v1", event = {}, staleMs } = {}) =>
      deliverRaw(world, deliveries, { variant, eventType, event, staleMs }),
    verifyUrl: (form) => verifyUrl(world, deliveries, form),
    save: () => ({ ...saveWorld(world), deliveries: deliveries.save() }),
    clear() {
      deliveries.clear();
      clearWorld(world);
    },
  };
}

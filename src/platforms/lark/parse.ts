import type { ChatEvent, ChatEnteredEvent, BotMembershipEvent, MenuEvent } from "#ports/chat";
import type { Envelope, EventBase } from "./envelope.ts";
import { type JsonObject, objectIn, textIn } from "./json.ts";
import { parseCardAction } from "./parse-action.ts";
import { parseMessage } from "./parse-message.ts";

export const CARD_ACTION = "card.action.trigger";
const HANDLED = new Set([
  CARD_ACTION,
  "application.bot.menu_v6",
  "im.chat.access_event.bot_p2p_chat_entered_v1",
  "im.chat.member.bot.added_v1",
  "im.chat.member.bot.deleted_v1",
]);

/**
 * The event in our words; null for a type we do not handle and for another bot's words, "unreadable" for one that
 * lacks what we need (its key, who, where).
 * Events are written out field by field: spreading the common part costs V8 more than all other reading.
 */
export function parseEvent(envelope: Envelope): ChatEvent | "unreadable" | null {
  const base: EventBase = {
    platform: "lark",
    appId: envelope.appId,
    key: `lark:event:${envelope.eventId}`,
    at: envelope.at,
  };
  if (envelope.type === "im.message.receive_v1") {
    return parseMessage(envelope, base);
  }
  if (!HANDLED.has(envelope.type)) {
    return null;
  }
  // Without an id every such event would pass for a repetition of the first.
  return envelope.eventId === "" ? "unreadable" : (parseKeyed(envelope, base) ?? "unreadable");
}

function parseKeyed(envelope: Envelope, base: EventBase): ChatEvent | null {
  switch (envelope.type) {
    case CARD_ACTION:
      return parseCardAction(envelope, base);
    case "application.bot.menu_v6":
      return parseMenu(envelope.event, base);
    case "im.chat.access_event.bot_p2p_chat_entered_v1":
      return parseChatEntered(envelope.event, base);
    case "im.chat.member.bot.added_v1":
      return parseMembership(envelope.event, base, "bot-added");
    case "im.chat.member.bot.deleted_v1":
      return parseMembership(envelope.event, base, "bot-removed");
    default:
      return null;
  }
}

function parseMenu(event: JsonObject, base: EventBase): MenuEvent | null {
  const { platform, appId, key, at } = base;
  const userId = textIn(objectIn(objectIn(event, "operator"), "operator_id"), "open_id");
  const menuKey = textIn(event, "event_key");
  return userId && menuKey ? { platform, appId, key, at, kind: "menu", userId, menuKey } : null;
}

function parseChatEntered(event: JsonObject, base: EventBase): ChatEnteredEvent | null {
  const { platform, appId, key, at } = base;
  const userId = textIn(objectIn(event, "operator_id"), "open_id");
  const chatId = textIn(event, "chat_id");
  return userId && chatId ? { platform, appId, key, at, kind: "chat-entered", userId, chatId } : null;
}

function parseMembership(
  event: JsonObject,
  base: EventBase,
  kind: BotMembershipEvent["kind"],
): BotMembershipEvent | null {
  const { platform, appId, key, at } = base;
  const chatId = textIn(event, "chat_id");
  const userId = textIn(objectIn(event, "operator_id"), "open_id");
  return chatId ? { platform, appId, key, at, kind, chatId, name: textIn(event, "name"), userId } : null;
}

import type { Chat } from "./chats.ts";
import { isObject, type JsonObject } from "./card-schema.ts";
import { readCard, readContent } from "./message-content.ts";
import type { Message } from "./messages.ts";
import { checkChat, receiverChat } from "./receivers.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { Api, WireRequest } from "./wire.ts";
import type { World } from "./world.ts";

const UUID_WINDOW_MS = 3_600_000;
export const CARD_LIFE_MS = 14 * 86_400_000;
const SEND_SCOPES = ["im:message", "im:message:send_as_bot", "im:message:send"];

const send: Api = {
  method: "POST",
  path: "im/v1/messages",
  scopes: SEND_SCOPES,
  answer: (world, { query, body }) =>
    once(world, body["uuid"], () => {
      const chat = receiverChat(world, query["receive_id_type"], body["receive_id"]);
      return post(world, chat, body);
    }),
};

const reply: Api = {
  method: "POST",
  path: "im/v1/messages/:message_id/reply",
  scopes: SEND_SCOPES,
  answer: (world, { params, body }) =>
    once(world, body["uuid"], () => {
      const parent = messageOf(world, params["message_id"]);
      checkAlive(parent);
      const chat = world.chats.get(parent.chatId);
      checkChat(world, chat);
      return post(world, chat, body, parent.messageId);
    }),
};

const patch: Api = {
  method: "PATCH",
  path: "im/v1/messages/:message_id",
  scopes: ["im:message", "im:message:send_as_bot", "im:message:update"],
  answer(world, { params, body }) {
    const message = messageOf(world, params["message_id"]);
    checkAlive(message);
    checkChat(world, world.chats.get(message.chatId));
    if (message.sender !== "bot" || message.msgType !== "interactive")
      throw badParameter("no card of this app");
    if (world.clock.nowMs() - message.createdMs > CARD_LIFE_MS)
      throw new Refusal(230031, "Message can only be modified within 14 days after sending.", {
        violation: "patch-too-old",
      });
    world.rates.takeTarget(`message ${message.messageId}`);
    const card = readPatch(world, body);
    if (!isShared(message.content) || !isShared(card))
      throw new Refusal(230001, "Both cards must declare config.update_multi true", {
        violation: "patch-not-shared",
      });
    world.messages.update(message, "patch", card);
    return { data: {} };
  },
};

const get: Api = {
  method: "GET",
  path: "im/v1/messages/:message_id",
  scopes: ["im:message", "im:message:readonly"],
  answer: (world, { params }) => ({
    data: { items: [wireMessage(world, messageOf(world, params["message_id"]))] },
  }),
};

const recall: Api = {
  method: "DELETE",
  path: "im/v1/messages/:message_id",
  scopes: ["im:message", "im:message:recall"],
  answer(world, { params }) {
    const message = messageOf(world, params["message_id"]);
    checkAlive(message);
    world.messages.remove(message.messageId, "recalled");
    return { data: {} };
  },
};

/** `{token, card}` after a callback: the token says which card. */
const delayedUpdate: Api = {
  method: "POST",
  path: "interactive/v1/card/update",
  scopes: ["im:message", "im:message:send_as_bot", "im:message:update"],
  answer(world, { body }) {
    const { token, card } = body;
    if (!isObject(card)) throw new Refusal(10002, "card is missing", { violation: "bad-parameter" });
    const message = messageOf(world, world.updateTokens.use(String(token)));
    if (message.deleted) throw new Refusal(200000, "the card message has been recalled");
    world.messages.update(message, "delayed-update", readPatch(world, { content: JSON.stringify(card) }));
    return { msg: "ok" };
  },
};

export const MESSAGE_APIS: readonly Api[] = [send, reply, patch, get, recall, delayedUpdate];

function post(world: World, chat: Chat, body: JsonObject, replyTo?: string): Message {
  const content = readContent(world, body["msg_type"], body["content"]);
  const receiver = chat.kind === "p2p" ? [...chat.members][0] : undefined;
  world.rates.takeTarget(receiver ? `person ${receiver}` : `chat ${chat.chatId}`);
  world.logs.count("messages-sent");
  return world.messages.add({
    chatId: chat.chatId,
    receiver,
    sender: "bot",
    msgType: String(body["msg_type"]),
    content,
    uuid: typeof body["uuid"] === "string" ? body["uuid"] : undefined,
    replyTo,
  });
}

/** The same uuid within an hour gives the first message again instead of a second one. */
function once(world: World, uuid: unknown, make: () => Message): { data: JsonObject } {
  if (uuid === undefined || uuid === "") return { data: wireMessage(world, make()) };
  if (typeof uuid !== "string") throw badParameter("uuid must be a string");
  if ([...uuid].length > 50)
    throw new Refusal(230001, "uuid is longer than 50 characters", { violation: "uuid-too-long" });
  const known = world.uuids.recall(uuid);
  if (known !== undefined) return { data: wireMessage(world, world.messages.get(known)) };
  const message = make();
  world.uuids.remember(uuid, message.messageId, UUID_WINDOW_MS);
  return { data: wireMessage(world, message) };
}

function readPatch(world: World, body: WireRequest["body"]): JsonObject {
  const content = body["content"];
  if (typeof content !== "string") throw badParameter("content must be a JSON string");
  return readCard(world, content);
}

function messageOf(world: World, messageId: string | undefined): Message {
  const message = messageId === undefined ? undefined : world.messages.find(messageId);
  if (!message)
    throw new Refusal(99992354, `message_id is unknown: ${messageId}`, { violation: "bad-parameter" });
  return message;
}

function checkAlive(message: Message): void {
  if (message.deleted === "recalled") throw new Refusal(230011, "The message is recalled.");
  if (message.deleted) throw new Refusal(230110, "Action unavailable as the message has been deleted.");
}

function isShared(card: unknown): boolean {
  return isObject(card) && isObject(card["config"]) && card["config"]["update_multi"] === true;
}

function wireMessage(world: World, message: Message): JsonObject {
  const isBot = message.sender === "bot";
  const updated = message.updates.at(-1);
  return {
    message_id: message.messageId,
    ...(message.replyTo === undefined ? {} : { root_id: message.replyTo, parent_id: message.replyTo }),
    msg_type: message.msgType,
    create_time: String(Math.floor(message.createdMs)),
    update_time: String(updated ? Date.parse(updated.at) : Math.floor(message.createdMs)),
    deleted: message.deleted !== undefined,
    updated: updated !== undefined,
    chat_id: message.chatId,
    sender: {
      id: isBot ? world.settings.appId : message.sender,
      id_type: isBot ? "app_id" : "open_id",
      sender_type: isBot ? "app" : "user",
      tenant_key: world.tenantKey,
    },
    body: { content: JSON.stringify(message.content) },
  };
}

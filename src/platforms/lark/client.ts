import { createHash } from "node:crypto";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { cutText } from "#domain/storable-text";
import type { ChatPlatform, Delivery, DeliveryProblem, Destination } from "#ports/chat";
import { findUsers, listChats } from "./directory.ts";
import { toDeliveryProblem } from "./errors.ts";
import { createOwnId } from "./own-id.ts";
import { renderLark } from "./render.ts";
import { type CallLark, createCaller, type LarkConfig } from "./sdk.ts";

const MAX_UUID_CHARACTERS = 50;
const MESSAGE_ID = /^[A-Za-z0-9_-]+$/;

/** What Lark allows an app for each of its ways to send; 5 a second to one person or group. */
const LARK_LIMITS: ChatPlatform["limits"] = { perSecond: 50, perMinute: 1000, perDestinationPerSecond: 5 };

export type LarkPlatformDeps = {
  readonly clock?: { now(): Date };
  /** Lark's own when absent. Infinity for a server that has none. */
  readonly limits?: ChatPlatform["limits"];
};

/** Lark or Feishu through its SDK. */
export function createLarkPlatform(config: LarkConfig, deps: LarkPlatformDeps = {}): ChatPlatform {
  const clock = deps.clock ?? { now: () => new Date() };
  const call = createCaller(config, clock);
  return {
    name: "lark",
    appId: config.appId,
    ownId: createOwnId(call, clock),
    dedupeSeconds: 3600,
    limits: deps.limits ?? LARK_LIMITS,
    send: (to, card, idempotencyKey) => rendered(card, (content) => send(call, to, content, idempotencyKey)),
    reply: (messageId, card, idempotencyKey) =>
      rendered(card, (content) => reply(call, messageId, content, idempotencyKey)),
    patch: (messageId, card) => rendered(card, (content) => patch(call, messageId, content)),
    lookUp: (entries) => findUsers(call, entries),
    chats: () => listChats(call),
  };
}

async function send(call: CallLark, to: Destination, content: string, key: string): Promise<Delivery> {
  const receiver = to.kind === "user" ? to.userId : to.chatId;
  const type = to.kind === "user" ? "open_id" : "chat_id";
  const outcome = await call((client, options) =>
    client.im.v1.message.create(
      {
        params: { receive_id_type: type },
        data: { receive_id: receiver, msg_type: "interactive", content, uuid: uuidOf(key) },
      },
      options,
    ),
  );
  return outcome.isOk ? delivered(outcome.data) : undelivered(toDeliveryProblem(outcome.failure));
}

async function reply(call: CallLark, messageId: string, content: string, key: string): Promise<Delivery> {
  if (!MESSAGE_ID.test(messageId)) {
    return undelivered(notAMessage(messageId));
  }
  const outcome = await call((client, options) =>
    client.im.v1.message.reply(
      { path: { message_id: messageId }, data: { msg_type: "interactive", content, uuid: uuidOf(key) } },
      options,
    ),
  );
  return outcome.isOk ? delivered(outcome.data) : undelivered(toDeliveryProblem(outcome.failure));
}

async function patch(call: CallLark, messageId: string, content: string): Promise<Delivery> {
  if (!MESSAGE_ID.test(messageId)) {
    return undelivered(notAMessage(messageId));
  }
  const outcome = await call((client, options) =>
    client.im.v1.message.patch({ path: { message_id: messageId }, data: { content } }, options),
  );
  return outcome.isOk
    ? { delivered: true, messageId, chatId: null }
    : undelivered(toDeliveryProblem(outcome.failure));
}

/** Draws the card first: one that can never fit is refused before anything is sent. */
async function rendered(card: Card, deliver: (content: string) => Promise<Delivery>): Promise<Delivery> {
  try {
    return await deliver(renderLark(card).content);
  } catch (error) {
    if (error instanceof AppError) {
      return undelivered({ kind: "refused", code: error.code, reason: error.message });
    }
    throw error;
  }
}

type Sent = { readonly message_id?: string | undefined; readonly chat_id?: string | undefined } | undefined;

function delivered(sent: Sent): Delivery {
  return sent?.message_id
    ? { delivered: true, messageId: sent.message_id, chatId: sent.chat_id ?? null }
    : undelivered({ kind: "unknown", code: "no-message-id", reason: "Lark named no message id." });
}

function undelivered(problem: DeliveryProblem): Delivery {
  return { delivered: false, problem };
}

function notAMessage(messageId: string): DeliveryProblem {
  return {
    kind: "refused",
    code: "message-id",
    reason: `"${cutText(messageId, 40)}" is no message id of Lark.`,
  };
}

/** Lark takes at most 50 characters; a longer key becomes its SHA-256, 43 characters. */
function uuidOf(key: string): string {
  return key.length <= MAX_UUID_CHARACTERS ? key : createHash("sha256").update(key).digest("base64url");
}

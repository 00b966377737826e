import { createHash } from "node:crypto";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import { cutText } from "#domain/storable-text";
import type { ChatPlatform, Delivery, DeliveryProblem, Destination } from "#ports/chat";
import { findUsers, listChats } from "./directory.ts";
import { toDeliveryProblem } from "./errors.ts";
import { createOwnId } from "./own-id.ts";
import { renderLark } from "./render.ts";
import { upload } from "./upload.ts";
import { type CallLark, createCaller, type LarkConfig, type Outcome, type Run } from "./sdk.ts";

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
    send: (to, card, idempotencyKey) => rendered(card, (quoted) => send(call, to, quoted, idempotencyKey)),
    reply: (messageId, card, idempotencyKey) =>
      rendered(card, (quoted) => reply(call, messageId, quoted, idempotencyKey)),
    patch: (messageId, card) => rendered(card, (quoted) => patch(call, messageId, quoted)),
    upload: (picture) => upload(call, picture),
    lookUp: (entries) => findUsers(call, entries),
    chats: () => listChats(call),
  };
}

const MESSAGES = "/open-apis/im/v1/messages";

async function send(call: CallLark, to: Destination, quoted: string, key: string): Promise<Delivery> {
  const receiver = to.kind === "user" ? to.userId : to.chatId;
  const type = to.kind === "user" ? "open_id" : "chat_id";
  const body = bodyWith(quoted, { receive_id: receiver, msg_type: "interactive", uuid: uuidOf(key) });
  return settled(await call(poster("POST", `${MESSAGES}?receive_id_type=${type}`, body)));
}

async function reply(call: CallLark, messageId: string, quoted: string, key: string): Promise<Delivery> {
  if (!MESSAGE_ID.test(messageId)) {
    return undelivered(notAMessage(messageId));
  }
  const body = bodyWith(quoted, { msg_type: "interactive", uuid: uuidOf(key) });
  return settled(await call(poster("POST", `${MESSAGES}/${messageId}/reply`, body)));
}

async function patch(call: CallLark, messageId: string, quoted: string): Promise<Delivery> {
  if (!MESSAGE_ID.test(messageId)) {
    return undelivered(notAMessage(messageId));
  }
  const outcome = await call(poster("PATCH", `${MESSAGES}/${messageId}`, `{"content":${quoted}}`));
  return outcome.isOk
    ? { delivered: true, messageId, chatId: null }
    : undelivered(toDeliveryProblem(outcome.failure));
}

/** Past the SDK's methods: they take the body in parts only, so that the card would be made JSON once more. */
const poster =
  (method: "POST" | "PATCH", path: string, body: string): Run<Sent> =>
  (_client, _options, write) =>
    write(method, path, body);

/** Most of the body is the card, which stands in it as it was measured. */
function bodyWith(quoted: string, rest: Readonly<Record<string, string>>): string {
  return `${JSON.stringify(rest).slice(0, -1)},"content":${quoted}}`;
}

/** Draws the card first: one that can never fit is refused before anything is sent. */
async function rendered(card: Card, deliver: (quoted: string) => Promise<Delivery>): Promise<Delivery> {
  try {
    return await deliver(renderLark(card).quoted);
  } catch (error) {
    if (error instanceof AppError) {
      return undelivered({ kind: "refused", code: error.code, reason: error.message });
    }
    throw error;
  }
}

type Sent = { readonly message_id?: string | undefined; readonly chat_id?: string | undefined };

function settled(outcome: Outcome<Sent | undefined>): Delivery {
  return outcome.isOk ? delivered(outcome.data) : undelivered(toDeliveryProblem(outcome.failure));
}

function delivered(sent: Sent | undefined): Delivery {
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

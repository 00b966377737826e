import { randomBytes, randomUUID } from "node:crypto";
import { encryptBody, signBody } from "#emulator/lark/crypto";
import type { PreparedRequest } from "./load.ts";

export const LARK_APP = {
  appId: "cli_00000000000000be",
  appSecret: "app-secret-of-the-bench",
  encryptKey: "encrypt-key-of-the-bench",
  verificationToken: "verification-token-of-the-bench",
};

/** Of the whole body as it travels: what an ordinary group message with two mentions weighs. */
export const EVENT_BYTES = 1_486;
/** Makes that size: base64 of 16 bytes of IV and 68 blocks of AES, in `{"encrypt":"…"}`. */
const PLAINTEXT_BYTES = 1_080;

/** Different messages: each has its own event, message, time, nonce and signature. */
export function messageRequests(count: number): PreparedRequest[] {
  return Array.from({ length: count }, () => sealed(padded(messageEnvelope)));
}

export type ScorePress = {
  readonly userId: string;
  readonly taskId: string;
  readonly form: Readonly<Record<string, string>>;
};

/** A press on a scoring card's 提交 as Lark reports it. */
export function pressRequest({ userId, taskId, form }: ScorePress): PreparedRequest {
  const event = {
    operator: { tenant_key: "tenant", open_id: userId, union_id: `on_${userId}` },
    token: `c-${randomBytes(16).toString("hex")}`,
    action: {
      tag: "button",
      name: `score_submit__task_s${taskId}__revision_n0`,
      value: { do: "score.submit", task: taskId, revision: 0 },
      form_value: form,
    },
    host: "im_message",
    context: { open_message_id: `om_${taskId}`, open_chat_id: `oc_${userId}` },
  };
  return sealed(JSON.stringify(envelope("card.action.trigger", event)));
}

function envelope(type: string, event: object): object {
  const header = {
    event_id: randomUUID().replaceAll("-", ""),
    event_type: type,
    create_time: String(Date.now()),
    token: LARK_APP.verificationToken,
    app_id: LARK_APP.appId,
    tenant_key: "tenant",
  };
  return { schema: "2.0", header, event };
}

function messageEnvelope(filling: string): string {
  const mention = (key: string, name: string, type: string) => ({
    key,
    id: { open_id: `ou_${name}`, union_id: `on_${name}`, user_id: null },
    mentioned_type: type,
    name,
    tenant_key: "tenant",
  });
  const message = {
    message_id: `om_${randomUUID().replaceAll("-", "")}`,
    create_time: String(Date.now()),
    update_time: String(Date.now()),
    chat_id: "oc_bench",
    chat_type: "group",
    message_type: "text",
    content: JSON.stringify({ text: `@_user_1 提名 @_user_2 ${filling}` }),
    mentions: [mention("@_user_1", "星评", "bot"), mention("@_user_2", "韩梅梅", "user")],
  };
  const sender = { sender_id: { open_id: "ou_lilei", union_id: "on_lilei" }, sender_type: "user" };
  return JSON.stringify(envelope("im.message.receive_v1", { sender, message }));
}

/** Fills the message's text until the whole has the wanted size. */
function padded(make: (filling: string) => string): string {
  const bytes = PLAINTEXT_BYTES - Buffer.byteLength(make(""));
  const words = "昨晚独自安抚了三位投诉的客户".repeat(40).slice(0, Math.floor(bytes / 3));
  return make(words + "!".repeat(bytes - Buffer.byteLength(words)));
}

function sealed(plaintext: string): PreparedRequest {
  const body = JSON.stringify({ encrypt: encryptBody(LARK_APP.encryptKey, plaintext) });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(8).toString("hex");
  return {
    body,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-lark-request-timestamp": timestamp,
      "x-lark-request-nonce": nonce,
      "x-lark-signature": signBody(LARK_APP.encryptKey, { timestamp, nonce, body }),
    },
  };
}

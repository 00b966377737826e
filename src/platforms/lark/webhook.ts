import { createDecryptor } from "./decrypt.ts";
import { isObject, type JsonObject, objectIn, parseJson, textIn } from "./json.ts";
import { CARD_ACTION } from "./parse.ts";
import { type EnvelopeReading, readEnvelope } from "./read-envelope.ts";
import { isFresh, isSame, verifySignature } from "./verify.ts";

const EVENT_AGE_SECONDS = 8 * 3600;
const CARD_ACTION_AGE_SECONDS = 300;

export type LarkSecrets = {
  readonly appId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
};
/** The secrets with the AES key made once. */
export type PreparedLark = LarkSecrets & {
  readonly decrypt: (encrypted: string) => Buffer;
};
export type WebhookRequest = {
  readonly rawBody: Uint8Array;
  /** The value of a header by its lower-case name. */
  readonly header: (name: string) => string | null | undefined;
  readonly now: Date;
  /** The open_id of our bot, without which a mention of another bot may pass for one of ours. */
  readonly ownId: string | null;
};
export type RefusalReason = "signature" | "too-old" | "token" | "not-encrypted" | "not-json";
export type WebhookReading =
  | EnvelopeReading
  | { readonly kind: "challenge"; readonly challenge: string }
  | { readonly kind: "refused"; readonly status: 400 | 401; readonly reason: RefusalReason };

const STATUS = {
  signature: 401,
  "too-old": 401,
  token: 401,
  "not-encrypted": 401,
  "not-json": 400,
} as const satisfies Record<RefusalReason, number>;

export function prepareLark(secrets: LarkSecrets): PreparedLark {
  const { appId, encryptKey, verificationToken } = secrets;
  return { appId, encryptKey, verificationToken, decrypt: createDecryptor(encryptKey) };
}

/**
 * One request to the webhook: the bytes are verified as they came, then decrypted, then read. Only the check of the
 * address (url_verification) comes unsigned; it must carry our token.
 */
export function readWebhook(lark: PreparedLark, request: WebhookRequest): WebhookReading {
  const signature = request.header("x-lark-signature");
  if (!signature) {
    return readUnsigned(lark, request.rawBody);
  }
  const timestamp = request.header("x-lark-request-timestamp") ?? "";
  const nonce = request.header("x-lark-request-nonce") ?? "";
  const { rawBody, now } = request;
  if (!verifySignature({ rawBody, timestamp, nonce, signature, encryptKey: lark.encryptKey })) {
    return refuse("signature");
  }
  if (!isFresh(timestamp, now, EVENT_AGE_SECONDS)) {
    return refuse("too-old");
  }
  const opened = open(lark, rawBody);
  if (opened === null) {
    return refuse("not-json");
  }
  if (opened.body["type"] === "url_verification") {
    return readChallenge(lark, opened.body);
  }
  if (!opened.wasEncrypted) {
    return refuse("not-encrypted");
  }
  return readSealed(lark, opened.body, timestamp, request);
}

function readUnsigned(lark: PreparedLark, rawBody: Uint8Array): WebhookReading {
  const opened = open(lark, rawBody);
  if (opened === null) {
    // An unsigned stranger learns nothing about why its encrypted text could not be read.
    return refuse(isObject(parseJson(textOf(rawBody))) ? "signature" : "not-json");
  }
  return opened.body["type"] === "url_verification" ? readChallenge(lark, opened.body) : refuse("signature");
}

function readChallenge(lark: PreparedLark, body: JsonObject): WebhookReading {
  if (!isOurToken(lark, textIn(body, "token"))) {
    return refuse("token");
  }
  return { kind: "challenge", challenge: textIn(body, "challenge") ?? "" };
}

/** An empty token in the configuration must not let an event without one pass. */
function isOurToken(lark: PreparedLark, given: string | null): boolean {
  return given !== null && isSame(lark.verificationToken, given);
}

function readSealed(
  lark: PreparedLark,
  body: JsonObject,
  timestamp: string,
  request: WebhookRequest,
): WebhookReading {
  const header = objectIn(body, "header");
  const isLegacy = body["schema"] !== "2.0";
  if (!isOurToken(lark, textIn(isLegacy ? body : header, "token"))) {
    return refuse("token");
  }
  const isPress = !isLegacy && textIn(header, "event_type") === CARD_ACTION;
  if (isPress && !isFresh(timestamp, request.now, CARD_ACTION_AGE_SECONDS)) {
    return refuse("too-old");
  }
  return readEnvelope(lark.appId, body, request);
}

type Opened = { readonly body: JsonObject; readonly wasEncrypted: boolean };

/** The body, decrypted when it was encrypted; null when it cannot be read. */
function open(lark: PreparedLark, rawBody: Uint8Array): Opened | null {
  const outer = parseJson(textOf(rawBody));
  if (!isObject(outer)) {
    return null;
  }
  const encrypted = textIn(outer, "encrypt");
  if (encrypted === null) {
    return { body: outer, wasEncrypted: false };
  }
  const inner = decryptJson(lark, encrypted);
  return isObject(inner) ? { body: inner, wasEncrypted: true } : null;
}

function decryptJson(lark: PreparedLark, encrypted: string): unknown {
  try {
    return parseJson(lark.decrypt(encrypted).toString("utf8"));
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

function refuse(reason: RefusalReason): WebhookReading {
  return { kind: "refused", status: STATUS[reason], reason };
}

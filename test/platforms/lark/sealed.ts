import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { prepareLark, readWebhook, type WebhookReading } from "#platforms/lark/webhook";

export const SECRETS = { appId: "cli_a1", encryptKey: "test key", verificationToken: "token-1" };
export const NOW = new Date("2026-11-03T01:00:00Z");
const NOW_SECONDS = NOW.getTime() / 1000;

/** A body as Lark sends it, built here from the document and not from the code under test. */
export function encrypt(text: string, encryptKey = SECRETS.encryptKey): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

export type Delivery = {
  readonly ownId?: string;
  readonly rawBody: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

export function signed(delivery: Delivery): Record<string, string> {
  const timestamp = String(NOW_SECONDS - (delivery.ageSeconds ?? 1));
  const text = `${timestamp}nonce-1${SECRETS.encryptKey}${delivery.rawBody}`;
  return {
    "x-lark-request-timestamp": timestamp,
    "x-lark-request-nonce": "nonce-1",
    "x-lark-signature": createHash("sha256").update(text).digest("hex"),
  };
}

export function read(
  rawBody: string,
  headers: Readonly<Record<string, string>> = {},
  ownId: string | null = null,
): WebhookReading {
  return readWebhook(prepareLark(SECRETS), {
    rawBody: Buffer.from(rawBody),
    header: (name) => headers[name],
    now: NOW,
    ownId,
  });
}

/** Encrypts, signs and reads. */
export function readSealed(body: unknown, more: Omit<Delivery, "rawBody"> = {}): WebhookReading {
  const rawBody = JSON.stringify({ encrypt: encrypt(JSON.stringify(body)) });
  return read(rawBody, { ...signed({ ...more, rawBody }), ...more.headers }, more.ownId);
}

export function envelope(type: string, event: unknown, header: Readonly<Record<string, unknown>> = {}) {
  return {
    schema: "2.0",
    header: {
      event_id: "ev-1",
      event_type: type,
      create_time: "1793667599000",
      token: SECRETS.verificationToken,
      app_id: SECRETS.appId,
      tenant_key: "t-1",
      ...header,
    },
    event,
  };
}

/** The event of a sealed delivery; fails loudly when it was none. */
export function readEvent(body: unknown, more: Pick<Delivery, "ownId"> = {}) {
  const reading = readSealed(body, more);
  if (reading.kind !== "event") {
    throw new Error(`expected an event, got ${JSON.stringify(reading)}`);
  }
  return reading.event;
}

import { randomBytes } from "node:crypto";
import { encryptBody, signBody } from "./crypto.ts";
import { variedJson } from "./varied-json.ts";
import type { World } from "./world.ts";

export type EventHeader = {
  event_id: string;
  event_type: string;
  create_time: string;
  token: string;
  app_id: string;
  tenant_key: string;
};

export type Envelope = { schema: "2.0"; header: EventHeader; event: Record<string, unknown> };
export type SealedBody = { body: Buffer; headers: Record<string, string> };

/** A v2.0 envelope; `create_time` is in milliseconds and microseconds by turns, as the official samples are. */
export function createEnvelope(world: World, eventType: string, event: Record<string, unknown>): Envelope {
  const createdMs = Math.floor(world.clock.nowMs());
  const unit = world.ids.turn("create-time") % 2;
  return {
    schema: "2.0",
    header: {
      event_id: world.ids.next(""),
      event_type: eventType,
      create_time: String(unit === 0 ? createdMs : createdMs * 1000),
      token: world.settings.verificationToken,
      app_id: world.settings.appId,
      tenant_key: world.tenantKey,
    },
    event,
  };
}

/** Encrypted, in a new spelling each time, and signed over exactly these bytes. */
export function seal(world: World, content: unknown, signedAtMs = world.clock.nowMs()): SealedBody {
  const turn = world.ids.turn("spelling");
  const encrypt = encryptBody(world.settings.encryptKey, variedJson(content, turn));
  const body = Buffer.from(variedJson({ encrypt }, turn + 1));
  return { body, headers: { ...jsonHeaders(turn), ...signatureHeaders(world, body, signedAtMs) } };
}

export function jsonHeaders(turn: number): Record<string, string> {
  return { "Content-Type": turn % 2 === 0 ? "application/json; charset=utf-8" : "application/json" };
}

export function signatureHeaders(world: World, body: Buffer, signedAtMs: number): Record<string, string> {
  const timestamp = String(Math.floor(signedAtMs / 1000));
  const nonce = randomBytes(8).toString("hex");
  return {
    "X-Lark-Signature": signBody(world.settings.encryptKey, { timestamp, nonce, body }),
    "X-Lark-Request-Nonce": nonce,
    "X-Lark-Request-Timestamp": timestamp,
  };
}

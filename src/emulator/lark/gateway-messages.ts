import { randomBytes } from "node:crypto";
import type { PostOutcome } from "#emulator/post";
import { isObject } from "./card-schema.ts";
import type { Envelope } from "./envelope.ts";
import { DATA_FRAME, type Frame } from "./gateway-frame.ts";
import { variedJson } from "./varied-json.ts";
import type { World } from "./world.ts";

export const SERVICE_ID = 33554678;

/**
 * An event or callback, plain and in another spelling each time; every third one in two frames, as large ones come.
 * Callbacks travel as events too, not with a type of their own.
 */
export function eventFrames(world: World, envelope: Envelope, messageId: string): Frame[] {
  const turn = world.ids.turn("gateway");
  const payload = Buffer.from(variedJson(envelope, turn));
  const middle = Math.floor(payload.length / 2);
  const parts = turn % 3 === 2 ? [payload.subarray(0, middle), payload.subarray(middle)] : [payload];
  const logId = randomBytes(8).readBigUInt64BE() >> 1n;
  return parts.map((part, seq) => ({
    seqId: BigInt(turn + 1),
    logId,
    service: SERVICE_ID,
    method: DATA_FRAME,
    headers: [
      ["type", "event"],
      ["message_id", messageId],
      ["sum", String(parts.length)],
      ["seq", String(seq)],
      ["trace_id", logId.toString(16)],
    ],
    payloadEncoding: "none",
    payloadType: "json",
    payload: part,
    logIdNew: logId.toString(16),
  }));
}

/** The program's answer: `{code, data?}`, the code as of HTTP, the data in base64 what a webhook would have answered. */
export function readAck(frame: Frame): Omit<PostOutcome, "tookMs"> {
  const ack: unknown = JSON.parse((frame.payload ?? Buffer.alloc(0)).toString("utf8"));
  if (!isObject(ack) || typeof ack["code"] !== "number") throw new Error("an answer without a code");
  const { code, data } = ack;
  return {
    status: code,
    body: typeof data === "string" ? Buffer.from(data, "base64").toString("utf8") : "{}",
  };
}

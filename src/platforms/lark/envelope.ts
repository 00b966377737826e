import type { ChatEvent } from "#ports/chat";
import type { JsonObject } from "./json.ts";

/** What every event of an envelope 2.0 carries. */
export type Envelope = {
  readonly type: string;
  readonly eventId: string;
  readonly appId: string;
  /** The open_id of our bot; null when it is not known. */
  readonly ownId: string | null;
  readonly at: Date;
  readonly event: JsonObject;
  /** The whole body: some card callbacks put `context` beside `event`. */
  readonly body: JsonObject;
};
export type EventBase = Pick<ChatEvent, "appId" | "key" | "at"> & { readonly platform: "lark" };

/**
 * An instant written as digits. The documents use milliseconds and microseconds for the same field, so the unit is
 * told by the length (10 digits: seconds, 13: milliseconds, 16: microseconds). Null when it is none of them.
 */
export function parseInstant(digits: unknown): Date | null {
  const text = typeof digits === "number" ? String(digits) : digits;
  if (typeof text !== "string" || !/^\d{10,16}$/.test(text)) {
    return null;
  }
  const number = Number(text);
  if (text.length >= 15) {
    return new Date(Math.floor(number / 1000));
  }
  return new Date(text.length >= 12 ? number : number * 1000);
}

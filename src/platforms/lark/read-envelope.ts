import type { ChatEvent } from "#ports/chat";
import { parseInstant } from "./envelope.ts";
import { isObject, type JsonObject, objectIn, storableJson, textIn } from "./json.ts";
import { CARD_ACTION, parseEvent } from "./parse.ts";

export type EnvelopeReading =
  | { readonly kind: "event"; readonly event: ChatEvent }
  | { readonly kind: "ignored"; readonly type: string; readonly key: string }
  /** Genuine and of a type that we handle, but without what we need: Lark's form has changed. */
  | { readonly kind: "unreadable"; readonly type: string; readonly key: string; readonly isPress: boolean }
  | { readonly kind: "refused"; readonly status: 403; readonly reason: "other-app" };

/** `ownId`: the open_id of our bot, without which a mention of another bot may pass for one of ours. */
export type ReadAt = { readonly now: Date; readonly ownId: string | null };

const OTHER_APP = { kind: "refused", status: 403, reason: "other-app" } as const;

/** An envelope whose origin is beyond doubt, read into our words. One of another app is refused. */
export function readEnvelope(appId: string, body: JsonObject, { now, ownId }: ReadAt): EnvelopeReading {
  if (body["schema"] !== "2.0") {
    return readLegacy(appId, body);
  }
  const header = objectIn(body, "header");
  if (textIn(header, "app_id") !== appId) {
    return OTHER_APP;
  }
  const type = textIn(header, "event_type") ?? "unknown";
  const eventId = textIn(header, "event_id") ?? "";
  const at = parseInstant(header["create_time"]) ?? now;
  const event = parseEvent({ type, eventId, appId, ownId, at, event: objectIn(body, "event"), body });
  if (event !== null && event !== "unreadable") {
    return { kind: "event", event };
  }
  const key = `lark:event:${eventId}`;
  return event === null
    ? { kind: "ignored", type, key }
    : { kind: "unreadable", type, key, isPress: type === CARD_ACTION };
}

/** What a long connection brings: parsed already, by somebody who knows nothing of what a database can hold. */
export function readUnsealed(appId: string, envelope: unknown, at: ReadAt): EnvelopeReading {
  const body = storableJson(envelope);
  return isObject(body) ? readEnvelope(appId, body, at) : OTHER_APP;
}

function readLegacy(appId: string, body: JsonObject): EnvelopeReading {
  const event = objectIn(body, "event");
  // The old envelope names its app in some events only.
  if ((textIn(event, "app_id") ?? appId) !== appId) {
    return OTHER_APP;
  }
  const type = textIn(event, "type") ?? textIn(body, "type") ?? "unknown";
  return { kind: "ignored", type: `v1:${type}`, key: `lark:event:${textIn(body, "uuid") ?? ""}` };
}

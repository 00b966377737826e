import type { Action } from "#cards/card";
import type { CardActionEvent } from "#ports/chat";
import { nameToAction } from "./action-name.ts";
import type { Envelope, EventBase } from "./envelope.ts";
import { isObject, type JsonObject, objectIn, parseJson, textIn } from "./json.ts";

/**
 * A press on a card. The documents and the clients disagree about where things are, so the context is looked for
 * inside and beside the event, and the action in the value (an object or JSON text) and then in the button's name.
 * Null when nobody can be found who pressed, or nothing that was pressed.
 */
export function parseCardAction(envelope: Envelope, base: EventBase): CardActionEvent | null {
  const { event, body } = envelope;
  const pressed = objectIn(event, "action");
  const places = [objectIn(event, "context"), objectIn(body, "context"), event, body];
  const userId = textIn(objectIn(event, "operator"), "open_id") ?? textIn(event, "open_id");
  const messageId = firstText(places, "open_message_id");
  const action = readAction(pressed["value"]) ?? nameToAction(textIn(pressed, "name") ?? "");
  if (!userId || !messageId || !action) {
    return null;
  }
  return {
    platform: base.platform,
    appId: base.appId,
    key: base.key,
    at: base.at,
    kind: "card-action",
    userId,
    chatId: firstText(places, "open_chat_id"),
    messageId,
    action,
    form: readForm(pressed),
  };
}

function firstText(places: readonly JsonObject[], key: string): string | null {
  for (const place of places) {
    const text = textIn(place, key);
    if (text !== null) {
      return text;
    }
  }
  return null;
}

function readAction(value: unknown): Action | null {
  const object = readObject(value);
  if (object === null || typeof object["do"] !== "string") {
    return null;
  }
  const fields = Object.entries(object).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === "string" || (typeof entry[1] === "number" && Number.isFinite(entry[1])),
  );
  return Object.fromEntries(fields) as Action;
}

/** An object, or the JSON text of one. */
function readObject(value: unknown): JsonObject | null {
  const object = typeof value === "string" ? parseJson(value) : value;
  return isObject(object) ? object : null;
}

/** What was filled in. Inside a form everything is in `form_value`; a component of its own names its value itself. */
function readForm(pressed: JsonObject): Record<string, string> {
  const alone = pressed["input_value"] ?? pressed["option"] ?? pressed["options"] ?? pressed["checked"];
  const name = textIn(pressed, "name");
  const given = Object.entries(readObject(pressed["form_value"]) ?? {});
  if (name !== null && alone !== undefined) {
    given.push([name, alone]);
  }
  return Object.fromEntries(
    given.flatMap(([field, value]) => {
      const answer = readAnswer(value);
      return answer === "" ? [] : [[field, answer]];
    }),
  );
}

/** One answer as text; empty when the field was not touched, which arrives as nothing, null, "" or []. */
function readAnswer(value: unknown): string {
  if (typeof value === "string") {
    return readList(value) ?? value.trim();
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  return Array.isArray(value) ? value.filter((one) => typeof one === "string").join(",") : "";
}

/** Several values may arrive as JSON text: `["a","b"]`. */
function readList(text: string): string | null {
  const list = text.startsWith("[") && text.endsWith("]") ? parseJson(text) : null;
  return Array.isArray(list) && list.every((one) => typeof one === "string") ? list.join(",") : null;
}

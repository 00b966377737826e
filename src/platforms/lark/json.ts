import { storableText } from "#domain/storable-text";

/** Readers for what comes from outside: each answers a value of the asked shape or nothing, and never throws. */
export type JsonObject = Readonly<Record<string, unknown>>;

const NOTHING: JsonObject = Object.freeze({});

/** The object under a key; an empty one when there is none. */
export function objectIn(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isObject(value) ? value : NOTHING;
}

/** The text under a key, null when it is absent, empty or something else. */
export function textIn(from: JsonObject, key: string): string | null {
  const value = from[key];
  return typeof value === "string" && value !== "" ? value : null;
}

export function listIn(from: JsonObject, key: string): readonly unknown[] {
  const value = from[key];
  return Array.isArray(value) ? value : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How JSON spells NUL and surrogates, which the database refuses when they stand alone. */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/** The parsed text with every word in it fit to be stored; undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    // Most texts escape nothing in this way, and to see that is quicker than the pattern.
    return text.includes("\\u") && MAY_BE_UNSTORABLE.test(text) ? storableJson(value) : value;
  } catch {
    return undefined;
  }
}

/** What was parsed elsewhere, with every word in it fit to be stored. */
export function storableJson(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), storableJson(inner)]),
  );
}

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

/** The parsed text; undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

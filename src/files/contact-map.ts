import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { NUMBER_METRICS, YES_NO_METRICS } from "#domain/contact";
import { AppError } from "#domain/error";
import { unreadable } from "./text-chunks.ts";

const PLAIN_FIELDS = [
  "source",
  "id",
  "channel",
  "direction",
  "scene",
  "startedAt",
  "endedAt",
  "agent",
  "customer",
  "turns",
] as const;
const TURN_FIELDS = ["turns.role", "turns.at", "turns.text"] as const;
const METRIC_FIELDS = [...NUMBER_METRICS, ...YES_NO_METRICS].map((name) => `metrics.${name}`);
const CONTACT_FIELDS: ReadonlySet<string> = new Set([...PLAIN_FIELDS, ...TURN_FIELDS, ...METRIC_FIELDS]);
export const REQUIRED_FIELDS = ["id", "agent", "startedAt"] as const;

/** What a map may name of the rows that it is for. */
export type MapTarget = {
  readonly noun: string;
  readonly isField: (name: string) => boolean;
  readonly required: readonly string[];
};
const CONTACT: MapTarget = {
  noun: "a contact",
  isField: (name) => CONTACT_FIELDS.has(name),
  required: REQUIRED_FIELDS,
};
const MAP_KEYS = ["fields", "values", "defaults", "timezone", "encoding"] as const;

export type MapValue = string | number | boolean | null;

/** Where the fields of a contact stand in foreign rows. A field that it does not name is not read. */
export type ContactMap = {
  /** Contact field to the columns that are joined by a space; for `turns.…` the key within a turn. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Contact field to foreign word to our value; null means blank. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, MapValue>>;
  /** What a blank field becomes. */
  readonly defaults: ReadonlyMap<string, MapValue>;
  /** IANA zone of times without an offset. */
  readonly timezone?: string;
  readonly encoding?: string;
};

/** @throws AppError `not-found`, `bad-input` naming the key that is wrong. */
export async function readMap(path: string, target: MapTarget = CONTACT): Promise<ContactMap> {
  const text = await readFile(path, "utf8").catch((error: unknown) =>
    Promise.reject(unreadable(path, error)),
  );
  return parseContactMap(text, path, target);
}

/** @param name what the errors call the map. */
export function parseContactMap(yaml: string, name: string, target: MapTarget = CONTACT): ContactMap {
  const refuse = (key: string, why: string): never => {
    throw new AppError("bad-input", `The map ${name} cannot be used: ${key} ${why}.`);
  };
  const body = asObject(parseYaml(yaml, refuse), "the file", refuse);
  for (const key of Object.keys(body))
    if (!MAP_KEYS.some((known) => known === key))
      refuse(key, `is no part of a map: use ${MAP_KEYS.join(", ")}`);
  refuseUnknown(body, target, refuse);
  const fields = readFields(body["fields"], refuse);
  const defaults = readDefaults(body["defaults"], refuse);
  for (const field of target.required)
    if (!fields.has(field) && !defaults.has(field)) refuse(`fields.${field}`, "is missing: name its column");
  return {
    fields,
    values: readValues(body["values"], refuse),
    defaults,
    ...readZone(body["timezone"], refuse),
    ...readEncoding(body["encoding"], refuse),
  };
}

type Refuse = (key: string, why: string) => never;

function refuseUnknown(body: Readonly<Record<string, unknown>>, target: MapTarget, refuse: Refuse): void {
  for (const key of ["fields", "values", "defaults"])
    for (const [field] of entriesOf(body[key], key, refuse))
      if (!target.isField(field)) refuse(`${key}.${field}`, `is no field of ${target.noun}`);
}

function parseYaml(yaml: string, refuse: Refuse): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    return refuse(
      "the file",
      `is no YAML (${error instanceof Error ? error.message.split("\n", 1)[0] : "?"})`,
    );
  }
}

function asObject(value: unknown, key: string, refuse: Refuse): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  return refuse(key, "is no list of names and values");
}

function entriesOf(value: unknown, key: string, refuse: Refuse): [string, unknown][] {
  if (value === undefined || value === null) return [];
  return Object.entries(asObject(value, key, refuse));
}

function readFields(value: unknown, refuse: Refuse): ContactMap["fields"] {
  if (value === undefined || value === null) return refuse("fields", "is missing: name the columns");
  const fields = entriesOf(value, "fields", refuse).map(([field, columns]): [string, string[]] => {
    const list = (Array.isArray(columns) ? columns : [columns]).map((column) =>
      typeof column === "string" || typeof column === "number"
        ? String(column)
        : refuse(`fields.${field}`, "is no column name or list of column names"),
    );
    return list.length > 0 ? [field, list] : refuse(`fields.${field}`, "names no column");
  });
  return new Map(fields);
}

function readValues(value: unknown, refuse: Refuse): ContactMap["values"] {
  const tables = entriesOf(value, "values", refuse).map(([field, table]): [string, Map<string, MapValue>] => {
    const words = Object.entries(asObject(table, `values.${field}`, refuse));
    return [
      field,
      new Map(words.map(([word, ours]) => [word, scalar(ours, `values.${field}.${word}`, refuse)])),
    ];
  });
  return new Map(tables);
}

function readDefaults(value: unknown, refuse: Refuse): ContactMap["defaults"] {
  const defaults = entriesOf(value, "defaults", refuse).map(([field, value]): [string, MapValue] =>
    field.startsWith("turns")
      ? refuse(`defaults.${field}`, "cannot have a default")
      : [field, scalar(value, `defaults.${field}`, refuse)],
  );
  return new Map(defaults);
}

function scalar(value: unknown, key: string, refuse: Refuse): MapValue {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as MapValue;
  return refuse(key, "is no single value");
}

function readZone(value: unknown, refuse: Refuse): Pick<ContactMap, "timezone"> {
  if (value === undefined || value === null) return {};
  try {
    if (typeof value !== "string") throw new TypeError("no text");
    new Intl.DateTimeFormat("en", { timeZone: value });
    return { timezone: value };
  } catch {
    return refuse("timezone", `"${String(value)}" is no time zone: write one such as Asia/Shanghai`);
  }
}

function readEncoding(value: unknown, refuse: Refuse): Pick<ContactMap, "encoding"> {
  if (value === undefined || value === null) return {};
  return typeof value === "string" ? { encoding: value } : refuse("encoding", "is no name of an encoding");
}

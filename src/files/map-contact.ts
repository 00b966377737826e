import { CellError } from "#domain/source-row";
import { REQUIRED_FIELDS, type ContactMap } from "./contact-map.ts";

const INDEX = /^-?\d+$/;
const TURN_KEYS = ["role", "at", "text"] as const;

/** The columns that a table must have to be read with this map; without a map the contact's own names. */
export function columnsOf(map: ContactMap | null): readonly string[] {
  if (map === null) return REQUIRED_FIELDS;
  const columns = [...map.fields]
    .filter(([field]) => !field.startsWith("turns."))
    .flatMap(([, names]) => names);
  return [...new Set(columns)];
}

/** A foreign row as a contact's fields, flat (`metrics.csat`), ready for the rules of a contact row. */
export function mapContact(map: ContactMap, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const contact: Record<string, unknown> = {};
  for (const [field, columns] of map.fields)
    if (!field.startsWith("turns.")) contact[field] = translate(map, field, joined(row, columns));
  for (const [field, value] of map.defaults) if (isBlank(contact[field])) contact[field] = value;
  if (!hasTurnFields(map)) return contact;
  const turns = contact["turns"] ?? row["turns"];
  contact["turns"] = Array.isArray(turns) ? turns.map((turn: unknown) => mapTurn(map, turn)) : turns;
  return contact;
}

function hasTurnFields(map: ContactMap): boolean {
  return [...map.fields.keys(), ...map.values.keys()].some((field) => field.startsWith("turns."));
}

function mapTurn(map: ContactMap, turn: unknown): unknown {
  if (typeof turn !== "object" || turn === null) return turn;
  const fields = TURN_KEYS.map((key) => {
    const field = `turns.${key}`;
    const columns = map.fields.get(field) ?? [key];
    return [key, translate(map, field, joined(turn as Readonly<Record<string, unknown>>, columns))];
  });
  return Object.fromEntries(fields);
}

/** One column keeps its type; several become one text, blank when all are. */
function joined(row: Readonly<Record<string, unknown>>, columns: readonly string[]): unknown {
  const values = columns.map((column) => valueAt(row, column));
  if (values.length === 1) return values[0];
  const error = values.find((value) => value instanceof CellError);
  if (error !== undefined) return error;
  return values
    .filter((value) => !isBlank(value))
    .map((value) => String(value).trim())
    .join(" ");
}

/** A column of that name, else a path into a JSON row: `turns.0.ts`, from the end `turns.-1.ts`. */
function valueAt(row: Readonly<Record<string, unknown>>, column: string): unknown {
  if (Object.hasOwn(row, column)) return row[column];
  let reached: unknown = row;
  for (const step of column.split(".")) {
    if (Array.isArray(reached) && INDEX.test(step)) reached = reached.at(Number(step));
    else if (typeof reached === "object" && reached !== null && Object.hasOwn(reached, step))
      reached = (reached as Readonly<Record<string, unknown>>)[step];
    else return undefined;
  }
  return reached;
}

function translate(map: ContactMap, field: string, value: unknown): unknown {
  const table = map.values.get(field);
  if (table === undefined || value === null || value === undefined) return value;
  if (typeof value === "object" && !(value instanceof CellError)) return value;
  const word = String(value).trim();
  return table.has(word) ? table.get(word) : value;
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

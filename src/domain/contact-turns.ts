import type { Turn } from "./contact.ts";
import { parseLocalTime } from "./local-time.ts";
import type { RowFields } from "./row-fields.ts";
import { storableText } from "./storable-text.ts";

const LARGEST_TURN_COUNT = 2_000;
const LARGEST_TURN_CHARACTERS = 20_000;
const ROLES = ["agent", "customer", "system"] as const;

/** The turns of a row: an array, or its JSON in a text cell. The first fault ends it, one sentence is enough. */
export function readTurns(fields: RowFields, zone: string): readonly Turn[] {
  const value = arrayOf(fields.value("turns"));
  if (value === null) return [];
  if (!Array.isArray(value)) {
    fields.refuse("turns", value, 'is no list: write [{"role": "customer", "text": "…"}]');
    return [];
  }
  if (value.length > LARGEST_TURN_COUNT) {
    fields.faults.push(
      `turns has ${value.length} entries: split it, at most ${LARGEST_TURN_COUNT} are taken`,
    );
    return [];
  }
  const turns: Turn[] = [];
  for (const [index, entry] of value.entries()) {
    const turn = readTurn(fields, entry, index + 1, zone);
    if (turn === null) return [];
    turns.push(turn);
  }
  return turns;
}

function arrayOf(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") return value;
  if (value.trim() === "") return null;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** @param n the number of the turn, from 1, as scorers see it. */
function readTurn(fields: RowFields, entry: unknown, n: number, zone: string): Turn | null {
  if (typeof entry !== "object" || entry === null) return fields.refuse(`turn ${n}`, entry, "is no object");
  const { role: roleValue, at: atValue, text } = entry as Readonly<Record<string, unknown>>;
  const role = ROLES.find((candidate) => candidate === roleValue);
  if (role === undefined)
    return fields.refuse(`role of turn ${n}`, roleValue, `is not one of ${ROLES.join(", ")}`);
  if (typeof text !== "string") return fields.refuse(`text of turn ${n}`, text, "is no text");
  if (text.length > LARGEST_TURN_CHARACTERS)
    return fields.refuse(
      `text of turn ${n}`,
      text,
      `is too long: at most ${LARGEST_TURN_CHARACTERS} characters`,
    );
  if (isBlank(atValue)) return { n, role, at: null, text: storableText(text) };
  const at = typeof atValue === "string" ? parseLocalTime(atValue, zone) : null;
  if (at === null) return fields.refuse(`at of turn ${n}`, atValue, "is no date and time");
  return { n, role, at, text: storableText(text) };
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

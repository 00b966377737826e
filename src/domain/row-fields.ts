import { parseLocalTime } from "./local-time.ts";
import { CellError } from "./source-row.ts";
import { cutText, storableText } from "./storable-text.ts";

const SHOWN_CHARACTERS = 40;
// A number that the end of what is looked at cuts in two must lie far behind what is shown.
const LOOKED_AT_CHARACTERS = 400;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const HOURS_MINUTES_SECONDS = /^(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)$/;

const YES_NO = new Map<string, boolean>([
  ...["true", "yes", "y", "1", "是"].map((word) => [word, true] as const),
  ...["false", "no", "n", "0", "否"].map((word) => [word, false] as const),
]);

/** A file of many rows asks for the same few names in each. */
const steps = new Map<string, readonly string[]>();

function stepsOf(name: string): readonly string[] {
  const known = steps.get(name);
  if (known !== undefined) return known;
  const made = name.split(".");
  steps.set(name, made);
  return made;
}

/**
 * Reads the fields of one foreign row by name (`metrics.csat` is a column of that name or a nested field) and collects
 * one sentence for each that cannot be taken: the field, its value (masked, at most 40 characters) and the remedy.
 * Every reader answers null for what is blank, and for what it complained about.
 */
export class RowFields {
  readonly faults: string[] = [];
  readonly #row: Readonly<Record<string, unknown>>;
  readonly #mask: (text: string) => string;

  constructor(row: Readonly<Record<string, unknown>>, mask: (text: string) => string) {
    this.#row = row;
    this.#mask = mask;
  }

  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** The bare value; undefined when the row has no such field. */
  value(name: string): unknown {
    if (Object.hasOwn(this.#row, name)) return this.#row[name];
    if (!name.includes(".")) return undefined;
    let reached: unknown = this.#row;
    for (const step of stepsOf(name)) {
      if (typeof reached !== "object" || reached === null || !Object.hasOwn(reached, step)) return undefined;
      reached = (reached as Record<string, unknown>)[step];
    }
    return reached;
  }

  refuse(name: string, value: unknown, why: string): null {
    this.faults.push(`${name} ${this.shown(value)} ${why}`);
    return null;
  }

  text(name: string, maxCharacters: number): string | null {
    const value = this.value(name);
    if (value === undefined || value === null) return null;
    if (value instanceof CellError)
      return this.refuse(name, value.code, `is an error in column "${value.column}": correct the cell`);
    if (typeof value !== "string" && typeof value !== "number") return this.refuse(name, value, "is no text");
    // Beyond 2^53 reading already rounded: two ids would have become one.
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
      return this.refuse(name, value, "is a number too large to be read exactly: write it in quotes");
    const text = storableText(String(value)).trim();
    if (text === "") return null;
    if (text.length <= maxCharacters) return text;
    return this.refuse(name, text, `is too long: at most ${maxCharacters} characters are taken`);
  }

  required(name: string, maxCharacters: number, remedy: string): string | null {
    const faultsBefore = this.faults.length;
    const text = this.text(name, maxCharacters);
    if (text === null && this.faults.length === faultsBefore)
      this.faults.push(`${name} is missing: ${remedy}`);
    return text;
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | null {
    const text = this.text(name, Infinity);
    if (text === null) return null;
    const word = words.find((candidate) => candidate === text.toLowerCase());
    return word ?? this.refuse(name, text, `is not one of ${words.join(", ")}: correct it or leave it blank`);
  }

  time(name: string, zone: string): Date | null {
    const text = this.text(name, Infinity);
    if (text === null) return null;
    return (
      parseLocalTime(text, zone) ?? this.refuse(name, text, "is no date and time: write 2026-11-03 09:12:58")
    );
  }

  number(name: string, smallest: number, largest: number): number | null {
    const text = this.text(name, Infinity);
    if (text === null) return null;
    if (!NUMBER.test(text)) return this.refuse(name, text, "is no number: write digits or leave it blank");
    const number = Number(text);
    if (number >= smallest && number <= largest) return number;
    const scale = largest === Infinity ? `${smallest} or more` : `${smallest} to ${largest}`;
    return this.refuse(name, text, `is outside its scale: ${scale}`);
  }

  /** Seconds, or `h:mm:ss`. */
  seconds(name: string): number | null {
    const value = this.value(name);
    const match = typeof value === "string" ? HOURS_MINUTES_SECONDS.exec(value.trim()) : null;
    if (match !== null) return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
    const text = this.text(name, Infinity);
    if (text === null) return null;
    if (NUMBER.test(text) && Number(text) >= 0) return Number(text);
    return this.refuse(name, text, "is no duration: write seconds or h:mm:ss, or leave it blank");
  }

  yesNo(name: string): boolean | null {
    const value = this.value(name);
    if (typeof value === "boolean") return value;
    const text = this.text(name, Infinity);
    if (text === null) return null;
    return YES_NO.get(text.toLowerCase()) ?? this.refuse(name, text, "is neither true nor false: correct it");
  }

  shown(value: unknown): string {
    const whole = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    const text = this.#mask(cutText(whole, LOOKED_AT_CHARACTERS)).replaceAll(/\s+/g, " ");
    return `"${cutText(storableText(text), SHOWN_CHARACTERS)}"`;
  }
}

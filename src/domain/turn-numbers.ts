import { AppError } from "./error.ts";
import { cutText } from "./storable-text.ts";

const SHOWN_CHARACTERS = 20;
const PART = /^(\d{1,9})(?:[-~–—](\d{1,9}))?$/;

/**
 * Turn numbers as a person types them on a phone: `3, 5-7 9、11`, full-width digits and signs included.
 * @returns each number once, rising; an empty text gives an empty list.
 * @throws AppError `bad-turn-number` with facts {typed, turns} for anything else or a number outside 1…turnCount.
 */
export function parseTurnNumbers(text: string, turnCount: number): number[] {
  const numbers = new Set<number>();
  for (const part of partsOf(text)) {
    const match = PART.exec(part);
    const first = Number(match?.[1] ?? Number.NaN);
    const last = Number(match?.[2] ?? first);
    if (!(first >= 1 && first <= last && last <= turnCount)) {
      const typed = cutText(part, SHOWN_CHARACTERS);
      throw new AppError("bad-turn-number", `"${typed}" is no turn from 1 to ${turnCount}.`, {
        typed,
        turns: turnCount,
      });
    }
    for (let turn = first; turn <= last; turn += 1) numbers.add(turn);
  }
  return [...numbers].sort((left, right) => left - right);
}

function partsOf(text: string): string[] {
  return text
    .normalize("NFKC")
    .replace(/\s*([-~–—]|至|到)\s*/g, (_, sign: string) => (sign === "至" || sign === "到" ? "-" : sign))
    .split(/[\s,、;。.#]+/)
    .filter((part) => part !== "");
}

import { AppError } from "./error.ts";
import { maskText } from "./masking.ts";
import { lettersIn, requireNotTooLong } from "./note-text.ts";
import { storableText } from "./storable-text.ts";

/** Letters and digits without which nobody can tell what is meant. */
export const MIN_IDEA_CHARACTERS = 5;
const MAX_LINKS = 5;
const LINK = /https?:\/\/[^\s<>"'()（）「」【】，。；、]+/giu;

export type IdeaText = { readonly text: string; readonly links: readonly string[] };

/**
 * An idea as it is kept and shown: what identifies a customer is hidden; addresses in it stand apart as links, but for
 * those in which something had to be hidden.
 * @throws AppError `bad-input` for one that is empty, too short or too long
 */
export function readIdeaText(typed: string): IdeaText {
  const text = storableText(typed).trim();
  const count = lettersIn(text);
  if (count === 0) throw new AppError("bad-input", "The idea is empty.", { what: "idea" });
  if (count < MIN_IDEA_CHARACTERS)
    throw new AppError("bad-input", "The idea is too short.", {
      what: "idea-short",
      min: MIN_IDEA_CHARACTERS,
    });
  requireNotTooLong(text);
  return { text: maskText(text), links: linksIn(text) };
}

export function linksIn(text: string): string[] {
  const found = (text.match(LINK) ?? []).map((link) => link.replace(/[.,;:!?]+$/, ""));
  return [...new Set(found)].filter((link) => maskText(link) === link).slice(0, MAX_LINKS);
}

/** `#12 text`, `＃12：text`: a number of an idea in front of what is said about it. Null: it names none. */
export function readIdeaNumber(said: string): { readonly number: number; readonly rest: string } | null {
  const match = /^[#＃]\s*([0-9０-９]{1,9})(?![0-9０-９])[\s:：,，.。、!！?？]*/u.exec(said.trim());
  if (match?.[1] === undefined) return null;
  return { number: toNumber(match[1]), rest: said.trim().slice(match[0].length).trim() };
}

/** A number in a field, with or without the sign: `12`, `#12`. Null: it is none. */
export function readNumberField(typed: string): number | null {
  const match = /^[#＃]?\s*([0-9０-９]{1,9})$/u.exec(typed.trim());
  return match?.[1] === undefined ? null : toNumber(match[1]);
}

const toNumber = (digits: string): number => Number(digits.normalize("NFKC"));

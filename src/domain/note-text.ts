import { AppError } from "./error.ts";
import { maskText } from "./masking.ts";
import { storableText } from "./storable-text.ts";

/** The most that somebody can write into a card. */
export const MAX_NOTE_CHARACTERS = 1000;

/** What somebody adds or explains, masked. @throws AppError `bad-input`, with `what` for one that is empty */
export function readNote(typed: string, what: string): string {
  const text = storableText(typed).trim();
  if (lettersIn(text) === 0) throw new AppError("bad-input", "Nothing was written.", { what });
  requireNotTooLong(text);
  return maskText(text);
}

/** The same, where nothing has to be written; null when nothing was. */
export function readOptionalNote(typed: string | undefined): string | null {
  return lettersIn(typed ?? "") === 0 ? null : readNote(typed ?? "", "note");
}

export const lettersIn = (text: string): number => (text.match(/[\p{L}\p{N}]/gu) ?? []).length;

/** @throws AppError `bad-input` */
export function requireNotTooLong(text: string): void {
  const count = [...text].length;
  if (count > MAX_NOTE_CHARACTERS)
    throw new AppError("bad-input", "The text is too long.", {
      what: "too-long",
      max: MAX_NOTE_CHARACTERS,
      count,
    });
}

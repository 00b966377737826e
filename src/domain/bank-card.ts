import { hasLuhnDigit } from "./identifiers.ts";

const SHORTEST = 13;
const LONGEST = 19;

/** The digits of a card number, and how much of the text they take. */
export type FoundCard = { readonly digits: string; readonly length: number };

/**
 * The longest card number that a text of digits in groups begins with; what follows it may be a number of its own.
 * One walk, however the groups could be divided. Null when there is none.
 */
export function cardAtStart(text: string): FoundCard | null {
  let card: FoundCard | null = null;
  let digits = "";
  // Groups of four digits or more, the last of any size, or a sign after every digit: dates and prices are no such.
  let [areSingles, areFours, areExactlyFours, hasPoint] = [true, true, true, false];
  for (let start = 0; start < text.length && digits.length < LONGEST;) {
    const end = endOfRun(text, start, true);
    const next = endOfRun(text, end, false);
    areSingles &&= end - start === 1;
    if (!areSingles && !(hasPoint ? areExactlyFours : areFours)) break;
    digits += text.slice(start, end);
    if (isCard(digits)) card = { digits, length: end };
    areFours &&= end - start >= 4;
    areExactlyFours &&= end - start === 4;
    hasPoint ||= text.slice(end, next).includes(".");
    start = next;
  }
  return card;
}

/** Where the digits, or what is none, end that begin at `start`. */
function endOfRun(text: string, start: number, isOfDigits: boolean): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end)) === isOfDigits) end += 1;
  return end;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;

/** With a 2 only Mastercard's newer range, with an 8 UnionPay's, or many an order number that begins with its year would be a card. */
function isCard(digits: string): boolean {
  if (digits.length < SHORTEST || digits.length > LONGEST) return false;
  if (digits.startsWith("2") && !(digits.length === 16 && isNewMastercard(digits))) return false;
  return (!digits.startsWith("8") || digits.startsWith("81")) && hasLuhnDigit(digits);
}

function isNewMastercard(digits: string): boolean {
  const issuer = Number(digits.slice(0, 4));
  return issuer >= 2221 && issuer <= 2720;
}

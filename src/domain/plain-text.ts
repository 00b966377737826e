import { plainDigit } from "./digit-value.ts";

/** A text as the masking rules read it: `places[n]` is where its n-th character stands in the original. */
export type PlainText = { readonly plain: string; readonly places: readonly number[] };

/** Each place in the list is the digit. */
const CHINESE_DIGITS = ["〇零○", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
const DIGIT = String.raw`[\d${CHINESE_DIGITS.join("")}]`;
/** What people put between the digits of a long number, or before the next in a list of them. */
export const LIST_SIGN = String.raw`[\s.\-_/(),、:;~|·•*'‘’′=#&^\\]`;
// Fewer than seven are words: 三五个, 一二三.
const LONG_NUMBER = new RegExp(String.raw`${DIGIT}(?:${LIST_SIGN}{0,3}${DIGIT}){6,}`, "g");
const CHINESE_DIGIT = new RegExp(`[${CHINESE_DIGITS.join("")}]`, "g");

/** Digits of other scripts. */
const FOREIGN_DIGIT = String.raw`(?![0-9])\p{Nd}`;
/** Raised, circled and other drawn digits: they may stand for plain ones, or as marks beside a number. */
const DRAWN_DIGIT = String.raw`[\p{No}〡-〩]`;
const HAS_DRAWN_DIGIT = new RegExp(DRAWN_DIGIT, "u");
/** What a reader does not see, dashes of all lengths, digits, and full-width letters and signs. */
const UNUSUAL = new RegExp(
  String.raw`(?<unseen>[\p{Default_Ignorable_Code_Point}\p{M}])|(?<dash>[‐-―−－])|(?<digit>${FOREIGN_DIGIT})|(?<drawn>${DRAWN_DIGIT})|[\u00a0\u2000-\u200a\u202f\u3000！-～]`,
  "gu",
);

export const hasDrawnDigit = (text: string): boolean => HAS_DRAWN_DIGIT.test(text);

// The shortest number that is hidden has seven digits; each sign becomes one digit at most.
const ANY_DIGIT = String.raw`\p{Nd}\p{No}〡-〩${CHINESE_DIGITS.join("")}`;
const SEVEN_DIGITS = new RegExp(`^[^${ANY_DIGIT}]*(?:[${ANY_DIGIT}][^${ANY_DIGIT}]*){7}`, "u");

/** False for most of what people say: whatever is made of its signs, it has no number and no address to hide. */
export const mayIdentify = (text: string): boolean =>
  text.includes("@") || text.includes("＠") || SEVEN_DIGITS.test(text);

/**
 * Without what nobody sees, with plain letters, digits and signs for their full-width and drawn forms, and with the
 * digits of long numbers that are written in Chinese. Drawn digits become plain ones only when they are asked for.
 */
export function toPlainText(text: string, { withDrawn }: { readonly withDrawn: boolean }): PlainText {
  const places: number[] = [];
  let plain = "";
  let end = 0;
  const add = (piece: string, start: number): void => {
    for (let index = 0; index < piece.length; index += 1) places.push(start + index);
    plain += piece;
  };
  for (const match of text.matchAll(UNUSUAL)) {
    add(text.slice(end, match.index), end);
    add(plainFormOf(match, withDrawn), match.index);
    end = match.index + match[0].length;
  }
  add(text.slice(end), end);
  places.push(text.length);
  return { plain: plain.replace(LONG_NUMBER, withPlainDigits), places };
}

function plainFormOf({ 0: sign, groups }: RegExpExecArray, withDrawn: boolean): string {
  const { unseen, dash, digit, drawn } = groups ?? {};
  if (unseen !== undefined) return "";
  if (dash !== undefined) return "-";
  if (drawn !== undefined) return (withDrawn ? plainDigit(drawn) : null) ?? drawn;
  return (digit === undefined ? null : plainDigit(digit)) ?? sign.normalize("NFKC");
}

function withPlainDigits(number: string): string {
  // A few behind a telephone number are words: 67028866三个.
  if ((number.match(CHINESE_DIGIT)?.length ?? 0) < 4) return number;
  return number.replace(CHINESE_DIGIT, (sign) =>
    String(CHINESE_DIGITS.findIndex((forms) => forms.includes(sign))),
  );
}

/** A text as the masking rules read it: `places[n]` is where its n-th character stands in the original. */
export type PlainText = { readonly plain: string; readonly places: readonly number[] };

/** Each place in the list is the digit. */
const CHINESE_DIGITS = ["〇零○", "一幺壹", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
const DIGIT = String.raw`[\d${CHINESE_DIGITS.join("")}]`;
// Fewer than seven are words: 三五个, 一二三.
const LONG_NUMBER = new RegExp(String.raw`${DIGIT}(?:[\s.\-_/(),、:;~|·•*]{0,3}${DIGIT}){6,}`, "g");
const CHINESE_DIGIT = new RegExp(`[${CHINESE_DIGITS.join("")}]`, "g");

/** What a reader does not see, dashes of all lengths, and full-width or drawn letters, digits and signs. */
const UNUSUAL =
  /(?<unseen>[\p{Default_Ignorable_Code_Point}\p{M}])|(?<dash>[‐-―−－])|[\u00a0\u2000-\u200a\u202f\u3000！-～①-⑨⓪\u{1d7ce}-\u{1d7ff}]/gu;

/**
 * Without what nobody sees, with plain letters, digits and signs for their full-width and drawn forms, and with the
 * digits of long numbers that are written in Chinese.
 */
export function toPlainText(text: string): PlainText {
  const places: number[] = [];
  let plain = "";
  let end = 0;
  const add = (piece: string, start: number): void => {
    for (let index = 0; index < piece.length; index += 1) places.push(start + index);
    plain += piece;
  };
  for (const match of text.matchAll(UNUSUAL)) {
    add(text.slice(end, match.index), end);
    const { unseen, dash } = match.groups ?? {};
    if (unseen === undefined) add(dash === undefined ? match[0].normalize("NFKC") : "-", match.index);
    end = match.index + match[0].length;
  }
  add(text.slice(end), end);
  places.push(text.length);
  return { plain: plain.replace(LONG_NUMBER, withPlainDigits), places };
}

function withPlainDigits(number: string): string {
  // A few behind a telephone number are words: 67028866三个.
  if ((number.match(CHINESE_DIGIT)?.length ?? 0) < 4) return number;
  return number.replace(CHINESE_DIGIT, (sign) =>
    String(CHINESE_DIGITS.findIndex((forms) => forms.includes(sign))),
  );
}

import {
  BARE_LANDLINE,
  BETWEEN_NUMBERS,
  CALENDAR_DATE,
  PHONE_WORD,
  PHONE_WORD_AFTER,
  RULES,
  showSubscriber,
} from "./masking-rules.ts";
import type { MaskingRule } from "./masking-rules.ts";

/**
 * Hides what identifies a person in a conversation: mobiles, landlines and service numbers, ID cards, bank cards and
 * e-mail addresses of mainland China. What stays lets a reader recognise a known number, never rebuild an unknown one:
 * `138****5678`, `010-****3377`, `400-***5353`, `110*************2X`, `************1111`, `j***@example.com`.
 * Full-width digits and signs count as their plain forms; nothing else of the text changes.
 */
export function maskText(text: string): string {
  const plain = toPlainSigns(text);
  if (!/[\d@]/.test(plain)) return text;

  const finds = { spans: [], taken: new Uint8Array(plain.length), phoneEnds: new Set<number>() };
  for (const rule of RULES) collect(rule, plain, finds);
  collectBareLandlines(plain, finds);
  return replaceSpans(text, finds.spans);
}

type Span = { readonly start: number; readonly end: number; readonly shown: string };
/** `taken` marks the places of all spans; `phoneEnds` are the places after a phone number. */
type Finds = { readonly spans: Span[]; readonly taken: Uint8Array; readonly phoneEnds: Set<number> };

function replaceSpans(text: string, spans: readonly Span[]): string {
  const inOrder = [...spans].sort((left, right) => left.start - right.start);
  let masked = "";
  let end = 0;
  for (const span of inOrder) {
    masked += text.slice(end, span.start) + span.shown;
    end = span.end;
  }
  return masked + text.slice(end);
}

function collect(rule: MaskingRule, plain: string, finds: Finds): void {
  for (const match of plain.matchAll(rule.find)) {
    const end = match.index + match[0].length;
    if (isTaken(finds, match.index, end)) continue;
    const shown = rule.show(match[0], match.groups ?? {});
    if (shown !== null) take(finds, { start: match.index, end, shown }, rule.isPhone === true);
  }
}

function collectBareLandlines(plain: string, finds: Finds): void {
  for (const match of plain.matchAll(BARE_LANDLINE)) {
    const start = match.index;
    const end = start + match[0].length;
    const { number = "", extension = "" } = match.groups ?? {};
    if (isTaken(finds, start, end) || CALENDAR_DATE.test(number)) continue;
    if (isCalledPhone(plain, start, end) || isNextInList(plain, start, finds.phoneEnds)) {
      take(finds, { start, end, shown: showSubscriber(number, extension) }, true);
    }
  }
}

function isTaken(finds: Finds, start: number, end: number): boolean {
  return finds.taken.subarray(start, end).includes(1);
}

function take(finds: Finds, span: Span, isPhone: boolean): void {
  finds.spans.push(span);
  finds.taken.fill(1, span.start, span.end);
  if (isPhone) finds.phoneEnds.add(span.end);
}

function isCalledPhone(plain: string, start: number, end: number): boolean {
  return (
    PHONE_WORD.test(plain.slice(Math.max(0, start - 30), start)) ||
    PHONE_WORD_AFTER.test(plain.slice(end, end + 16))
  );
}

function isNextInList(plain: string, start: number, phoneEnds: ReadonlySet<number>): boolean {
  for (let distance = 1; distance <= LONGEST_SEPARATOR; distance += 1) {
    if (phoneEnds.has(start - distance)) return BETWEEN_NUMBERS.test(plain.slice(start - distance, start));
  }
  return false;
}

const LONGEST_SEPARATOR = 6;

const PLAIN_SIGNS: Readonly<Record<string, string>> = {
  "＠": "@",
  "．": ".",
  "＋": "+",
  "（": "(",
  "）": ")",
  "　": " ",
  "\u00a0": " ",
};

/** One character for one, so that places in the plain text are places in the original. */
function toPlainSigns(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ＠．＋（）\u3000\u00a0－‐‑–—−]/g, (sign) => {
    if (/[０-９Ａ-Ｚａ-ｚ]/.test(sign)) return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
    return PLAIN_SIGNS[sign] ?? "-";
  });
}

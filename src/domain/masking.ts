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
import { hasDrawnDigit, mayIdentify, toPlainText } from "./plain-text.ts";

/**
 * Hides what identifies a person in a conversation: mobiles, landlines and service numbers, ID cards, bank cards and
 * e-mail addresses of mainland China. What stays lets a reader recognise a known number, never rebuild an unknown one:
 * `138****5678`, `010-****3377`, `400-***5353`, `110*************2X`, `************1111`, `j***@example.com`.
 * Full-width and Chinese digits count as plain ones, and what nobody sees counts for nothing; nothing else of the text
 * changes.
 */
export function maskText(text: string): string {
  if (!mayIdentify(text)) return text;
  // A drawn digit may be a mark beside a number, ①138…, or one of its digits, so the text is read in both ways.
  const masked = maskReading(text, false);
  return hasDrawnDigit(masked) ? maskReading(masked, true) : masked;
}

function maskReading(text: string, withDrawn: boolean): string {
  const { plain, places } = toPlainText(text, { withDrawn });
  if (!/[\d@]/.test(plain)) return text;

  const finds = { spans: [], taken: new Uint8Array(plain.length), phoneEnds: new Set<number>() };
  for (const rule of RULES) collect(rule, plain, finds);
  collectBareLandlines(plain, finds);
  return replaceSpans(text, finds.spans, places);
}

type Span = { readonly start: number; readonly end: number; readonly shown: string };
/** `taken` marks the places of all spans; `phoneEnds` are the places after a phone number. */
type Finds = { readonly spans: Span[]; readonly taken: Uint8Array; readonly phoneEnds: Set<number> };

function replaceSpans(text: string, spans: readonly Span[], places: readonly number[]): string {
  const inOrder = [...spans].sort((left, right) => left.start - right.start);
  let masked = "";
  let end = 0;
  for (const span of inOrder) {
    masked += text.slice(end, places[span.start]) + span.shown;
    end = places[span.end] ?? text.length;
  }
  return masked + text.slice(end);
}

function collect(rule: MaskingRule, plain: string, finds: Finds): void {
  const { find } = rule;
  find.lastIndex = 0;
  for (let match = find.exec(plain); match !== null; match = find.exec(plain)) {
    const span = spanOf(rule, match, finds);
    // What is none may hide one that begins further on.
    if (span === null) find.lastIndex = match.index + 1;
    else {
      take(finds, span, rule.isPhone === true);
      find.lastIndex = span.end;
    }
  }
}

function spanOf(rule: MaskingRule, match: RegExpExecArray, finds: Finds): Span | null {
  const start = match.index;
  const taken = finds.taken.subarray(start, start + match[0].length).indexOf(1);
  const free = taken === -1 ? match[0] : match[0].slice(0, taken);
  const found = rule.lengthOf === undefined ? match[0] : match[0].slice(0, rule.lengthOf(free));
  if (found === "" || found.length > free.length) return null;
  const shown = rule.show(found, match.groups ?? {});
  return shown === null ? null : { start, end: start + found.length, shown };
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

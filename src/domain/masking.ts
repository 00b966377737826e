import { hasLuhnDigit, isIdCard, isOldIdCard } from "./identifiers.ts";

/**
 * Hides what identifies a person in a conversation: mobiles, landlines and service numbers, ID cards, bank cards and
 * e-mail addresses of mainland China. What stays lets a reader recognise a known number, never rebuild an unknown one:
 * `138****5678`, `010-****3377`, `400-***5353`, `110*************2X`, `************1111`, `j***@example.com`.
 * Full-width digits and signs count as their plain forms; nothing else of the text changes.
 */
export function maskText(text: string): string {
  const plain = toPlainSigns(text);
  if (!/\d{4}|@/.test(plain)) return text;

  const spans: Span[] = [];
  for (const rule of RULES) collect(rule, plain, spans);
  collectBareLandlines(plain, spans);

  let masked = "";
  let end = 0;
  for (const span of spans.sort((left, right) => left.start - right.start)) {
    masked += text.slice(end, span.start) + span.shown;
    end = span.end;
  }
  return masked + text.slice(end);
}

type Span = {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  readonly isPhone: boolean;
};
/** `show` gives the masked form, or null when the find is no such thing after all. */
type Rule = {
  readonly find: RegExp;
  readonly show: (found: string, groups: Readonly<Record<string, string>>) => string | null;
  readonly isPhone?: true;
};

const digitsOf = (text: string): string => text.replace(/\D/g, "");
const stars = (count: number): string => "*".repeat(count);

const AREA = String.raw`(?:10|2\d|[3-9]\d{2})`;
const SUBSCRIBER = String.raw`[2-9]\d{2,3}[ -]?\d{4}`;
const EXTENSION = String.raw`(?:\s?(?:-|转|分机|ext\.?)\s?\d{1,6})?`;
// A number that goes on to the left or right is another number: an order, an account, a decimal.
const ALONE_LEFT = String.raw`(?<!\d)(?<!\d\.)`;
const ALONE_RIGHT = String.raw`(?!\d)`;

const alone = (pattern: string): RegExp => new RegExp(`${ALONE_LEFT}${pattern}${ALONE_RIGHT}`, "gi");

/** In this order, because a later rule never touches what an earlier one found. */
const RULES: readonly Rule[] = [
  {
    find: /(?<first>[a-z0-9])[a-z0-9._%+-]{0,63}@(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)/gi,
    show: (_, { first = "", host = "" }) => `${first}***@${host}`,
  },
  {
    find: /(?<![\da-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dx](?![\da-z])/gi,
    show: (found) =>
      isIdCard(found.replace(/[ -]/g, "")) ? keepEnds(found.replace(/[ -]/g, ""), 3, 2) : null,
  },
  {
    find: /(?<![\da-z])\d{15}(?![\da-z])/gi,
    show: (found) => (isOldIdCard(found) ? keepEnds(found, 3, 2) : null),
  },
  {
    find: alone(String.raw`[34569](?:\d{12,18}|\d{3}(?:[ -]\d{4}){2}(?:[ -]\d{1,4}){1,3}|\d{5}[ -]\d{7,13})`),
    show: (found) => showBankCard(digitsOf(found)),
  },
  {
    find: alone(
      String.raw`(?<country>(?:\+|00)86[ -]?|86[ -])?(?<number>1[3-9](?:\d{9}|\d[ -]\d{4}[ -]?\d{4}|\d[ -]\d{3}[ -]\d{5}|\d{2}[ -]\d{3}[ -]\d{4}|\d{5}[ -]\d{4}|\d{2}[ -]\d{7}))`,
    ),
    show: (_, { country = "", number = "" }) => country + keepEnds(digitsOf(number), 3, 4),
    isPhone: true,
  },
  {
    find: alone(String.raw`(?<prefix>[48]00)(?<sign>[ -]?)(?:\d{3}[ -]?\d{4}|\d{4}[ -]?\d{3})`),
    show: (found, { prefix = "", sign = "" }) => `${prefix}${sign}***${digitsOf(found).slice(-4)}`,
    isPhone: true,
  },
  {
    find: alone(
      String.raw`(?<area>\(0${AREA}\)|(?:(?:\+|00)86[ -]?\(?0?|0)${AREA}\)?)(?<sign>[ -]{0,3})(?<number>${SUBSCRIBER})(?<extension>${EXTENSION})`,
    ),
    show: (_, { area = "", sign = "", number = "", extension = "" }) =>
      area + sign + showSubscriber(number, extension),
    isPhone: true,
  },
];

/** Seven or eight digits alone are a phone number only where the words say so, or in a list that began as one. */
const BARE_LANDLINE = new RegExp(
  `${ALONE_LEFT}(?<number>${SUBSCRIBER})(?<extension>${EXTENSION})${ALONE_RIGHT}`,
  "gi",
);
const PHONE_WORD =
  /(?:(?:电话|热线|座机|致电|拨打|来电|传真|联系|手机|(?<!单)号码|phone|tel|call|fax)(?:(?!订单|单号|工单|编号|工号|账号|order)[^\d。!?！？\n]){0,16}|(?:打|拨|记一下|记下)[\s,，:：]{0,2})$/i;
const PHONE_WORD_AFTER = /^(?:是|为|就是)[^\d,，。!?！？\n]{0,6}(?:电话|热线)/;
const BETWEEN_NUMBERS = /^(?:[\s、,，;；/|和或及与跟]|或者){1,3}$/;
const CALENDAR_DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

function collect(rule: Rule, plain: string, spans: Span[]): void {
  for (const match of plain.matchAll(rule.find)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (overlaps(span, spans)) continue;
    const shown = rule.show(match[0], match.groups ?? {});
    if (shown !== null) spans.push({ ...span, shown, isPhone: rule.isPhone === true });
  }
}

function collectBareLandlines(plain: string, spans: Span[]): void {
  for (const match of plain.matchAll(BARE_LANDLINE)) {
    const span = { start: match.index, end: match.index + match[0].length };
    const { number = "", extension = "" } = match.groups ?? {};
    if (overlaps(span, spans) || CALENDAR_DATE.test(number)) continue;
    if (!isCalledPhone(plain, span, spans)) continue;
    spans.push({ ...span, shown: showSubscriber(number, extension), isPhone: true });
  }
}

function isCalledPhone(
  plain: string,
  { start, end }: { start: number; end: number },
  spans: readonly Span[],
): boolean {
  if (PHONE_WORD.test(plain.slice(Math.max(0, start - 30), start))) return true;
  if (PHONE_WORD_AFTER.test(plain.slice(end, end + 16))) return true;
  return spans.some(
    (span) => span.isPhone && span.end < start && BETWEEN_NUMBERS.test(plain.slice(span.end, start)),
  );
}

function overlaps(span: { start: number; end: number }, spans: readonly Span[]): boolean {
  return spans.some((other) => span.start < other.end && other.start < span.end);
}

function keepEnds(text: string, first: number, last: number): string {
  return text.slice(0, first) + stars(text.length - first - last) + text.slice(-last);
}

function showSubscriber(number: string, extension: string): string {
  return `****${digitsOf(number).slice(-4)}${extension.replace(/\d/g, "*")}`;
}

function showBankCard(digits: string): string | null {
  const hasCardLength = digits.length >= 13 && digits.length <= 19;
  return hasCardLength && hasLuhnDigit(digits) ? stars(digits.length - 4) + digits.slice(-4) : null;
}

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

import { hasLuhnDigit, isIdCard, isOldIdCard } from "./identifiers.ts";

/** `show` gives the masked form, or null when the find is no such thing after all. */
export type MaskingRule = {
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

// People break long numbers up, and so do those who want to get one past a filter.
const SEPARATOR = String.raw`[ .\-_/()\t\r\n\u200b-\u200d\u2060\ufeff]`;
const BREAK = `${SEPARATOR}{0,2}`;

const alone = (pattern: string): RegExp => new RegExp(`${ALONE_LEFT}${pattern}${ALONE_RIGHT}`, "gi");

/** In this order, because a later rule never touches what an earlier one found. */
export const RULES: readonly MaskingRule[] = [
  {
    find: /(?<first>[a-z0-9._%+-])[a-z0-9._%+-]{0,63}@(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)/gi,
    show: (_, { first = "", host = "" }) => `${first}***@${host}`,
  },
  {
    // A local part in Chinese is a name; words before it have no space to end at, so no more than four are taken.
    find: /(?<first>\p{Script=Han})\p{Script=Han}{0,3}@(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+)/giu,
    show: (_, { first = "", host = "" }) => `${first}***@${host}`,
  },
  {
    find: new RegExp(
      String.raw`(?<![\da-z])\d{6}${BREAK}\d{4}${BREAK}\d{4}${BREAK}\d{3}[\dx](?![\da-z])`,
      "gi",
    ),
    show: (found) => {
      const plain = found.replace(/[^\dx]/gi, "");
      return isIdCard(plain) ? keepEnds(plain, 3, 2) : null;
    },
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
    // A mobile in its three groups with other signs between them, or with a sign after every digit.
    find: alone(
      String.raw`(?:1[3-9]\d${SEPARATOR}{1,2}\d{4}${SEPARATOR}{1,2}\d{4}|1${SEPARATOR}[3-9](?:${SEPARATOR}\d){9})`,
    ),
    show: (found) => keepEnds(digitsOf(found), 3, 4),
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
export const BARE_LANDLINE = new RegExp(
  `${ALONE_LEFT}(?<number>${SUBSCRIBER})(?<extension>${EXTENSION})${ALONE_RIGHT}`,
  "gi",
);
export const PHONE_WORD =
  /(?:(?:电话|热线|座机|致电|拨打|来电|传真|联系|手机|(?<!单)号码|phone|tel|call|fax)(?:(?!订单|单号|工单|编号|工号|账号|order)[^\d。!?！？\n]){0,16}|(?:打|拨|记一下|记下)[\s,，:：]{0,2})$/i;
export const PHONE_WORD_AFTER = /^(?:是|为|就是)[^\d,，。!?！？\n]{0,6}(?:电话|热线)/;
export const BETWEEN_NUMBERS = /^(?:[\s、,，;；/|和或及与跟]|或者){1,3}$/;
export const CALENDAR_DATE = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

function keepEnds(text: string, first: number, last: number): string {
  return text.slice(0, first) + stars(text.length - first - last) + text.slice(-last);
}

export function showSubscriber(number: string, extension: string): string {
  return `****${digitsOf(number).slice(-4)}${extension.replace(/\d/g, "*")}`;
}

function showBankCard(digits: string): string | null {
  const hasCardLength = digits.length >= 13 && digits.length <= 19;
  return hasCardLength && hasLuhnDigit(digits) ? stars(digits.length - 4) + digits.slice(-4) : null;
}

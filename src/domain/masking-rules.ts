import { cardAtStart } from "./bank-card.ts";
import { isIdCard, isOldIdCard } from "./identifiers.ts";
import { LIST_SIGN } from "./plain-text.ts";

/** `show` gives the masked form, or null when the find is no such thing after all. */
export type MaskingRule = {
  readonly find: RegExp;
  readonly show: (found: string, groups: Readonly<Record<string, string>>) => string | null;
  readonly isPhone?: true;
  /** How much of what is found is meant: it may go on with numbers that do not belong to it. Absent: all. */
  readonly lengthOf?: (found: string) => number;
};

const digitsOf = (text: string): string => text.replace(/\D/g, "");
const stars = (count: number): string => "*".repeat(count);

const AREA = String.raw`(?:10|2\d|[3-9]\d{2})`;
// No exchange gives out a 1 in front, but whoever makes a number up begins with it.
const SUBSCRIBER = String.raw`[1-9]\d{2,3}[ -]?\d{4}`;
const EXTENSION = String.raw`(?:\s?(?:-|转|分机|ext\.?)\s?\d{1,6})?`;
// A number that goes on to the left or right is another number: an order, an account, a decimal.
const ALONE_LEFT = String.raw`(?<!\d)(?<!\d\.)`;
const ALONE_RIGHT = String.raw`(?!\d)`;
const alone = (pattern: string): RegExp => new RegExp(`${ALONE_LEFT}${pattern}${ALONE_RIGHT}`, "gi");

// People break long numbers up, and so do those who want to get one past a filter.
const SIGN = String.raw`[\s.\-_/()]`;
const ANY_BREAK = `${LIST_SIGN}{0,3}`;
// No commas: one list of telephone numbers in ten would have a card's check digit.
const CARD_BREAK = String.raw`[\s.\-_/]{0,3}`;
const SINGLE_BREAK = String.raw`[ .\-_/~=·']{1,3}`;

/** `"3 4 4"`: digits in groups of these sizes with the break between them. */
const inGroups = (sizes: string, breakPattern: string): string =>
  sizes
    .split(" ")
    .map((size) => String.raw`\d{${size}}`)
    .join(breakPattern);
const oneOf = (patterns: readonly string[]): string => `(?:${patterns.join("|")})`;

const MOBILE_GROUPS = ["3 4 4", "3 8", "7 4", "3 3 5", "3 4 2 2", "3 2 2 4", "4 3 4", "4 4 3", "4 7"];
/** One and the same sign all through: years and days, or a price and its range, have several. */
const MOBILE = oneOf([
  String.raw`\d{11}`,
  ...MOBILE_GROUPS.flatMap((sizes) => [inGroups(sizes, " {1,3}"), inGroups(sizes, " ?- ?")]),
]);
/** With any signs only the usual groups, or a sign after every digit. */
const BROKEN_MOBILE = oneOf([
  inGroups("3 4 4", `${LIST_SIGN}{1,3}`),
  inGroups("3 2 2 2 2", `${SIGN}{1,3}`),
  String.raw`\d(?:${LIST_SIGN}{1,3}\d){10}`,
]);
const NO_AMOUNT_LEFT = String.raw`(?<![¥￥$])`;
const NO_AMOUNT_RIGHT = String.raw`(?!\s?(?:[元块万亿人个件%]|yuan|rmb))`;

const LOCAL_PART = String.raw`\p{Script=Latin}\d._%+\-`;
/** Only looked at: what stands behind an address without a space may be the next thing to hide. */
const HOST_FOLLOWS = String.raw`(?=[\p{L}\p{N}\-]{1,63}\.[\p{L}\p{N}])`;

/** In this order, because a later rule never touches what an earlier one found. */
export const RULES: readonly MaskingRule[] = [
  {
    find: new RegExp(String.raw`(?<first>[${LOCAL_PART}])[${LOCAL_PART}]{0,63}@${HOST_FOLLOWS}`, "giu"),
    show: (_, { first = "" }) => `${first}***@`,
  },
  {
    // A local part in Chinese is a name; words before it have no space to end at, so no more than four are taken.
    find: new RegExp(String.raw`(?<first>\p{Script=Han})\p{Script=Han}{0,3}@${HOST_FOLLOWS}`, "giu"),
    show: (_, { first = "" }) => `${first}***@`,
  },
  {
    find: new RegExp(String.raw`(?<!\d)\d(?:${ANY_BREAK}\d){16}${ANY_BREAK}[\dx](?!\d)`, "gi"),
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
    find: alone(String.raw`${NO_AMOUNT_LEFT}[2-689](?:${CARD_BREAK}\d){12,18}`),
    lengthOf: (found) => cardAtStart(found)?.length ?? 0,
    show: (found) => keepEnds(digitsOf(found), 0, 4),
  },
  {
    // Also behind "1.", which begins a list more often than a price with eleven decimals.
    find: new RegExp(
      String.raw`(?<!\d)(?<country>(?:\+|00)?86[ -]?)?(?<number>(?=1[3-9])${MOBILE})${ALONE_RIGHT}`,
      "gi",
    ),
    show: (_, { country = "", number = "" }) => country + keepEnds(digitsOf(number), 3, 4),
    isPhone: true,
  },
  {
    find: alone(
      String.raw`${NO_AMOUNT_LEFT}(?<!\d\d:)(?<country>(?:\+|00)86${SIGN}{0,3})?(?<number>(?=1${ANY_BREAK}[3-9])${BROKEN_MOBILE})${ALONE_RIGHT}${NO_AMOUNT_RIGHT}`,
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
      String.raw`(?<area>\(0${AREA}\)|(?:(?:\+|00)86[ -]?\(?0?|86-\(?0?|0)${AREA}\)?)(?<sign>[ ~_/=·'-]{0,3})(?<number>${SUBSCRIBER})(?<extension>${EXTENSION})`,
    ),
    show: (_, { area = "", sign = "", number = "", extension = "" }) =>
      area + sign + showSubscriber(number, extension),
    isPhone: true,
  },
  {
    // A list of single numbers may be longer, and then it is none.
    find: alone(
      String.raw`(?<area>0${AREA})(?<sign>${SINGLE_BREAK})(?<number>[1-9](?:${SINGLE_BREAK}\d){6,7})(?!${SINGLE_BREAK}?\d)`,
    ),
    show: (_, { area = "", sign = "", number = "" }) => area + sign + showSubscriber(number, ""),
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

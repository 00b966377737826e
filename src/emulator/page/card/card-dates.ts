import type { Locale } from "./card-words.ts";

/** Where the people of the emulated tenant live: dates and times of a card are told in this zone. */
const ZONE_MINUTES = 8 * 60;
const DAY_MILLISECONDS = 86_400_000;
const WEEKDAYS = {
  zh_cn: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en_us: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
} as const satisfies Record<Locale, readonly string[]>;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

type Moment = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
};

function momentOf(milliseconds: number): Moment {
  const local = new Date(milliseconds + ZONE_MINUTES * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    weekday: local.getUTCDay(),
  };
}

const two = (number: number) => String(number).padStart(2, "0");

/** An instant (UTC milliseconds) in a pattern of YYYY, YY, MM, M, DD, D, HH, H, mm, ss; the client's usual one else. */
export function formatInstant(milliseconds: number, pattern = "YYYY/MM/DD"): string {
  const at = momentOf(milliseconds);
  if (Number.isNaN(at.year)) return "";
  const parts: Readonly<Record<string, string>> = {
    YYYY: String(at.year).padStart(4, "0"),
    YY: two(at.year % 100),
    MM: two(at.month),
    M: String(at.month),
    DD: two(at.day),
    D: String(at.day),
    HH: two(at.hour),
    H: String(at.hour),
    mm: two(at.minute),
    ss: two(at.second),
  };
  return pattern.replaceAll(/YYYY|YY|MM|M|DD|D|HH|H|mm|ss/g, (part) => parts[part] ?? part);
}

/** What `<local_datetime>` shows for one of its `format_type`s. */
export function dateTimeWords(milliseconds: number, format: string, locale: Locale): string {
  const at = momentOf(milliseconds);
  if (Number.isNaN(at.year)) return "";
  const isChinese = locale === "zh_cn";
  const monthDay = isChinese ? `${at.month}月${at.day}日` : `${MONTHS[at.month - 1]} ${at.day}`;
  switch (format) {
    case "date":
      return isChinese ? `${at.year}年${monthDay}` : `${monthDay}, ${at.year}`;
    case "date_short":
      return monthDay;
    case "week":
      return isChinese ? `星期${WEEKDAYS.zh_cn[at.weekday]?.slice(1)}` : longDay(milliseconds);
    case "week_short":
      return WEEKDAYS[locale][at.weekday] ?? "";
    case "time":
      return `${two(at.hour)}:${two(at.minute)}`;
    case "time_sec":
      return `${two(at.hour)}:${two(at.minute)}:${two(at.second)}`;
    case "timezone":
      return "GMT+8";
    default:
      return formatInstant(milliseconds, "YYYY-MM-DD");
  }
}

function longDay(milliseconds: number): string {
  const local = new Date(milliseconds + ZONE_MINUTES * 60_000);
  return local.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
}

/** `2026-11-03` in the tenant's zone. */
export function dateOf(milliseconds: number): string {
  return formatInstant(milliseconds, "YYYY-MM-DD");
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** The same day of another month, or its last one where it is shorter. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${two(Math.min(day, last))}`;
}

/** The weeks that a month's page shows, Monday first; days of the neighbouring months fill them. */
export function weeksOf(date: string): string[][] {
  const first = `${date.slice(0, 8)}01`;
  const start = addDays(first, -weekPlace(first));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_unused, day) => addDays(start, week * 7 + day)),
  );
  return weeks.filter((week) => week.some((day) => day.slice(0, 7) === date.slice(0, 7)));
}

/** 0 for Monday to 6 for Sunday. */
export function weekPlace(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function weekdayHeads(locale: Locale): string[] {
  const [sunday = "", ...others] = WEEKDAYS[locale];
  return [...others, sunday].map((name) => (locale === "zh_cn" ? name.slice(1) : name.slice(0, 2)));
}

export function monthTitle(date: string, locale: Locale): string {
  const [year = "", month = "1"] = date.split("-");
  return locale === "zh_cn" ? `${year}年${Number(month)}月` : `${MONTHS[Number(month) - 1]} ${year}`;
}

import type { Language } from "./page-words.ts";

const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  zh: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
  en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** All times of the page are those of Shanghai, wherever the browser is. */
const shifted = (ms: number): Date => new Date(ms + SHANGHAI_MS);

/** `2026-11-20` */
export const dateOf = (ms: number): string => shifted(ms).toISOString().slice(0, 10);
/** `09:10` */
export const timeOf = (ms: number): string => shifted(ms).toISOString().slice(11, 16);
/** `09:10:31` */
export const preciseTimeOf = (ms: number): string => shifted(ms).toISOString().slice(11, 19);

/** The instant of a date and a time in Shanghai; NaN when one of them is none. */
export function instantOf(date: string, time: string): number {
  return Date.parse(`${date}T${time}:00+08:00`);
}

/** `11月20日 周五`, `Fri, Nov 20`; with the year when it is another one than that of `nowMs`. */
export function dayOf(ms: number, nowMs: number, language: Language): string {
  const day = shifted(ms);
  const weekday = WEEKDAYS[language][day.getUTCDay()] ?? "";
  const isOtherYear = dateOf(ms).slice(0, 4) !== dateOf(nowMs).slice(0, 4);
  return language === "zh"
    ? `${isOtherYear ? `${day.getUTCFullYear()}年` : ""}${shortDay(ms, language)} ${weekday}`
    : `${weekday}, ${shortDay(ms, language)}${isOtherYear ? `, ${day.getUTCFullYear()}` : ""}`;
}

function shortDay(ms: number, language: Language): string {
  const day = shifted(ms);
  return language === "zh"
    ? `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`
    : `${MONTHS[day.getUTCMonth()] ?? ""} ${day.getUTCDate()}`;
}

/** How many days before today: 0 today, 1 yesterday, negative for days to come. */
export function daysBefore(ms: number, nowMs: number): number {
  return Math.round((Date.parse(dateOf(nowMs)) - Date.parse(dateOf(ms))) / DAY_MS);
}

type Near = { readonly today: string; readonly yesterday: string };

/** Between the days of a chat. */
export function dayLabel(ms: number, nowMs: number, language: Language, near: Near): string {
  const days = daysBefore(ms, nowMs);
  const day = dayOf(ms, nowMs, language);
  if (days === 0) return `${near.today} · ${day}`;
  return days === 1 ? `${near.yesterday} · ${day}` : day;
}

/** In the list of chats: a time today, 昨天, else a date. */
export function listTime(ms: number, nowMs: number, language: Language, near: Near): string {
  const days = daysBefore(ms, nowMs);
  if (days === 0) return timeOf(ms);
  if (days === 1) return near.yesterday;
  return dateOf(ms).slice(0, 4) === dateOf(nowMs).slice(0, 4)
    ? shortDay(ms, language)
    : dateOf(ms).replaceAll("-", "/");
}

export type ClockTarget =
  "plusMinute" | "plusHour" | "evening" | "tomorrowMorning" | "nextWorkday" | "monthEnd";

/** Where the clock's buttons lead, all of them ahead of `nowMs`. */
export function clockTargets(nowMs: number, nextWorkday: string): Readonly<Record<ClockTarget, number>> {
  const today = dateOf(nowMs);
  const evening = instantOf(today, "18:10");
  return {
    plusMinute: nowMs + MINUTE_MS,
    plusHour: nowMs + 60 * MINUTE_MS,
    evening: evening > nowMs ? evening : evening + DAY_MS,
    tomorrowMorning: instantOf(dateOf(nowMs + DAY_MS), "09:10"),
    nextWorkday: instantOf(nextWorkday, "09:10"),
    monthEnd: monthEnd(nowMs),
  };
}

/** The last day of the month at 18:10; when that has passed, of the next one. */
function monthEnd(nowMs: number): number {
  const lastDayOf = (year: number, month: number): string =>
    new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
  const now = shifted(nowMs);
  const end = instantOf(lastDayOf(now.getUTCFullYear(), now.getUTCMonth()), "18:10");
  return end > nowMs ? end : instantOf(lastDayOf(now.getUTCFullYear(), now.getUTCMonth() + 1), "18:10");
}

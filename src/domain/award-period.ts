import { addMonths, firstDayOf, lastDayOf } from "./month.ts";
import { addDays, addWorkingDays, type Calendar, type LocalDate } from "./working-day.ts";

/** How often an award is given; `event`: whenever there is something to give it for. */
export type AwardCadence = "week" | "month" | "quarter" | "half-year" | "year" | "event";

/** `2026-W47`, `2026-11`, `2026Q4`, `2026H2`, `2026`; for an award as it happens the idea it is for: `#12`. */
export type AwardPeriod = string;

/** First and last local date, both included. */
export type Span = { readonly from: LocalDate; readonly to: LocalDate };

const two = (number: number): string => String(number).padStart(2, "0");
const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));

/** The period in which the date lies; null for `event`, which has none. */
export function awardPeriodOf(cadence: AwardCadence, date: LocalDate): AwardPeriod | null {
  const year = date.slice(0, 4);
  switch (cadence) {
    case "week":
      return weekOf(date);
    case "month":
      return date.slice(0, 7);
    case "quarter":
      return `${year}Q${Math.ceil(monthOf(date) / 3)}`;
    case "half-year":
      return `${year}H${monthOf(date) <= 6 ? 1 : 2}`;
    case "year":
      return year;
    case "event":
      return null;
  }
}

/** Null for what is no span of days: an idea, or anything else that was typed. */
export function spanOf(period: AwardPeriod): Span | null {
  const [, year, unit, number] = /^(\d{4})(?:(Q|H|-W|-)(\d{1,2}))?$/.exec(period) ?? [];
  if (year === undefined) return null;
  const place = Number(number);
  if (number === undefined) return monthsFrom(year, 1, 12);
  if (unit === "Q") return place >= 1 && place <= 4 ? monthsFrom(year, place * 3 - 2, 3) : null;
  if (unit === "H") return place >= 1 && place <= 2 ? monthsFrom(year, place * 6 - 5, 6) : null;
  if (unit === "-W") return weekSpan(period, year, place);
  return number.length === 2 && place >= 1 && place <= 12 ? monthsFrom(year, place, 1) : null;
}

/** The newest period that is over; null for `event`. */
export function lastFinishedPeriod(cadence: AwardCadence, today: LocalDate): AwardPeriod | null {
  const running = awardPeriodOf(cadence, today);
  const span = running === null ? null : spanOf(running);
  return span === null ? null : awardPeriodOf(cadence, addDays(span.from, -1));
}

/** The last day to announce it: so many working days after the period, or after the day it happened. */
export const announceByOf = (end: LocalDate, workingDays: number, calendar: Calendar): LocalDate =>
  addWorkingDays(end, workingDays, calendar);

function monthsFrom(year: string, month: number, count: number): Span {
  const first = `${year}-${two(month)}`;
  return { from: firstDayOf(first), to: lastDayOf(addMonths(first, count - 1)) };
}

/** 1 is Monday. */
const weekdayOf = (date: LocalDate): number => new Date(`${date}T00:00Z`).getUTCDay() || 7;

/** By ISO 8601: a week belongs to the year of its Thursday. */
function weekOf(date: LocalDate): AwardPeriod {
  const thursday = addDays(date, 4 - weekdayOf(date));
  const dayOfYear =
    (Date.parse(`${thursday}T00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00Z`)) / 86_400_000;
  return `${thursday.slice(0, 4)}-W${two(Math.floor(dayOfYear / 7) + 1)}`;
}

function weekSpan(period: AwardPeriod, year: string, week: number): Span | null {
  const fourth = `${year}-01-04`;
  const from = addDays(fourth, 1 - weekdayOf(fourth) + (week - 1) * 7);
  return weekOf(from) === period ? { from, to: addDays(from, 6) } : null;
}

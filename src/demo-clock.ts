import {
  addDays,
  instantOf,
  lastWorkingDays,
  localDate,
  type Calendar,
  type LocalDate,
  type LocalTime,
} from "#domain/working-day";
import { chineseCalendar } from "#time/chinese-calendar";

export const DEMO_ZONE = "Asia/Shanghai";
const LIVED_DAYS = 10;

/** The visitor's day, and the working days before it, oldest first, that are lived before they come. */
export type DemoDays = { readonly lived: readonly LocalDate[]; readonly today: LocalDate };

/** The demo's present is the first working day from today on, whatever day it really is. */
export function demoDays(
  now: Date,
  calendar: Calendar = chineseCalendar({ workingDays: [], holidays: [] }),
): DemoDays {
  let today = localDate(now, DEMO_ZONE);
  while (!calendar.isWorkingDay(today)) today = addDays(today, 1);
  return { lived: lastWorkingDays(today, LIVED_DAYS, calendar), today };
}

export function demoInstant(date: LocalDate, time: LocalTime): Date {
  return instantOf(date, time, DEMO_ZONE);
}

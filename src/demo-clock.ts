import { addMonths, lastDayOf } from "#domain/month";
import {
  addWorkingDays,
  instantOf,
  lastWorkingDays,
  localDate,
  localMonth,
  type Calendar,
  type LocalDate,
  type LocalMonth,
  type LocalTime,
} from "#domain/working-day";
import { chineseCalendar } from "#time/chinese-calendar";

export const DEMO_ZONE = "Asia/Shanghai";
const LIVED_DAYS = 10;

/** The visitor's day, and the working days before it, oldest first, that are lived before they come. */
export type DemoDays = { readonly lived: readonly LocalDate[]; readonly today: LocalDate };

/** On this working day of a month the last one is ready to be closed, as the policy has it. */
const CLOSING_WORKING_DAY = 2;

/**
 * The demo's present is the last day on which a month was ready to be closed: the two weeks before it lie in that month,
 * whatever day it really is.
 */
export function demoDays(
  now: Date,
  calendar: Calendar = chineseCalendar({ workingDays: [], holidays: [] }),
): DemoDays {
  const month = localMonth(now, DEMO_ZONE);
  const thisMonths = closingDay(month, calendar);
  const isPast = thisMonths <= localDate(now, DEMO_ZONE);
  const today = isPast ? thisMonths : closingDay(addMonths(month, -1), calendar);
  return { lived: lastWorkingDays(today, LIVED_DAYS, calendar), today };
}

const closingDay = (month: LocalMonth, calendar: Calendar): LocalDate =>
  addWorkingDays(lastDayOf(addMonths(month, -1)), CLOSING_WORKING_DAY, calendar);

export function demoInstant(date: LocalDate, time: LocalTime): Date {
  return instantOf(date, time, DEMO_ZONE);
}

import chineseDays from "chinese-days";
import type { LocalDate } from "#domain/working-day";
import type { Calendar } from "#ports/calendar";

/** Days that rest every year, for years whose official plan is not published yet. */
const FIXED_REST_DAYS = new Set(["01-01", "05-01", "10-01", "10-02", "10-03"]);

export type CalendarOverrides = {
  readonly workingDays: readonly LocalDate[];
  readonly holidays: readonly LocalDate[];
};

/** The official plan of China's State Council, make-up days included; the policy's own dates go first. */
export function chineseCalendar(overrides: CalendarOverrides): Calendar {
  const workingDays = new Set(overrides.workingDays);
  const holidays = new Set(overrides.holidays);
  return {
    isWorkingDay: (date) => {
      if (workingDays.has(date)) return true;
      if (holidays.has(date)) return false;
      if (knowsYear(Number(date.slice(0, 4)))) return chineseDays.isWorkday(date);
      const weekday = new Date(`${date}T00:00Z`).getUTCDay();
      return weekday !== 0 && weekday !== 6 && !FIXED_REST_DAYS.has(date.slice(5));
    },
  };
}

/** A published plan moves some days: a year in which the package names no Spring Festival is one it does not know. */
export function knowsYear(year: number): boolean {
  return chineseDays.getHolidaysInRange(`${year}-01-10`, `${year}-03-10`, false).length > 0;
}

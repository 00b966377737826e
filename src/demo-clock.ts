import { addDays, instantOf, localDate } from "#domain/working-day";
import { chineseCalendar } from "#time/chinese-calendar";

const ZONE = "Asia/Shanghai";

/** Nine o'clock of the first working day from today on: the demo's day, whatever day it really is. */
export function nextWorkday(now: Date): Date {
  const calendar = chineseCalendar({ workingDays: [], holidays: [] });
  let date = localDate(now, ZONE);
  while (!calendar.isWorkingDay(date)) date = addDays(date, 1);
  return instantOf(date, "09:00", ZONE);
}

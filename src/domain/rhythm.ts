import { addDays, localDate, localTime, previousWorkingDay } from "./working-day.ts";
import type { Calendar, LocalDate, LocalTime } from "./working-day.ts";

/** Something that happens once on a local date, from a local time on. */
export type Rhythm = {
  readonly name: string;
  readonly from: LocalTime;
  /** After this time it is not caught up any more; null: it is, until the next one is due. */
  readonly until: LocalTime | null;
  readonly onWorkingDaysOnly: boolean;
  /** Looked at by every tick instead of once a date: its work itself knows what waits and what was done. */
  readonly isSteady?: true;
};

/** The look-up in the directory: daily, and again when people came or changed. */
export const DIRECTORY_RHYTHM = "directory";

/** The date for which a rhythm is due now, if it has not run for it yet; null when there is none. */
export function dueDate(rhythm: Rhythm, now: Date, zone: string, calendar: Calendar): LocalDate | null {
  const [date, time] = [localDate(now, zone), localTime(now, zone)];
  const isOn = !rhythm.onWorkingDaysOnly || calendar.isWorkingDay(date);
  if (isOn && time >= rhythm.from) return rhythm.until === null || time <= rhythm.until ? date : null;
  if (rhythm.until !== null) return null;
  return rhythm.onWorkingDaysOnly ? previousWorkingDay(date, calendar) : addDays(date, -1);
}

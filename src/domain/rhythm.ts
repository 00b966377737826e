import { localTime, type LocalDate, type LocalTime } from "./working-day.ts";

/** Something that happens once on a local date, between two local times. */
export type Rhythm = {
  readonly name: string;
  readonly from: LocalTime;
  /** After this time it is not caught up any more. */
  readonly until: LocalTime;
  readonly onWorkingDaysOnly: boolean;
};

/** The look-up in the directory: daily, and again when people came or changed. */
export const DIRECTORY_RHYTHM = "directory";

/** Whether a rhythm is due now, if it has not run yet on this date. */
export function isDue(
  rhythm: Rhythm,
  now: Date,
  day: { readonly date: LocalDate; readonly isWorkingDay: boolean; readonly zone: string },
): boolean {
  if (rhythm.onWorkingDaysOnly && !day.isWorkingDay) return false;
  const time = localTime(now, day.zone);
  return time >= rhythm.from && time <= rhythm.until;
}

import { addDays, instantOf, localDate, localTime, type LocalTime } from "./working-day.ts";

/** Local times; `from` may be later in the day than `until`, and then the night lies between. */
export type QuietHours = { readonly quietFrom: LocalTime; readonly quietUntil: LocalTime };

/** The instant itself, or the end of the quiet hours that it lies in. */
export function afterQuietHours(at: Date, { quietFrom, quietUntil }: QuietHours, zone: string): Date {
  const [date, time] = [localDate(at, zone), localTime(at, zone)];
  const isOverNight = quietFrom > quietUntil;
  const isQuiet = isOverNight
    ? time >= quietFrom || time < quietUntil
    : time >= quietFrom && time < quietUntil;
  if (!isQuiet) return at;
  const endsTomorrow = isOverNight && time >= quietFrom;
  return instantOf(endsTomorrow ? addDays(date, 1) : date, quietUntil, zone);
}

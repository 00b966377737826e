import { AppError } from "./error.ts";

/** `2026-11-22`. Compares as text in the order of time. */
export type LocalDate = string;
/** `2026-11`. */
export type LocalMonth = string;
/** `09:10`, 24 hours. */
export type LocalTime = string;

/** Which local dates are worked on; the official Chinese calendar in production, data in tests. */
export type Calendar = { isWorkingDay(date: LocalDate): boolean };

const DAY_MILLISECONDS = 86_400_000;
/** The longest official holiday is nine days; a calendar that rests longer than this is broken. */
const LONGEST_REST_DAYS = 60;

// Building a formatter costs more than all the rest of this file, asking it is next; imports ask for millions of dates.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(zone, made);
  return made;
}

/** No zone has changed its clocks within a quarter of an hour that begins at a full one since 1972. */
const QUARTER_MILLISECONDS = 15 * 60_000;
const FIRST_ALIGNED_QUARTER = Date.UTC(1972, 0) / QUARTER_MILLISECONDS;
const MOST_QUARTERS = 20_000;
const offsets = new Map<string, Map<number, number>>();

/** The wall clock of the zone, read as if it were UTC, in milliseconds. */
function wallClock(instant: Date, zone: string): number {
  const time = instant.getTime();
  const quarter = Math.floor(time / QUARTER_MILLISECONDS);
  if (quarter < FIRST_ALIGNED_QUARTER) return formattedWallClock(instant, zone);
  const known = offsets.get(zone) ?? new Map<number, number>();
  const offset = known.get(quarter) ?? offsetOfQuarter(quarter, zone);
  if (known.size >= MOST_QUARTERS) known.clear();
  offsets.set(zone, known.set(quarter, offset));
  return time + offset;
}

function offsetOfQuarter(quarter: number, zone: string): number {
  const start = quarter * QUARTER_MILLISECONDS;
  return formattedWallClock(new Date(start), zone) - start;
}

function formattedWallClock(instant: Date, zone: string): number {
  const parts = new Map(
    formatterFor(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

export function localDate(instant: Date, zone: string): LocalDate {
  return new Date(wallClock(instant, zone)).toISOString().slice(0, 10);
}

export function localMonth(instant: Date, zone: string): LocalMonth {
  return localDate(instant, zone).slice(0, 7);
}

export function localTime(instant: Date, zone: string): LocalTime {
  return new Date(wallClock(instant, zone)).toISOString().slice(11, 16);
}

/**
 * The instant at which the zone's clocks show this date and time. A time that a clock change skips is moved forward
 * by the change; one that happens twice means the first.
 */
export function instantOf(date: LocalDate, time: LocalTime, zone: string): Date {
  return new Date(instantOfWallClock(Date.parse(`${date}T${time}Z`), zone));
}

/** @param wall milliseconds of the local date and time, read as if it were UTC. */
export function instantOfWallClock(wall: number, zone: string): number {
  const before = offsetAt(wall - DAY_MILLISECONDS, zone);
  const after = offsetAt(wall + DAY_MILLISECONDS, zone);
  const candidates = [wall - before, wall - after];
  const real = candidates.filter((instant) => instant + offsetAt(instant, zone) === wall);
  return real.length > 0 ? Math.min(...real) : wall - before;
}

function offsetAt(instant: number, zone: string): number {
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  return wallClock(new Date(wholeSeconds), zone) - wholeSeconds;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** The first working day after the date. */
export function nextWorkingDay(date: LocalDate, calendar: Calendar): LocalDate {
  return walk(date, 1, calendar);
}

/** The last working day before the date. */
export function previousWorkingDay(date: LocalDate, calendar: Calendar): LocalDate {
  return walk(date, -1, calendar);
}

/** `days` working days later (earlier when negative); 0 gives the date itself, worked on or not. */
export function addWorkingDays(date: LocalDate, days: number, calendar: Calendar): LocalDate {
  let reached = date;
  for (let step = 0; step < Math.abs(days); step += 1) reached = walk(reached, days < 0 ? -1 : 1, calendar);
  return reached;
}

/** The `count` working days before the date, oldest first; the date itself is not among them. */
export function lastWorkingDays(date: LocalDate, count: number, calendar: Calendar): LocalDate[] {
  const days: LocalDate[] = [];
  for (let reached = date; days.length < count;) {
    reached = previousWorkingDay(reached, calendar);
    days.unshift(reached);
  }
  return days;
}

/** Which working day of its month the date is, from 1; a day off counts as the one before it. */
export function workingDayOfMonth(date: LocalDate, calendar: Calendar): number {
  const first = `${date.slice(0, 7)}-01`;
  let count = 0;
  for (let day = first; day <= date; day = addDays(day, 1)) count += calendar.isWorkingDay(day) ? 1 : 0;
  return count;
}

function walk(date: LocalDate, step: 1 | -1, calendar: Calendar): LocalDate {
  for (let distance = 1; distance <= LONGEST_REST_DAYS; distance += 1) {
    const candidate = addDays(date, step * distance);
    if (calendar.isWorkingDay(candidate)) return candidate;
  }
  throw new AppError(
    "policy-invalid",
    `The calendar has no working day within ${LONGEST_REST_DAYS} days of ${date}.`,
    {
      date,
    },
  );
}

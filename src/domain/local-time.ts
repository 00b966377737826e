import { instantOfWallClock } from "./working-day.ts";

const DATE = String.raw`(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})`;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:?\d{2})`;
const LOCAL_TIME = new RegExp(String.raw`^${DATE}(?:(?:[Tt]|\s+)${TIME}(?:\s*${OFFSET})?)?$`, "i");

/**
 * A time as files carry it: year first, a space or T, seconds and offset optional (`2021-01-01 9:12:58`,
 * `2026/11/3 09:12`, `2026-11-03T09:12:58+08:00`). Without an offset it is a time of the zone; a date alone means its
 * midnight, which is enough for every rule that counts days or months.
 * @returns null for what is no time, or could be read in two ways (`1/2/2021`).
 */
export function parseLocalTime(text: string, zone: string): Date | null {
  const usual = parseUsual(text);
  if (usual !== null) return usual;
  const match = LOCAL_TIME.exec(text.trim());
  if (match === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", offset] = match;
  const wall = wallClockOf([year, month, day, hour, minute, second].map(Number), milliseconds(fraction));
  if (wall === null) return null;
  if (offset === undefined) return new Date(instantOfWallClock(wall, zone));
  const offsetMinutes = minutesOf(offset);
  return offsetMinutes === null ? null : new Date(wall - offsetMinutes * 60_000);
}

const USUAL_LENGTH = "2026-11-03T09:12:58+08:00".length;
/** A file has few dates and offsets: each is read once. Null for what the longer way has to read or to refuse. */
const midnights = new Map<string, number | null>();
const offsetMilliseconds = new Map<string, number | null>();
const MOST_KEPT = 5_000;

/** The form of nearly all times, `2026-11-03T09:12:58+08:00`, in a quarter of the time. */
function parseUsual(text: string): Date | null {
  if (text.length !== USUAL_LENGTH || text[10] !== "T" || text[13] !== ":" || text[16] !== ":") return null;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return null;
  const midnight = kept(midnights, text.slice(0, 10), midnightOf);
  const offset = kept(offsetMilliseconds, text.slice(19), offsetOf);
  if (midnight === null || offset === null) return null;
  return new Date(midnight + ((hour * 60 + minute) * 60 + second) * 1000 - offset);
}

/** NaN for what is none. */
function twoDigits(text: string, place: number): number {
  const [tens, ones] = [text.charCodeAt(place) - 48, text.charCodeAt(place + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

function kept(
  known: Map<string, number | null>,
  text: string,
  read: (text: string) => number | null,
): number | null {
  const earlier = known.get(text);
  if (earlier !== undefined) return earlier;
  const value = read(text);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(text, value);
  return value;
}

function midnightOf(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match === null ? null : wallClockOf(match.slice(1).map(Number), 0);
}

function offsetOf(text: string): number | null {
  const minutes = /^[+-]\d{2}:\d{2}$/.test(text) ? minutesOf(text) : null;
  return minutes === null ? null : minutes * 60_000;
}

function milliseconds(fraction: string): number {
  return Number(fraction.padEnd(3, "0").slice(0, 3));
}

/** Refuses what `Date.UTC` would quietly carry over, such as 30 February or 25:00. */
function wallClockOf(parts: readonly number[], fraction: number): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, fraction);
  const date = new Date(wall);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? wall
    : null;
}

function minutesOf(offset: string): number | null {
  if (offset.toUpperCase() === "Z") return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

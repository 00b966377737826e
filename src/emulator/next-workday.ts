import chineseDays from "chinese-days";

const DAY_MS = 86_400_000;
const REST_EVERY_YEAR = new Set(["01-01", "05-01", "10-01", "10-02", "10-03"]);
const SHANGHAI_MS = 8 * 3_600_000;

/** The first working day after this instant by China's official plan, as far as the package knows it: `2026-11-23`. */
export function nextWorkday(nowMs: number): string {
  let dayMs = nowMs + SHANGHAI_MS + DAY_MS;
  while (!isWorkday(dateOf(dayMs))) dayMs += DAY_MS;
  return dateOf(dayMs);
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** For a year that the package does not know yet it answers by the weekday. */
const isWorkday = (date: string): boolean =>
  !REST_EVERY_YEAR.has(date.slice(5)) && chineseDays.isWorkday(date);

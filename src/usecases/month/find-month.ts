import { AppError } from "#domain/error";
import { addMonths, isOver, lastDayOf, readMonth } from "#domain/month";
import type { MonthClose } from "#domain/month-result";
import { localDate, localMonth, type LocalMonth } from "#domain/working-day";
import type { Store } from "#ports/store";
import type { MonthDeps } from "./deps.ts";

/** The last month that is over. */
export const lastMonth = ({ clock, policy }: Pick<MonthDeps, "clock" | "policy">): LocalMonth =>
  addMonths(localMonth(clock.now(), policy.zone), -1);

/**
 * The month that somebody wrote: 2026-11, 2026年11月, 202611, or 11月 for the last one of that name. Empty: the last
 * month. @throws AppError `bad-input`
 */
export function monthSaid(deps: Pick<MonthDeps, "clock" | "policy">, text: string): LocalMonth {
  const said = text.normalize("NFKC").replaceAll(/\s+/g, "");
  if (said === "") return lastMonth(deps);
  const full = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(said);
  if (full !== null) return readMonth(`${full[1]}-${full[2]?.padStart(2, "0")}`);
  const short = /^(\d{1,2})月$/.exec(said)?.[1]?.padStart(2, "0");
  const newest = lastMonth(deps);
  for (let back = 0; short !== undefined && back < 12; back += 1) {
    const month = addMonths(newest, -back);
    if (month.endsWith(`-${short}`)) return month;
  }
  return readMonth(said);
}

/** @throws AppError `bad-input` while days of it are still to come */
export function requireOver({ clock, policy }: Pick<MonthDeps, "clock" | "policy">, month: LocalMonth): void {
  if (isOver(month, localDate(clock.now(), policy.zone))) return;
  throw new AppError("bad-input", `${month} is not over: close it after ${lastDayOf(month)}.`, {
    what: "month-not-over",
    month,
    last: lastDayOf(month),
  });
}

/** @throws AppError `not-found` when the month has not been closed, or no such version is known */
export async function versionOf(store: Store, closeId: string): Promise<MonthClose> {
  const close = await store.months.version(closeId);
  if (close === null) throw new AppError("not-found", "No such version of a month.", { what: "month" });
  return close;
}

export const notClosed = (month: LocalMonth): AppError =>
  new AppError("not-found", `${month} has not been closed: close it first.`, {
    what: "month-not-closed",
    month,
  });

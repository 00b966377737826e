import { AppError } from "./error.ts";
import { addDays, type LocalDate, type LocalMonth } from "./working-day.ts";

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** @throws AppError `bad-input` for a text that is no month such as `2026-11`. */
export function readMonth(text: string): LocalMonth {
  if (MONTH.test(text)) return text;
  throw new AppError("bad-input", `"${text}" is no month: write it as 2026-11.`, { what: "month" });
}

export const firstDayOf = (month: LocalMonth): LocalDate => `${month}-01`;

export const lastDayOf = (month: LocalMonth): LocalDate => addDays(firstDayOf(addMonths(month, 1)), -1);

/** `count` months later, earlier when negative. */
export function addMonths(month: LocalMonth, count: number): LocalMonth {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Whether the month has ended on this local date. */
export const isOver = (month: LocalMonth, today: LocalDate): boolean => today > lastDayOf(month);

/** The three months of the quarter that the month lies in. */
export function quarterMonths(month: LocalMonth): readonly LocalMonth[] {
  const first = addMonths(month, -((Number(month.slice(5)) - 1) % 3));
  return [0, 1, 2].map((step) => addMonths(first, step));
}

/** `2026Q4`. */
export const quarterOf = (month: LocalMonth): string =>
  `${month.slice(0, 4)}Q${Math.ceil(Number(month.slice(5)) / 3)}`;

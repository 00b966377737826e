import { addMonths, quarterMonths } from "./month.ts";
import { type GradeLevel, gradeOf, weightedMean } from "./month-parts.ts";
import type { LocalMonth } from "./working-day.ts";
import { AppError } from "./error.ts";

/** `2026Q4` or `2026`, with its months. */
export type Period = {
  readonly id: string;
  readonly cycle: "quarter" | "year";
  readonly months: readonly LocalMonth[];
};

const QUARTER = /^(\d{4})-?Q([1-4])$/i;
const YEAR = /^(\d{4})年?$/;

/** @throws AppError `bad-input` for what is neither a quarter such as 2026Q4 nor a year such as 2026 */
export function readPeriod(text: string): Period {
  const found = findPeriod(text);
  if (found !== null) return found;
  throw new AppError("bad-input", `"${text}" is no quarter and no year: write 2026Q4 or 2026.`, {
    what: "period",
    typed: text,
  });
}

export function findPeriod(text: string): Period | null {
  const quarter = QUARTER.exec(text.trim());
  if (quarter !== null) {
    const [, year = "", number = ""] = quarter;
    const first = `${year}-${String(Number(number) * 3).padStart(2, "0")}`;
    return { id: `${year}Q${number}`, cycle: "quarter", months: quarterMonths(first) };
  }
  const year = YEAR.exec(text.trim())?.[1];
  if (year === undefined) return null;
  const months = Array.from({ length: 12 }, (_, step) => addMonths(`${year}-01`, step));
  return { id: year, cycle: "year", months };
}

export type RolledUp = {
  /** Mean of the months' totals; null: none of them has one. */
  readonly months: number | null;
  /** How many months have a total. */
  readonly count: number;
  /** The year's review mark, 0 to 100. */
  readonly review: number | null;
  readonly total: number | null;
  readonly grade: string | null;
};

/**
 * A period out of its final months: each counts the same, a month in which the person was held or not there leaves the
 * mean. The year's review counts with its weight, the months with the rest; a review that was not held leaves both sums.
 * @param reviewWeight percent of the total; 0 for a quarter
 */
export function rollUp(
  totals: readonly (number | null)[],
  review: number | null,
  rules: { readonly reviewWeight: number; readonly levels: readonly GradeLevel[] | null },
): RolledUp {
  const months = weightedMean(totals.map((value) => ({ weight: 1, value })));
  const { reviewWeight, levels } = rules;
  const total =
    months === null
      ? null
      : weightedMean([
          { weight: 100 - reviewWeight, value: months },
          { weight: reviewWeight, value: review },
        ]);
  return {
    months,
    count: totals.filter((value) => value !== null).length,
    review: reviewWeight > 0 ? review : null,
    total,
    grade: total === null || levels === null ? null : (gradeOf(levels, total)?.id ?? null),
  };
}

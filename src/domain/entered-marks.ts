import { AppError } from "./error.ts";
import { ENTERED_MARKS, type EnteredMark } from "./month-result.ts";

/**
 * Marks as somebody filled them in: 0 to 100 with a point or a comma, full-width digits too; what is blank is none.
 * @throws AppError `bad-input` for what is no such number, or when nothing was filled in
 */
export function readMarks(form: Readonly<Record<string, string>>): ReadonlyMap<EnteredMark, number> {
  const marks = ENTERED_MARKS.flatMap((mark): (readonly [EnteredMark, number])[] => {
    const typed = (form[mark] ?? "").normalize("NFKC").trim();
    if (typed === "") return [];
    const value = /^\d{1,3}([.,]\d+)?$/.test(typed) ? Number(typed.replace(",", ".")) : Number.NaN;
    if (value >= 0 && value <= 100) return [[mark, value]];
    throw new AppError("bad-input", `${mark} "${typed}" is no number from 0 to 100.`, {
      what: "mark",
      mark,
      typed,
    });
  });
  if (marks.length > 0) return new Map(marks);
  throw new AppError("bad-input", "No mark was filled in.", { what: "no-mark" });
}

import type { Card } from "#cards/card";
import { marksFormCard } from "#cards/marks-form-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";
import { askedMarks } from "#policy/month-rules";
import type { Policy } from "#policy/policy";

/**
 * The form for results of one person and month.
 * @throws AppError `not-allowed`; `setting-missing` when no result from outside counts in this month
 */
export function showMarksForm(
  { policy }: { readonly policy: Policy },
  { by, month }: { readonly by: Person; readonly month: LocalMonth },
): Card {
  requireAllowed(by, "enter-marks");
  return marksFormCard({ language: by.language, month, asked: askedMarks(policy, month), saved: null });
}

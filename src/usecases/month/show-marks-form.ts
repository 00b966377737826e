import type { Card } from "#cards/card";
import { marksFormCard } from "#cards/marks-form-card";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import type { LocalMonth } from "#domain/working-day";

/** The form for results of one person and month. @throws AppError `not-allowed` */
export function showMarksForm(
  _deps: object,
  { by, month }: { readonly by: Person; readonly month: LocalMonth },
): Card {
  requireAllowed(by, "enter-marks");
  return marksFormCard({ language: by.language, month, saved: null });
}

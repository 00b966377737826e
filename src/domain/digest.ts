import { bestKept, type ItemSum, mostCostly, type ScoredForm, sumItems } from "./scored-form.ts";
import { addDays, type LocalDate } from "./working-day.ts";

export type Digest = {
  readonly count: number;
  /** Mean of the scores that there are, 0 to 100; null: there are none. */
  readonly mean: number | null;
  readonly keep: ItemSum | null;
  readonly change: ItemSum | null;
  /** The evaluation that shows best what to change. */
  readonly exampleId: string | null;
};

/** A week of one person's scores: one thing to keep and one to change. Null when there is nothing. */
export function digestOf(forms: readonly ScoredForm[]): Digest | null {
  if (forms.length === 0) return null;
  const scores = forms.flatMap(({ evaluation }) => evaluation.ruledScore ?? []);
  const sums = sumItems(forms);
  const change = mostCostly(sums);
  const keep = bestKept(sums.filter(({ item }) => item.id !== change?.item.id));
  return {
    count: forms.length,
    mean: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
    keep,
    change,
    exampleId: change === null ? null : exampleOf(forms, change.item.id),
  };
}

function exampleOf(forms: readonly ScoredForm[], itemId: string): string | null {
  const shown = forms.flatMap(({ evaluation }) => {
    const share = evaluation.items.find((item) => item.itemId === itemId)?.share ?? null;
    return share === null ? [] : [{ id: evaluation.id, share }];
  });
  return shown.sort((left, right) => left.share - right.share)[0]?.id ?? null;
}

/**
 * The seven days that the newest digest sums up, when it goes out on that weekday (1 Monday to 7 Sunday): those before
 * the last such day, today included.
 */
export function digestWeek(
  today: LocalDate,
  weekday: number,
): { readonly from: LocalDate; readonly to: LocalDate } {
  const due = addDays(today, -((isoWeekday(today) - weekday + 7) % 7));
  return { from: addDays(due, -7), to: addDays(due, -1) };
}

function isoWeekday(date: LocalDate): number {
  return new Date(`${date}T00:00Z`).getUTCDay() || 7;
}

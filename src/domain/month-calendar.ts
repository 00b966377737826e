import type { LocalText } from "./local-text.ts";
import { addMonths, firstDayOf, lastDayOf } from "./month.ts";
import {
  addDays,
  addWorkingDays,
  type Calendar,
  type LocalDate,
  type LocalMonth,
  workingDayOfMonth,
} from "./working-day.ts";

export type DueKind = "draft" | "publish" | "appeals-end" | "award" | "cases" | "weakness" | "task";
export type Due = {
  /** Null: some day of the month. */
  readonly date: LocalDate | null;
  readonly kind: DueKind;
  readonly name: LocalText | null;
};
type Cadence = "week" | "month" | "quarter" | "half-year" | "year" | "event";
export type CalendarRules = {
  readonly month?: { readonly draftWorkingDay: number; readonly publishWorkingDay: number } | undefined;
  readonly appeal?: { readonly windowWorkingDays: number } | undefined;
  readonly posting?: { readonly casesWorkingDay: number; readonly weaknessWorkingDay: number } | undefined;
  readonly awards: readonly {
    readonly name: LocalText;
    readonly cadence: Cadence;
    readonly announceWithinWorkingDays: number;
  }[];
  readonly rhythms: readonly { readonly name: LocalText; readonly every: Cadence }[];
};

/** The n-th working day of a month. */
export const workingDayIn = (month: LocalMonth, n: number, calendar: Calendar): LocalDate =>
  addWorkingDays(addDays(firstDayOf(month), -1), n, calendar);

/** What is due in a month: about the month before, and what comes round. By date; what has none comes last. */
export function monthCalendar(rules: CalendarRules, month: LocalMonth, calendar: Calendar): Due[] {
  const on = (n: number): LocalDate => workingDayIn(month, n, calendar);
  const due = (date: LocalDate | null, kind: DueKind, name: LocalText | null = null): Due => ({
    date,
    kind,
    name,
  });
  const publishOn = rules.month && on(rules.month.publishWorkingDay);
  const entries = [
    ...(rules.month ? [due(on(rules.month.draftWorkingDay), "draft")] : []),
    ...(publishOn ? [due(publishOn, "publish")] : []),
    ...(publishOn && rules.appeal
      ? [due(addWorkingDays(publishOn, rules.appeal.windowWorkingDays, calendar), "appeals-end")]
      : []),
    ...(rules.posting
      ? [
          due(on(rules.posting.weaknessWorkingDay), "weakness"),
          due(on(rules.posting.casesWorkingDay), "cases"),
        ]
      : []),
    ...rules.awards
      .filter(({ cadence }) => hasJustEnded(cadence, month))
      .map(({ name, announceWithinWorkingDays: days }) =>
        due(addWorkingDays(lastDayOf(addMonths(month, -1)), days, calendar), "award", name),
      ),
    ...rules.rhythms
      .filter(({ every }) => every !== "week" && hasJustEnded(every, month))
      .map(({ name }) => due(null, "task", name)),
  ];
  return entries.sort((left, right) => ((left.date ?? "9") < (right.date ?? "9") ? -1 : 1));
}

/** Whether a period of this cadence ended with the month before, so that another one begins. */
function hasJustEnded(cadence: Cadence, month: LocalMonth): boolean {
  const number = Number(month.slice(5));
  const every = { week: 1, month: 1, quarter: 3, "half-year": 6, year: 12, event: null }[cadence];
  return every !== null && (number - 1) % every === 0;
}

/** Working days after its own on which something of a month is still sent, when the program was not there before. */
const CAUGHT_UP_DAYS = 4;

/** Whether what comes on that working day of a month is to be sent today. */
export function isItsDay(today: LocalDate, workingDay: number, calendar: Calendar): boolean {
  const day = workingDayOfMonth(today, calendar);
  return day >= workingDay && day <= workingDay + CAUGHT_UP_DAYS;
}

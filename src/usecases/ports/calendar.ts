import type { LocalDate } from "#domain/working-day";

/** Which local dates are working days: the official Chinese calendar with make-up days, and the policy's own. */
export type Calendar = {
  isWorkingDay(date: LocalDate): boolean;
};

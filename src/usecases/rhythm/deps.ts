import type { Policy } from "#policy/policy";
import type { Calendar } from "#ports/calendar";
import type { Clock } from "#ports/clock";
import type { Store } from "#ports/store";

/** What the verbs of the week's and the month's rhythm need. */
export type RhythmDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly policy: Policy;
};

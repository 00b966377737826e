import type { Policy } from "#policy/policy";
import type { Calendar } from "#ports/calendar";
import type { Clock } from "#ports/clock";
import type { Secrets } from "#ports/secrets";
import type { Store } from "#ports/store";

/** What the verbs of the month need. */
export type MonthDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly secrets: Pick<Secrets, "newId">;
  /** The policy in force, by which a month is closed; a version keeps the one it was closed by. */
  readonly policy: Policy;
  readonly policyId: string;
};

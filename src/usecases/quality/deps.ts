import type { Policy } from "#policy/policy";
import type { Calendar } from "#ports/calendar";
import type { Clock } from "#ports/clock";
import type { Secrets } from "#ports/secrets";
import type { App } from "#ports/delivery";
import type { Store } from "#ports/store";

/** What the verbs of the daily quality round need. */
export type QualityDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly secrets: Pick<Secrets, "sha256" | "randomSeed" | "newId">;
  /** The policy in force, for what is begun now; what was begun keeps its own. */
  readonly policy: Policy;
  readonly policyId: string;
  /** The chat apps that are on; none: cards wait until there is one. */
  readonly apps: readonly App[];
  /** The signed address of a conversation's page; null when no public address is known. */
  readonly transcriptUrl: (contactId: string, at: Date, alias?: string) => string | null;
};

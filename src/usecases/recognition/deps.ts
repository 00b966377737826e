import type { Policy } from "#policy/policy";
import type { Calendar } from "#ports/calendar";
import type { Clock } from "#ports/clock";
import type { App } from "#ports/delivery";
import type { Secrets } from "#ports/secrets";
import type { Store } from "#ports/store";
import type { LookAlikeMemory } from "./look-alike-memory.ts";

/** What the verbs of ideas and points need. */
export type RecognitionDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly secrets: Pick<Secrets, "newId">;
  /** The policy in force, for what is begun now; what was begun keeps its own. */
  readonly policy: Policy;
  readonly policyId: string;
  /** The chat apps that are on; none: cards wait until there is one. */
  readonly apps: readonly App[];
};
export type IdeaDeps = RecognitionDeps & { readonly lookAlikes: LookAlikeMemory };

import type { Policy } from "#policy/policy";
import type { Calendar } from "#ports/calendar";
import type { Clock } from "#ports/clock";
import type { App } from "#ports/delivery";
import type { PictureMaker } from "#ports/pictures";
import type { Secrets } from "#ports/secrets";
import type { Store } from "#ports/store";

/** What the verbs of nominations and awards need. */
export type AwardDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly calendar: Calendar;
  readonly secrets: Pick<Secrets, "newId" | "randomSeed" | "sha256">;
  /** The policy in force, for what is begun now; what was begun keeps its own. */
  readonly policy: Policy;
  readonly policyId: string;
  /** The chat apps that are on; none: cards wait until there is one. */
  readonly apps: readonly App[];
  /** The public address on which a certificate is checked; null when no public address is known. */
  readonly certificateUrl: (number: string) => string | null;
  /** The certificate itself, for who has won it, by a signed link; null likewise. */
  readonly certificateFileUrl: (number: string, file: "png" | "pdf", at: Date) => string | null;
};

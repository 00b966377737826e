import type { Clock } from "#ports/clock";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";

/** What the verbs of bound groups and of consent need. */
export type GroupDeps = { readonly store: Store; readonly clock: Clock; readonly policy: Policy };

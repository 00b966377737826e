import type { Clock } from "#ports/clock";
import type { OutboxOutcome } from "#ports/delivery";
import type { Store } from "#ports/store";

export type OutcomeWriter = {
  add(outcomes: readonly OutboxOutcome[]): void;
  /** Everything is written; true when there was anything since the last call. Never throws. */
  written(): Promise<boolean>;
};

/**
 * Writes outcomes down as they come; those that come while a statement is under way go together in the next one. What
 * a failed statement would have noted is found again as interrupted.
 */
export function createOutcomeWriter(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  onFailure: (error: unknown) => void,
): OutcomeWriter {
  const waiting: OutboxOutcome[] = [];
  let writing: Promise<void> | null = null;
  let isChanged = false;
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      await store.outbox.settle(waiting.splice(0), clock.now()).catch(onFailure);
    }
    writing = null;
  };
  return {
    add: (outcomes) => {
      if (outcomes.length === 0) return;
      waiting.push(...outcomes);
      isChanged = true;
      writing ??= Promise.resolve().then(write);
    },
    written: async () => {
      await writing;
      const wasChanged = isChanged;
      isChanged = false;
      return wasChanged;
    },
  };
}

import type { Clock } from "#ports/clock";
import type { InboxEntry, Store } from "#ports/store";

/**
 * Keeps events before they are answered. Events that arrive while a statement is under way go together in the next
 * one, so a storm of them costs a handful of statements. Each caller hears whether its event was new.
 */
export function createEventKeeper(deps: { readonly store: Store; readonly clock: Clock }) {
  type Waiting = { entry: InboxEntry; resolve: (isNew: boolean) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let isWriting = false;

  const write = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const fresh = await deps.store.inbox.add(uniqueByKey(group), deps.clock.now());
        for (const { entry, resolve } of group) resolve(fresh.delete(entry.key));
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isWriting = false;
  };

  return {
    /** True when the event was not known; it is durable when this resolves. */
    keep: (entry: InboxEntry): Promise<boolean> =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        if (!isWriting) void write();
      }),
  };
}

function uniqueByKey(group: readonly { readonly entry: InboxEntry }[]): InboxEntry[] {
  return [...new Map(group.map(({ entry }) => [entry.key, entry])).values()];
}

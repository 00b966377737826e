import { AppError } from "#domain/error";
import type { Clock } from "#ports/clock";
import type { InboxEntry } from "#ports/delivery";
import type { Store } from "#ports/store";

/**
 * Keeps events before they are answered. Events that arrive while a statement is under way go together in the next
 * one, so a storm of them costs a handful of statements. Each caller hears whether its event was new.
 */
export function createEventKeeper(deps: { readonly store: Store; readonly clock: Clock }) {
  type Waiting = { entry: InboxEntry; resolve: (isNew: boolean) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let isWriting = false;

  // One event that the store refuses must not take those with it that came at the same moment.
  const writeAlone = async ({ entry, resolve, reject }: Waiting): Promise<void> => {
    try {
      resolve((await deps.store.inbox.add([entry], deps.clock.now())).has(entry.key));
    } catch (error) {
      reject(error);
    }
  };

  const write = async (): Promise<void> => {
    isWriting = true;
    // Those that were read together come here one right after the other.
    await Promise.resolve();
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const fresh = await deps.store.inbox.add(uniqueByKey(group), deps.clock.now());
        for (const { entry, resolve } of group) resolve(fresh.delete(entry.key));
      } catch (error) {
        // A group whose answer was lost may be stored: asked again, its own events would seem to be known.
        const isRefused = error instanceof AppError && error.code === "bad-input";
        if (isRefused && group.length > 1) await Promise.all(group.map(writeAlone));
        else for (const { reject } of group) reject(error);
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

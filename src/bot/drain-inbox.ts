import { handleKept, type HandleKeptDeps } from "./handle-kept.ts";

const BATCH = 50;
const AT_ONCE = 4;
/** A press that was just kept is being answered by the process that kept it. */
const LEFT_TO_ANSWERER_MILLISECONDS = 5_000;
const nobodyWaits = (): boolean => true;

/** Handles what is due in the inbox, each event once; answers how many were handled. */
export async function drainInbox(deps: HandleKeptDeps, signal: AbortSignal): Promise<number> {
  let handled = 0;
  // What failed or is in other hands may still be due: it must not stand before what comes behind it.
  const left = new Set<string>();
  while (!signal.aborted) {
    const now = deps.clock.now();
    const due = await deps.store.inbox.due(
      { at: now, pressesKeptBefore: new Date(now.getTime() - LEFT_TO_ANSWERER_MILLISECONDS) },
      BATCH + left.size,
    );
    const ids = due.filter((id) => !left.has(id));
    if (ids.length === 0) break;
    await inGroups(ids, async (id) => {
      // A failure was told and put back already.
      const answer = await handleKept(deps, { id }, nobodyWaits).catch(() => null);
      if (answer === null) left.add(id);
      else handled += 1;
    });
  }
  return handled;
}

async function inGroups<Value>(
  values: readonly Value[],
  work: (value: Value) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < values.length; start += AT_ONCE) {
    await Promise.all(values.slice(start, start + AT_ONCE).map(work));
  }
}

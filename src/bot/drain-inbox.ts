import { handleKept, type HandleKeptDeps } from "./handle-kept.ts";

const BATCH = 50;
const AT_ONCE = 4;
/** A press that was just kept is being answered by the process that kept it. */
const LEFT_TO_ANSWERER_MILLISECONDS = 5_000;
const nobodyWaits = (): boolean => true;

/** Handles what is due in the inbox; answers how many were handled. */
export async function drainInbox(deps: HandleKeptDeps, signal: AbortSignal): Promise<number> {
  let handled = 0;
  while (!signal.aborted) {
    const now = deps.clock.now();
    const ids = await deps.store.inbox.due(
      { at: now, pressesKeptBefore: new Date(now.getTime() - LEFT_TO_ANSWERER_MILLISECONDS) },
      BATCH,
    );
    if (ids.length === 0) break;
    const results = await inGroups(ids, (id) => handleKept(deps, { id }, nobodyWaits).catch(() => null));
    const done = results.filter((answer) => answer !== null).length;
    handled += done;
    // All that is left failed just now or is in other hands.
    if (done === 0) break;
  }
  return handled;
}

async function inGroups<Value, Result>(
  values: readonly Value[],
  work: (value: Value) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < values.length; start += AT_ONCE) {
    results.push(...(await Promise.all(values.slice(start, start + AT_ONCE).map(work))));
  }
  return results;
}

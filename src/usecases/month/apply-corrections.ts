import { correctMonth } from "./correct-month.ts";
import type { MonthDeps } from "./deps.ts";
import type { MonthView } from "./month-view.ts";

/**
 * What somebody has ruled about a published month becomes a new version of it: only of the people concerned is anything
 * measured anew, by the policy the month was closed by, and only whose result changed is told. A correction of a month
 * that nobody was told of yet waits until it is published. Answers the new versions.
 */
export async function applyCorrections(deps: MonthDeps): Promise<readonly MonthView[]> {
  const months = new Set((await deps.store.months.waitingCorrections()).map(({ month }) => month));
  const made: MonthView[] = [];
  for (const month of months) {
    const view = await deps.store.transaction((tx) => correctMonth(tx, deps, month));
    if (view !== null) made.push(view);
  }
  return made;
}

import type { LocalDate } from "#domain/working-day";
import type { MonthDeps } from "./deps.ts";
import { versionOf } from "./find-month.ts";
import { managerPatches } from "./month-messages.ts";
import { viewMonth } from "./month-view.ts";

/**
 * Published months whose last day for appeals is over become final. One for which a correction waits is not: it becomes
 * final with the version that the correction makes; nor is one about which an appeal is open. Answers how many.
 */
export async function finaliseMonths(deps: MonthDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { store, clock } = deps;
  const now = clock.now();
  let finalised = 0;
  for (const { id, month } of await store.months.publishedBefore(input.date))
    finalised += await store.transaction(async (tx) => {
      await tx.months.lock(month);
      const { state, version, revision } = await versionOf(tx, id);
      if (state !== "published" || (await tx.months.waitingCorrections(month)).length > 0) return 0;
      if ((await tx.appeals.openInMonth(month)) > 0) return 0;
      await tx.months.change(id, { state: "final", finalAt: now, revision: revision + 1 });
      await tx.audit.add([{ who: null, did: "finalise-month", what: id, detail: { month, version } }], now);
      await tx.outbox.add(managerPatches(await viewMonth(tx, await versionOf(tx, id)), now), now);
      return 1;
    });
  return finalised;
}

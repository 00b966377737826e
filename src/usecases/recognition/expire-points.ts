import { expiringEntries, monthsBefore } from "#domain/points";
import { instantOf, type LocalDate } from "#domain/working-day";
import type { RecognitionDeps } from "./deps.ts";

/** Makes points void that were earned too long ago and not spent, by rows of the ledger. Answers how many. */
export async function expirePoints(
  deps: Pick<RecognitionDeps, "store" | "clock" | "policy">,
  input: { readonly date: LocalDate },
): Promise<number> {
  const { store, clock, policy } = deps;
  const months = policy.points?.expireAfterMonths ?? null;
  if (months === null) return 0;
  const earnedBefore = instantOf(monthsBefore(input.date, months), "00:00", policy.zone);
  let expired = 0;
  for (const personId of await store.points.earnersBefore(earnedBefore)) {
    expired += await store.transaction(async (tx) => {
      await tx.points.lock(personId);
      const entries = await tx.points.ofPerson(personId);
      return tx.points.add(expiringEntries(entries, earnedBefore, input.date, clock.now()));
    });
  }
  return expired;
}

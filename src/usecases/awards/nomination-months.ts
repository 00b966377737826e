import { spanOf } from "#domain/award-period";
import { addMonths } from "#domain/month";
import { localMonth, type LocalMonth } from "#domain/working-day";
import type { Store } from "#ports/store";
import type { AwardDeps } from "./deps.ts";

/** Whether somebody has decided this award for a period that holds the month: then it takes no more nominations. */
export async function isMonthDecided(
  { awards }: Pick<Store, "awards">,
  award: string,
  month: LocalMonth,
): Promise<boolean> {
  const decided = await awards.inState("picked", "nobody", "previewed", "posted");
  return decided.some((one) => {
    const span = one.award === award ? spanOf(one.period) : null;
    return span !== null && span.from.slice(0, 7) <= month && month <= span.to.slice(0, 7);
  });
}

/** The months that take nominations for the award now, the running one first. */
export async function openMonths(
  { clock, policy }: Pick<AwardDeps, "clock" | "policy">,
  store: Pick<Store, "awards">,
  award: string,
): Promise<readonly LocalMonth[]> {
  const current = localMonth(clock.now(), policy.zone);
  const previous = addMonths(current, -1);
  return (await isMonthDecided(store, award, previous)) ? [current] : [current, previous];
}

import { outcomeText } from "#cards/month-lines";
import type { MyScoresCardFacts } from "#cards/my-scores-card";
import { periodText } from "#cards/period-card";
import { AppError } from "#domain/error";
import { findPeriod } from "#domain/month-roll-up";
import { addMonths, quarterOf } from "#domain/month";
import type { Person } from "#domain/person";
import { type LocalMonth, localMonth } from "#domain/working-day";
import type { MonthDeps } from "./deps.ts";
import { namesOf } from "./month-view.ts";
import { periodResults } from "./period-results.ts";

type Deps = Pick<MonthDeps, "store" | "clock" | "policy">;

/** A person's newest published month, and the last quarter and year as far as they are final, for that person alone. */
export async function publishedMonthOf(
  deps: Deps,
  person: Person,
): Promise<NonNullable<MyScoresCardFacts["published"]> | null> {
  const { store } = deps;
  const { id, language } = person;
  const [newest] = await store.months.ofPerson(id, 1);
  if (newest === undefined) return null;
  const { close, result } = newest;
  const names = namesOf(await store.policies.get(close.policyId));
  const outcome = outcomeText(result, names, language);
  return { closeId: close.id, month: close.month, outcome, periods: await periodsOf(deps, id, language) };
}

async function periodsOf(deps: Deps, personId: string, language: Person["language"]) {
  const { policy, clock } = deps;
  const thisMonth = localMonth(clock.now(), policy.zone);
  const shown = [];
  for (const cycle of ["quarter", "year"] as const) {
    const period = findPeriod(lastPeriod(cycle, thisMonth));
    if (period === null || policy.cycles?.enabled.includes(cycle) !== true) continue;
    const results = await finalOrNull(deps, period);
    const own = results?.people.get(personId);
    if (results === null || own === undefined) continue;
    shown.push({ period: period.id, text: periodText(own, results.months, namesOf(policy), language) });
  }
  return shown;
}

const lastPeriod = (cycle: "quarter" | "year", month: LocalMonth): string =>
  cycle === "quarter" ? quarterOf(addMonths(month, -3)) : String(Number(month.slice(0, 4)) - 1);

/** Null while it is not final: nobody is told a year that may still change. */
async function finalOrNull(deps: Deps, period: Parameters<typeof periodResults>[1]) {
  try {
    return await periodResults(deps, period);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

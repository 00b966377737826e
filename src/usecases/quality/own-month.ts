import { type AppealSettings, windowUntil } from "#domain/appeal-rules";
import { appealableFigures, type Figure } from "#domain/appeal-figures";
import { AppError } from "#domain/error";
import type { MonthClose, MonthResult } from "#domain/month-result";
import type { Person } from "#domain/person";
import { type LocalDate, localDate, type LocalMonth } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { appealSettings } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";

export type OwnMonth = {
  readonly close: MonthClose;
  readonly result: MonthResult;
  readonly policy: Policy;
  readonly settings: AppealSettings;
  readonly today: LocalDate;
  /** The last day; of a draft as long as it is one. */
  readonly until: LocalDate;
  readonly figures: readonly Figure[];
};

/**
 * The agent's own month, as a draft or as it was published, with the figures that can be appealed.
 * @throws AppError `not-found` when the month is not closed or nothing of it is theirs, `setting-missing`
 */
export async function ownMonth(
  deps: Pick<QualityDeps, "clock" | "calendar">,
  store: Store,
  { agent, month }: { readonly agent: Person; readonly month: LocalMonth },
): Promise<OwnMonth> {
  const close = await store.months.latest(month);
  const result = close && (await store.months.resultOf(close.id, agent.id));
  if (close === null || result === null)
    throw new AppError("not-found", "Nothing of this month is theirs.", { what: "appeal-figure" });
  const policy = await store.policies.get(close.policyId);
  const settings = appealSettings(policy);
  const today = localDate(deps.clock.now(), policy.zone);
  const until =
    close.publishedAt === null
      ? windowUntil(today, settings, deps.calendar)
      : await monthAppealUntil(deps, store, { close, policy, personId: agent.id });
  return {
    close,
    result,
    policy,
    settings,
    today,
    until: until ?? today,
    figures: appealableFigures(result),
  };
}

/** The last day of the month's window; who got a held result later has as many days from then on. */
export async function monthAppealUntil(
  { calendar }: Pick<QualityDeps, "calendar">,
  store: Store,
  { close, policy, personId }: Pick<OwnMonth, "close" | "policy"> & { readonly personId: string },
): Promise<LocalDate | null> {
  const toldAt = await store.months.toldAt(close.month, personId);
  if (toldAt === null || policy.appeal === undefined) return close.appealUntil;
  const own = windowUntil(localDate(toldAt, policy.zone), policy.appeal, calendar);
  return own > (close.appealUntil ?? "") ? own : close.appealUntil;
}

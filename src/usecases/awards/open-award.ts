import { awardListCard, type ListedAward } from "#cards/award-list-card";
import type { Card } from "#cards/card";
import { announceByOf, type AwardPeriod, lastFinishedPeriod, spanOf } from "#domain/award-period";
import { AppError } from "#domain/error";
import { readAwardName } from "#domain/nomination-text";
import { requireAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { localDate, type LocalDate } from "#domain/working-day";
import { type AwardSettings, awardOf } from "./award-settings.ts";
import { cardOf, viewAward } from "./award-view.ts";
import { candidateIdeas } from "./collect-evidence.ts";
import type { AwardDeps } from "./deps.ts";

export type OpenAwardInput = {
  readonly reader: Person;
  /** What was typed: nothing, `服务之星`, `服务之星 2026-10`; or what a button carries. */
  readonly which: string | { readonly award: string; readonly period: string };
};

/**
 * The awards that can be decided, or one of them with its candidates as they stand now. Opens the decision of a period
 * that is over, and changes nothing else.
 * @throws AppError `not-allowed`, `not-found`, `closed` for a period that is not over, `bad-input`
 */
export async function openAward(deps: AwardDeps, input: OpenAwardInput): Promise<Card> {
  const { reader, which } = input;
  requireAllowed(reader, "decide-award");
  if (which === "") return awardListCard({ language: reader.language, awards: await listed(deps) });
  const { settings, period } = typeof which === "string" ? await named(deps, which) : pressed(deps, which);
  const known = await deps.store.awards.find(settings.id, period);
  const award = known ?? (await opened(deps, settings, period));
  return cardOf(deps, await viewAward(deps.store, award), reader);
}

const today = ({ clock, policy }: AwardDeps): LocalDate => localDate(clock.now(), policy.zone);

async function opened(deps: AwardDeps, settings: AwardSettings, period: AwardPeriod) {
  const { store, secrets, clock, calendar, policyId } = deps;
  const end = spanOf(period)?.to ?? (await ideaEnd(deps, settings, period));
  if (end >= today(deps) && spanOf(period) !== null)
    throw new AppError("closed", `${period} is not over.`, {
      what: "period-running",
      state: "closed",
      period,
    });
  const { award } = await store.awards.open({
    id: secrets.newId(),
    award: settings.id,
    period,
    policyId,
    announceBy: announceByOf(end, settings.announceWithinWorkingDays, calendar),
    shortlistedAt: clock.now(),
  });
  return award;
}

/** @throws AppError `not-found` for an idea that is no candidate */
async function ideaEnd(deps: AwardDeps, settings: AwardSettings, period: AwardPeriod): Promise<LocalDate> {
  const ideas = settings.cadence === "event" ? await candidateIdeas(deps.store, settings, null) : [];
  if (ideas.some(({ number }) => period === `#${number}`)) return today(deps);
  throw new AppError("not-found", `${settings.id} has no ${period}.`, { what: "award-period", period });
}

/** `服务之星 2026-10`: without a period the last one that is over, or for an award as it happens the oldest idea. */
async function named(deps: AwardDeps, said: string) {
  const found = readAwardName(said, deps.policy.awards);
  if (found === null)
    throw new AppError("not-found", `No award is called ${said}.`, {
      what: "award-name",
      names: deps.policy.awards.map(({ name }) => name.zh).join("、"),
      namesEn: deps.policy.awards.map(({ name }) => name.en).join(", "),
    });
  const { award, rest } = found;
  const period = rest.normalize("NFKC").replaceAll(/\s/g, "");
  if (period !== "") return { settings: award, period: period.toUpperCase() };
  const last = lastFinishedPeriod(award.cadence, today(deps)) ?? (await nextIdea(deps, award));
  if (last === null) throw new AppError("not-found", "No idea waits.", { what: "award-period", period: "" });
  return { settings: award, period: last };
}

const pressed = ({ policy }: AwardDeps, { award, period }: { award: string; period: string }) => ({
  settings: awardOf(policy, award),
  period,
});

async function nextIdea(deps: AwardDeps, settings: AwardSettings): Promise<AwardPeriod | null> {
  const decided = await deps.store.awards.ideasDecided(settings.id);
  const open = (await deps.store.awards.inState("shortlist")).find(({ award }) => award === settings.id);
  const ideas = await candidateIdeas(deps.store, settings, null);
  const next = ideas.find(({ number }) => !decided.has(number));
  return open?.period ?? (next === undefined ? null : `#${next.number}`);
}

const SHOWN = 12;

/** What waits for a step, and each award's last period that nobody has decided. */
async function listed(deps: AwardDeps): Promise<readonly ListedAward[]> {
  const { store, policy, calendar } = deps;
  const begun = (await store.awards.inState("shortlist", "picked", "previewed")).flatMap((award) => {
    const settings = policy.awards.find(({ id }) => id === award.award);
    return settings === undefined ? [] : [{ ...award, name: settings.name }];
  });
  const waiting: ListedAward[] = [];
  for (const settings of policy.awards) {
    const period = lastFinishedPeriod(settings.cadence, today(deps)) ?? (await nextIdea(deps, settings));
    if (period === null || (await store.awards.find(settings.id, period)) !== null) continue;
    const span = spanOf(period);
    // Of a time before this program there is nothing to decide.
    if (span !== null && !(await store.awardEvidence.hasAny(span, policy.zone))) continue;
    const end = span?.to ?? today(deps);
    const announceBy = announceByOf(end, settings.announceWithinWorkingDays, calendar);
    waiting.push({ award: settings.id, name: settings.name, period, state: "shortlist", announceBy });
  }
  return [...begun, ...waiting].slice(0, SHOWN);
}

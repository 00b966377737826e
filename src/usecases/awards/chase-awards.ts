import { awardReminderCard } from "#cards/award-news-card";
import { announceByOf, lastFinishedPeriod, spanOf, type AwardPeriod } from "#domain/award-period";
import { addWorkingDays, localDate, type LocalDate } from "#domain/working-day";
import type { Award } from "#domain/award";
import type { AwardDeps } from "./deps.ts";
import { type AwardSettings, awardOf } from "./award-settings.ts";
import { cardOf, shortlistOf, viewAward } from "./award-view.ts";
import { awardKey, managersOf } from "./change-award.ts";
import { candidateIdeas } from "./collect-evidence.ts";
import { isWaitedFor } from "./month-evidence.ts";

/** Working days before the last one on which managers are reminded. */
const REMIND_WORKING_DAYS = 2;
/** So long after that day it is still caught up; what is older was before this program, or is asked for by word. */
const LATE_WORKING_DAYS = 10;

/**
 * Each working morning: the managers get the candidates of every award whose period is over, as soon as its months are
 * published or the time to announce it grows short, and are reminded of what is not posted. An award without a
 * candidate is not brought up; whoever asks for it can still say why nobody gets it. Answers how many were opened.
 */
export async function chaseAwards(deps: AwardDeps, input: { readonly date: LocalDate }): Promise<number> {
  const { date } = input;
  let opened = 0;
  for (const settings of deps.policy.awards) {
    for (const { period, end } of await duePeriods(deps, settings, date))
      opened += await begin(deps, settings, { period, end, date });
  }
  for (const award of await deps.store.awards.inState("shortlist", "picked", "previewed"))
    await remind(deps, award, date);
  return opened;
}

type Due = { readonly period: AwardPeriod; readonly end: LocalDate };

async function duePeriods(
  deps: AwardDeps,
  settings: AwardSettings,
  date: LocalDate,
): Promise<readonly Due[]> {
  const period = lastFinishedPeriod(settings.cadence, date);
  const span = period === null ? null : spanOf(period);
  if (period !== null && span !== null) return [{ period, end: span.to }];
  const decided = await deps.store.awards.ideasDecided(settings.id);
  return (await candidateIdeas(deps.store, settings, null))
    .filter(({ number }) => !decided.has(number))
    .map(({ number }) => ({ period: `#${number}`, end: date }));
}

async function begin(
  deps: AwardDeps,
  settings: AwardSettings,
  { period, end, date }: Due & { readonly date: LocalDate },
): Promise<number> {
  const { store, secrets, clock, calendar, policy, policyId } = deps;
  if ((await store.awards.find(settings.id, period)) !== null) return 0;
  const announceBy = announceByOf(end, settings.announceWithinWorkingDays, calendar);
  if (date > addWorkingDays(announceBy, LATE_WORKING_DAYS, calendar)) return 0;
  const isShort = date >= addWorkingDays(announceBy, -REMIND_WORKING_DAYS, calendar);
  if (!isShort && (await isWaitedFor(store, policy, settings, period))) return 0;
  const { candidates } = await shortlistOf(store, policy, settings, period);
  if (candidates.length === 0) return 0;
  await store.transaction(async (tx) => {
    const now = clock.now();
    const { award, isNew } = await tx.awards.open({
      id: secrets.newId(),
      award: settings.id,
      period,
      policyId,
      announceBy,
      shortlistedAt: now,
    });
    if (!isNew) return;
    await tx.awards.issueCards(award.id, 0, now);
    const view = await viewAward(tx, award);
    await tx.outbox.add(
      (await managersOf(tx)).map((manager) => ({
        key: awardKey(award, manager.id),
        to: { person: manager.id },
        card: cardOf(deps, view, manager),
      })),
      now,
    );
    await tx.audit.add(
      [{ who: null, did: "open-award", what: award.id, detail: { award: award.award, period } }],
      now,
    );
  });
  return 1;
}

/** Two working days before the last one, and on it. */
async function remind(deps: AwardDeps, award: Award, date: LocalDate): Promise<void> {
  const { store, clock, calendar } = deps;
  const { announceBy } = award;
  const first = addWorkingDays(announceBy, -REMIND_WORKING_DAYS, calendar);
  // Whoever got the candidates this morning needs no word about them.
  if (date < first || localDate(award.shortlistedAt, deps.policy.zone) === date) return;
  const which = date < announceBy ? "soon" : "last-day";
  const settings = awardOf(await store.policies.get(award.policyId), award.award);
  await store.outbox.add(
    (await managersOf(store)).map((manager) => ({
      key: `award:${award.id}:remind:${which}:${manager.id}`,
      to: { person: manager.id },
      card: awardReminderCard({ language: manager.language, awardName: settings.name, award }),
    })),
    clock.now(),
  );
}

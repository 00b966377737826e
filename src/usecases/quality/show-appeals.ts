import type { NamedCounts } from "#cards/appeal-counts";
import type { Card } from "#cards/card";
import { type ListedAppeal, myAppealsCard, type MyAppealsCardFacts } from "#cards/my-appeals-card";
import type { Appeal } from "#domain/appeal";
import { appealableFigures } from "#domain/appeal-figures";
import { say } from "#domain/local-text";
import { isAllowed } from "#domain/permission";
import type { Person } from "#domain/person";
import { findItem } from "#domain/scorecard";
import { addDays, localDate } from "#domain/working-day";
import { appealOffer } from "./appeal-offer.ts";
import { appealSettings, figureScale, scaleOf } from "./appeal-view.ts";
import type { QualityDeps } from "./deps.ts";
import { monthAppealUntil } from "./own-month.ts";
import { scorecardOf } from "./task-view.ts";

const SHOWN = 10;
const LOOKED_AT = 200;
/** No window is longer in days than in working days times this, and a long holiday. */
const DAYS_PER_WORKING_DAY = 2;
const LONG_HOLIDAY_DAYS = 14;
const COUNTED_DAYS = 90;

/** What waits for the person's ruling, their own appeals, what they can still appeal; for managers the counts. */
export async function showAppeals(deps: QualityDeps, input: { readonly person: Person }): Promise<Card> {
  const { person } = input;
  appealSettings(deps.policy);
  const isAgent = isAllowed(person, "appeal");
  const waiting = isAllowed(person, "hear-appeal") ? await deps.store.appeals.waitingFor(person.id) : [];
  const own = isAgent ? await deps.store.appeals.ofAgent(person.id, LOOKED_AT) : [];
  return myAppealsCard({
    language: person.language,
    waiting: await listed(deps, waiting.slice(0, SHOWN)),
    own: await listed(deps, own.slice(0, SHOWN)),
    scores: isAgent ? await openScores(deps, person, own) : [],
    months: isAgent ? await openMonths(deps, person) : [],
    counts: isAllowed(person, "see-appeal-counts") ? await namedCounts(deps, person) : null,
  });
}

const listed = (deps: QualityDeps, appeals: readonly Appeal[]): Promise<ListedAppeal[]> =>
  Promise.all(
    appeals.map(async (appeal) => ({
      ...appeal,
      scale: scaleOf(await deps.store.policies.get(appeal.policyId), appeal),
    })),
  );

async function openScores(
  deps: QualityDeps,
  person: Person,
  own: readonly Appeal[],
): Promise<MyAppealsCardFacts["scores"]> {
  const { store, policy, clock } = deps;
  const days = appealSettings(policy).windowWorkingDays * DAYS_PER_WORKING_DAY + LONG_HOLIDAY_DAYS;
  const from = addDays(localDate(clock.now(), policy.zone), -days);
  const scores = [];
  for (const evaluation of await store.evaluations.ofAgent(person.id, from)) {
    const theirs = await store.policies.get(evaluation.policyId);
    const appeals = own.filter(
      ({ target }) => target.about === "evaluation" && target.taskId === evaluation.taskId,
    );
    const scorecard = scorecardOf(theirs, evaluation.scorecardId);
    const offer = appealOffer(deps, { policy: theirs, scorecard, evaluation }, [...appeals].reverse());
    if (offer !== undefined && "until" in offer) scores.push({ ...evaluation, until: offer.until });
  }
  return scores.slice(0, SHOWN);
}

/** The draft and the newest published month, as long as their window is open. */
async function openMonths(deps: QualityDeps, agent: Person): Promise<MyAppealsCardFacts["months"]> {
  const { store } = deps;
  const draft = await store.months.newestDraft();
  const [standing] = await store.months.ofPerson(agent.id, 1);
  const months = new Set([draft?.month, standing?.close.month].flatMap((month) => month ?? []));
  const open = [];
  for (const month of months) {
    const close = await store.months.latest(month);
    const result = close && (await store.months.resultOf(close.id, agent.id));
    if (close === null || result === null || appealableFigures(result).length === 0) continue;
    const policy = await store.policies.get(close.policyId);
    const until =
      close.publishedAt === null
        ? null
        : ((await monthAppealUntil(deps, store, { close, policy, personId: agent.id })) ?? "");
    const isOpen = until === null || localDate(deps.clock.now(), deps.policy.zone) <= until;
    if (isOpen) open.push({ month, until });
  }
  return open;
}

async function namedCounts(deps: QualityDeps, reader: Person): Promise<NamedCounts> {
  const { store, policy, clock } = deps;
  const to = localDate(clock.now(), policy.zone);
  const from = addDays(to, 1 - COUNTED_DAYS);
  const { total, byScorer, byItem } = await store.appeals.counts(from, to);
  const people = new Map(
    (await store.people.many(byScorer.map(({ of }) => of))).map(({ id, name }) => [id, name]),
  );
  return {
    from,
    to,
    total,
    byScorer: byScorer.map((count) => ({ ...count, name: people.get(count.of) ?? count.of })),
    byItem: byItem.map((count) => ({ ...count, name: nameOf(deps, count.of, reader) })),
  };
}

/** An item that the policy in force has no more keeps its id. */
function nameOf({ policy }: QualityDeps, id: string, { language }: Person): string {
  for (const scorecard of policy.scorecards) {
    const item = findItem(scorecard, id);
    if (item !== undefined) return say(item.name, language);
  }
  const isFigure = policy.indicators.some((indicator) => indicator.id === id);
  const scale = isFigure ? figureScale(policy, id) : null;
  return scale?.kind === "figure" ? say(scale.name, language) : id;
}

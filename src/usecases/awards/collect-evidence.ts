import type { Evidence } from "#domain/award-candidates";
import { type AwardPeriod, type Span, spanOf } from "#domain/award-period";
import type { Sample } from "#domain/effect";
import { groupBy } from "#domain/group-by";
import { isNewcomer, monthsAfter, type Nomination } from "#domain/nomination";
import { type NominationEdge, nominationRings, type Ring } from "#domain/nomination-graph";
import type { Person } from "#domain/person";
import { poolSamples } from "#domain/pooled-sample";
import { addDays, instantOf, localDate } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { AwardIdea } from "#ports/awards";
import type { Store } from "#ports/store";
import type { AwardSettings } from "./award-settings.ts";
import { monthEvidence, scoreGroups } from "./month-evidence.ts";

export type Collected = { readonly evidence: Evidence; readonly rings: readonly Ring[] };

/** Everything that is stored about those who can get the award of the period. */
export async function collectEvidence(
  store: Store,
  policy: Policy,
  { award: settings, period }: { readonly award: AwardSettings; readonly period: AwardPeriod },
): Promise<Collected> {
  const span = spanOf(period);
  if (span === null) return collectIdea(store, settings, period);
  const people = await eligiblePeople(store, settings, span);
  const nominations = await nominationsWithin(store, policy, span);
  const samples = await store.awardEvidence.scores(span);
  const votes = votesOf(nominations.filter(({ award }) => award === settings.id));
  const byTeam = groupBy(
    people.filter(({ team }) => team !== null),
    ({ team }) => team ?? "",
  );
  const isTeam = settings.for === "team";
  const scores = isTeam ? teamScores(byTeam, samples) : samples;
  const eligible = isTeam ? [...byTeam.keys()] : people.map(({ id }) => id);
  const evidence: Evidence = {
    eligible,
    votes: isTeam ? teamVotes(byTeam, nominations) : votes,
    scores,
    groups: scoreGroups(scores, eligible, settings.minimumEvaluations),
    ...(await monthEvidence(store, policy, span, isTeam ? byTeam : null)),
    progress: await progressOf(store, settings, people, span),
    ideas: await ideasWithin(store, policy, settings, span),
    cases: await casesOf(store, span),
  };
  return { evidence, rings: nominationRings(nominations.map(edgeOf)) };
}

const edgeOf = ({ nominatorId, nomineeId }: Nomination): NominationEdge => ({
  from: nominatorId,
  to: nomineeId,
});

/** Active agents by name; of a newcomers' award those who still were when the period ended. */
async function eligiblePeople(
  store: Store,
  { withinMonthsOfHire }: AwardSettings,
  span: Span,
): Promise<readonly Person[]> {
  const agents = (await store.people.all()).filter(
    ({ status, roles }) => status === "active" && roles.includes("agent"),
  );
  return agents
    .filter((person) => withinMonthsOfHire === undefined || isNewcomer(person, withinMonthsOfHire, span.to))
    .sort((left, right) => left.name.localeCompare(right.name, "zh"));
}

/** By their months; of a period shorter than one by the day on which they came. */
async function nominationsWithin(store: Store, policy: Policy, span: Span): Promise<readonly Nomination[]> {
  const all = await store.nominations.ofMonths(span.from.slice(0, 7), span.to.slice(0, 7));
  const isWithinMonth = span.from.slice(8) !== "01";
  return isWithinMonth
    ? all.filter(({ at }) => {
        const day = localDate(at, policy.zone);
        return span.from <= day && day <= span.to;
      })
    : all;
}

/** Different nominators, however often one may name the same. */
function votesOf(nominations: readonly Nomination[]): Evidence["votes"] {
  const votes = new Map<string, { count: number; principles: Record<string, number> }>();
  for (const [nomineeId, given] of groupBy(nominations, (nomination) => nomination.nomineeId)) {
    const principles: Record<string, number> = {};
    for (const principle of given.flatMap((nomination) => nomination.principles))
      principles[principle] = (principles[principle] ?? 0) + 1;
    votes.set(nomineeId, { count: new Set(given.map(({ nominatorId }) => nominatorId)).size, principles });
  }
  return votes;
}

type ByTeam = ReadonlyMap<string, readonly Person[]>;

function teamScores(byTeam: ByTeam, samples: ReadonlyMap<string, Sample>): ReadonlyMap<string, Sample> {
  const pooled = [...byTeam].map(([team, members]) => {
    const sample = poolSamples(members.flatMap(({ id }) => samples.get(id) ?? []));
    return [team, sample] as const;
  });
  return new Map(pooled.flatMap(([team, sample]) => (sample === null ? [] : [[team, sample]])));
}

/** Colleagues who named somebody of the team, for whatever award. */
function teamVotes(byTeam: ByTeam, nominations: readonly Nomination[]): Evidence["votes"] {
  const teamOf = new Map(
    [...byTeam].flatMap(([team, members]) => members.map(({ id }) => [id, team] as const)),
  );
  return votesOf(
    nominations.flatMap((nomination) => {
      const team = teamOf.get(nomination.nomineeId);
      return team === undefined ? [] : [{ ...nomination, nomineeId: team }];
    }),
  );
}

/** Of newcomers: the month that began when they were hired, against the days of the period behind it. */
async function progressOf(
  store: Store,
  { withinMonthsOfHire }: AwardSettings,
  people: readonly Person[],
  span: Span,
): Promise<Evidence["progress"]> {
  if (withinMonthsOfHire === undefined) return new Map();
  const newcomers = people.flatMap(({ id, hiredAt }) =>
    hiredAt === null ? [] : [{ personId: id, from: hiredAt, to: addDays(monthsAfter(hiredAt, 1), -1) }],
  );
  const first = await store.awardEvidence.scoresWithin(newcomers);
  const now = await store.awardEvidence.scoresWithin(
    newcomers.map(({ personId, to }) => {
      const after = addDays(to, 1);
      return { personId, from: after > span.from ? after : span.from, to: span.to };
    }),
  );
  return new Map(
    [...first].flatMap(([id, sample]) => {
      const later = now.get(id);
      return later === undefined ? [] : [[id, { first: sample, now: later }]];
    }),
  );
}

/** The one idea that an award as it happens is for, as long as it stands. */
async function collectIdea(store: Store, settings: AwardSettings, period: AwardPeriod): Promise<Collected> {
  const people = await eligiblePeople(
    store,
    { ...settings, withinMonthsOfHire: undefined },
    { from: "", to: "" },
  );
  const number = Number(period.slice(1));
  const ideas = await candidateIdeas(store, settings, null);
  const none = { votes: new Map(), scores: new Map(), groups: new Map(), totals: new Map() };
  const evidence: Evidence = {
    ...none,
    eligible: people.map(({ id }) => id),
    progress: new Map(),
    targets: new Map(),
    cases: new Map(),
    ideas: ideas.filter((idea) => idea.number === number),
  };
  return { evidence, rings: [] };
}

async function ideasWithin(
  store: Store,
  policy: Policy,
  settings: AwardSettings,
  span: Span,
): Promise<readonly AwardIdea[]> {
  if (settings.basis !== "idea") return [];
  const decided = await store.awards.ideasDecided(settings.id);
  return (await candidateIdeas(store, settings, { span, zone: policy.zone })).filter(
    ({ number }) => !decided.has(number),
  );
}

const FIRST_DAY = "1970-01-02";
const LAST_DAY = "9999-12-30";

/** Those that have reached the award's stage (X07), in one of its categories; within these days, or ever. */
export async function candidateIdeas(
  { awardEvidence }: Pick<Store, "awardEvidence">,
  { ideaStage = "effective", ideaCategories }: AwardSettings,
  within: { readonly span: Span; readonly zone: string } | null,
): Promise<readonly AwardIdea[]> {
  const { span, zone } = within ?? { span: { from: FIRST_DAY, to: LAST_DAY }, zone: "UTC" };
  const ideas =
    ideaStage === "adopted"
      ? await awardEvidence.adoptedIdeas(span)
      : await awardEvidence.readyIdeas(
          instantOf(span.from, "00:00", zone),
          instantOf(addDays(span.to, 1), "00:00", zone),
        );
  return ideas.filter(
    ({ category }) =>
      ideaCategories === undefined || (category !== null && ideaCategories.includes(category)),
  );
}

async function casesOf({ majorCases }: Store, span: Span): Promise<Evidence["cases"]> {
  const cases = groupBy(await majorCases.resolvedWithin(span), ({ handledById }) => handledById);
  return new Map([...cases].map(([id, all]) => [id, all.length]));
}

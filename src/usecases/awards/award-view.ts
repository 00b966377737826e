import { factLines, type FactNames } from "#cards/award-facts";
import { awardCard, type AwardCardFacts } from "#cards/award-card";
import type { Card } from "#cards/card";
import { formatMoment } from "#cards/format";
import { AWARD_PHRASES } from "#cards/award-words";
import { recognitionPost } from "#cards/recognition-post";
import { type Award, type AwardWinner, type Candidate, tiedAtTheEdge } from "#domain/award";
import { candidatesFor } from "#domain/award-candidates";
import { AppError } from "#domain/error";
import { type LocalText, say as sayIn } from "#domain/local-text";
import type { Ring } from "#domain/nomination-graph";
import type { Person } from "#domain/person";
import { laterPostAt } from "#policy/group-post-time";
import type { Policy } from "#policy/policy";
import type { BoundGroup, Store } from "#ports/store";
import { type AwardSettings, awardOf } from "./award-settings.ts";
import { collectEvidence } from "./collect-evidence.ts";
import type { AwardDeps } from "./deps.ts";

/** An award with everything that its cards show, and the policy under which it was opened. */
export type AwardView = {
  readonly award: Award;
  readonly policy: Policy;
  readonly settings: AwardSettings;
  readonly people: ReadonlyMap<string, Person>;
  /** As they stand now; only while it is to be decided. */
  readonly candidates: readonly Candidate[];
  readonly rings: readonly Ring[];
  readonly winners: readonly AwardWinner[];
  /** Winners who may be named in public; a team always may. */
  readonly named: ReadonlySet<string>;
  /** Where the post goes: the groups of everybody and those of the winners' teams. */
  readonly groups: readonly BoundGroup[];
};

/** @throws AppError `not-found` */
export async function viewAward(store: Store, award: Award | null): Promise<AwardView> {
  if (award === null) throw new AppError("not-found", "No such award.", { what: "award" });
  const policy = await store.policies.get(award.policyId);
  const settings = awardOf(policy, award.award);
  const people = new Map((await store.people.all()).map((person) => [person.id, person]));
  const { candidates, rings } =
    award.state === "shortlist"
      ? await shortlistOf(store, policy, settings, award.period)
      : { candidates: [], rings: [] };
  const winners = await store.awards.winners(award.id);
  return {
    award,
    policy,
    settings,
    people,
    candidates,
    rings,
    winners,
    named: await namedOf(store, policy, winners),
    groups: await groupsFor(store, winners, people),
  };
}

/** Who may be picked now, and which of them named each other in a circle. */
export async function shortlistOf(
  store: Store,
  policy: Policy,
  settings: AwardSettings,
  period: string,
): Promise<Pick<AwardView, "candidates" | "rings">> {
  const { evidence, rings } = await collectEvidence(store, policy, { award: settings, period });
  const candidates = candidatesFor(settings, evidence);
  const ids = new Set(candidates.flatMap(({ personIds }) => personIds));
  return { candidates, rings: rings.filter((ring) => ring.some((id) => ids.has(id))) };
}

async function namedOf(
  { consents }: Pick<Store, "consents">,
  { publish }: Policy,
  winners: readonly AwardWinner[],
): Promise<ReadonlySet<string>> {
  const personIds = winners.flatMap(({ personId }) => personId ?? []);
  const answers = await consents.of(personIds);
  const isAgreed = (id: string): boolean => publish?.needsConsent === false || answers.get(id) === "yes";
  return new Set(
    winners.flatMap(({ id, personId }) => (personId === null || isAgreed(personId) ? [id] : [])),
  );
}

async function groupsFor(
  { chats }: Pick<Store, "chats">,
  winners: readonly AwardWinner[],
  people: AwardView["people"],
): Promise<readonly BoundGroup[]> {
  if (winners.length === 0) return [];
  const teams = winners.map(({ team, personId }) => team ?? people.get(personId ?? "")?.team ?? null);
  const found = await Promise.all([...new Set([null, ...teams])].map((team) => chats.boundTo(team)));
  return [...new Map(found.flat().map((chat) => [`${chat.platform}:${chat.chatId}`, chat])).values()];
}

export const nameOf = ({ people }: Pick<AwardView, "people">, id: string): string =>
  people.get(id)?.name ?? id;

/** A person with the team, so that two of one name are told apart. */
export function winnerName(
  view: Pick<AwardView, "people">,
  winner: Pick<AwardWinner, "personId" | "team">,
): string {
  if (winner.personId === null) return winner.team ?? "";
  const person = view.people.get(winner.personId);
  return person?.team ? `${person.name} · ${person.team}` : nameOf(view, winner.personId);
}

function candidateName(view: AwardView, { personIds, team }: Candidate): string {
  return team ?? personIds.map((personId) => winnerName(view, { personId, team: null })).join("、");
}

export function factNames({ indicators, nominations }: Policy): FactNames {
  return {
    metric: (id) => indicators.find((indicator) => indicator.id === id)?.name ?? null,
    principle: (id) => nominations?.principles.find((principle) => principle.id === id)?.name ?? null,
  };
}

export function rewardNames({
  policy,
  settings,
}: Pick<AwardView, "policy" | "settings">): readonly LocalText[] {
  return policy.rewards.filter(({ id }) => settings.rewards.includes(id)).map(({ name }) => name);
}

/** What the groups read, in the language of the policy. */
export function postOf({ certificateUrl }: Pick<AwardDeps, "certificateUrl">, view: AwardView): Card {
  const { award, policy, settings, winners, named } = view;
  const shown = winners.filter(({ id }) => named.has(id));
  return recognitionPost({
    language: policy.language.default,
    awardName: settings.name,
    period: award.period,
    winners: shown.map((winner) => ({
      name: winnerName(view, winner),
      facts: winner.facts,
      certificateNumber: winner.certificateNumber,
      checkUrl: certificateUrl(winner.certificateNumber),
      pictureId: winner.pictureId,
    })),
    unnamed: winners.length - shown.length,
    praise: award.praise,
    rewards: rewardNames(view),
    names: factNames(policy),
  });
}

/** What tells one post from another: a button carries it, so that nobody posts what they have not seen. */
export const seenOf = (secrets: AwardDeps["secrets"], post: Card): string =>
  secrets.sha256(JSON.stringify(post)).slice(0, 16);

/** The award as a manager sees it now. */
export function cardOf(
  deps: Pick<AwardDeps, "certificateUrl" | "secrets">,
  view: AwardView,
  reader: Person,
  notice?: string,
): Card {
  const { award, settings, policy, candidates, rings, winners, named, groups } = view;
  const { language } = reader;
  const names = factNames(policy);
  const post = award.state === "previewed" || award.state === "posted" ? postOf(deps, view) : null;
  const postsAt = groups.length > 0 ? laterPostAt(policy, award.postedAt) : null;
  const facts: AwardCardFacts = {
    language,
    award,
    awardName: settings.name,
    places: settings.winners,
    minimumEvaluations: settings.minimumEvaluations,
    candidates: candidates.map((one) => ({ ...one, name: candidateName(view, one) })),
    tied: tiedAtTheEdge(candidates, settings.winners).map((one) => candidateName(view, one)),
    rings: rings.map((ring) => ring.map((id) => nameOf(view, id))),
    names,
    winners: winners.map((winner) => ({
      name: winnerName(view, winner),
      lines: factLines(winner.facts, { language, names, brief: false }),
      certificateNumber: winner.certificateNumber,
      isNamed: named.has(winner.id),
    })),
    decidedByName: award.decidedById === null ? null : nameOf(view, award.decidedById),
    groups: groups.map(({ name, team }) => name ?? sayIn(AWARD_PHRASES.groupOf(team), language)),
    post: post && { card: post, seen: seenOf(deps.secrets, post) },
    postsAt: postsAt && formatMoment(postsAt, policy.zone),
    ...(notice !== undefined && { notice }),
  };
  return awardCard(facts);
}

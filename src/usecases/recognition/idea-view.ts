import { ideaCard, type IdeaCardFacts, type ShownLookAlike } from "#cards/idea-card";
import type { Card } from "#cards/card";
import type { ShownMetric } from "#cards/effect-block";
import { AppError } from "#domain/error";
import { answerClock, effectDueOn, isOpen, isReviewer } from "#domain/idea-rules";
import type { Person } from "#domain/person";
import { isShare } from "#policy/indicator";
import type { Policy } from "#policy/policy";
import type { IdeaInFull } from "#ports/recognition";
import type { Store } from "#ports/store";
import type { RecognitionDeps } from "./deps.ts";
import { pointsByMerge } from "./merge-points.ts";

export type IdeaSettings = NonNullable<Policy["ideas"]>;
/** An idea with everything that its cards show, and the policy under which it came in. */
export type IdeaView = IdeaInFull & {
  readonly policy: Policy;
  readonly settings: IdeaSettings;
  /** Points that go back when its merge is undone. */
  readonly pointsAtStake: number;
};

/** @throws AppError `setting-missing` when this policy runs no ideas */
export function ideaSettings(policy: Policy): IdeaSettings {
  if (policy.ideas !== undefined) return policy.ideas;
  throw new AppError("setting-missing", `Policy ${policy.name} has no ideas.`, { setting: "ideas" });
}

/** @throws AppError `not-found` */
export async function viewIdea(store: Store, found: IdeaInFull | null): Promise<IdeaView> {
  if (found === null) throw new AppError("not-found", "No such idea.", { what: "idea" });
  const policy = await store.policies.get(found.idea.policyId);
  return { ...found, policy, settings: ideaSettings(policy), pointsAtStake: await atStake(store, found) };
}

async function atStake(store: Store, found: IdeaInFull): Promise<number> {
  if (found.idea.state !== "merged" || found.standsIn === null) return 0;
  const standing = await store.ideas.byNumber(found.standsIn);
  const main = standing === null ? null : await store.ideas.inFull(standing.id);
  if (main === null || !isOpen(main.idea)) return 0;
  const entries = await pointsByMerge(store, found, main);
  return entries.reduce((sum, { amount }) => sum + amount, 0);
}

/** The idea of a number, or what its card is about. @throws AppError `not-found` */
export async function viewNumber(store: Store, number: number): Promise<IdeaView> {
  const idea = await store.ideas.byNumber(number);
  if (idea === null) throw new AppError("not-found", `No idea #${number}.`, { what: "idea", idea: number });
  return viewIdea(store, await store.ideas.inFull(idea.id));
}

export type CardExtras = {
  readonly lookAlikes?: readonly ShownLookAlike[];
  readonly notice?: string;
};

/** The idea as this reader sees it now. */
export function cardOf(
  deps: Pick<RecognitionDeps, "calendar">,
  view: IdeaView,
  reader: Person,
  { lookAlikes = [], notice }: CardExtras = {},
): Card {
  const { idea, policy, settings, reviewer, escalatedTo } = view;
  const as = roleIn(view, reader);
  const category = settings.categories.find(({ id }) => id === idea.category);
  const isAsked =
    as === "author" && idea.category === null && (idea.state === "new" || idea.state === "reviewing");
  return ideaCard({
    language: reader.language,
    zone: policy.zone,
    idea,
    as,
    authorNames: view.authors.map(({ name }) => name),
    supporterNames: view.supporters.map(({ name }) => name),
    reviewerName: escalatedTo?.name ?? reviewer?.name ?? null,
    categoryName: category?.name ?? null,
    categories: isAsked ? settings.categories : [],
    metric: metricOf(policy, idea.metric),
    answerBy:
      idea.reviewSince === null
        ? null
        : answerClock(idea.reviewSince, settings, deps.calendar, policy.zone).answerBy,
    effectOn:
      idea.implementedOn === null ? null : effectDueOn(idea.implementedOn, settings.effectCheckAfterDays),
    merged: view.merged,
    standsIn: view.standsIn,
    events: view.events,
    effect: view.effect,
    lookAlikes,
    ...(notice !== undefined && { notice }),
    can: {
      support: as === "reader" && isOpen(idea) && !view.supporters.some(({ id }) => id === reader.id),
      unmerge: idea.state === "merged" && as !== "reader",
    },
    pointsAtStake: view.pointsAtStake,
  });
}

/** Who has a part in an idea is no reviewer of it, whoever was chosen. */
export function roleIn(view: IdeaInFull, person: Pick<Person, "id">): IdeaCardFacts["as"] {
  if (view.authors.some(({ id }) => id === person.id)) return "author";
  return isReviewer(view.idea, person.id) ? "reviewer" : "reader";
}

export function metricOf(policy: Policy, id: string | null): ShownMetric | null {
  const indicator = policy.indicators.find((each) => each.id === id);
  if (indicator === undefined) return null;
  const { name, unit, basis, band, better } = indicator;
  return {
    name,
    unit,
    isShare: isShare(basis),
    band: better === "within" && band !== undefined ? band : null,
  };
}

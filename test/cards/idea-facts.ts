import { catalogueCard } from "#cards/catalogue-card";
import type { Card } from "#cards/card";
import { ideaCard, type IdeaCardFacts } from "#cards/idea-card";
import { ideaFormCard } from "#cards/idea-form-card";
import { ideaNewsCard } from "#cards/idea-news-card";
import { ideaReminderCard } from "#cards/idea-reminder-card";
import { IDEA_STEPS, ideaStepCard } from "#cards/idea-step-card";
import { IDEA_NEWS_WORDS, type IdeaNews } from "#cards/idea-words";
import { myIdeasCard } from "#cards/my-ideas-card";
import { myPointsCard } from "#cards/my-points-card";
import { redemptionCard } from "#cards/redemption-card";
import { compareEffect, type Effect, notComputable } from "#domain/effect";
import { type Idea, IDEA_STATES } from "#domain/idea";
import type { Language } from "#domain/local-text";
import { POINT_KINDS } from "#domain/points";
import { ZONE } from "./facts.ts";

const AT = new Date("2026-11-20T02:00:00Z");
const ABOUT = { metric: "satisfaction", scope: "team", days: 30 } as const;
export const METRIC = {
  name: { zh: "客户满意度", en: "Customer satisfaction" },
  unit: "points",
  isShare: false,
  band: null,
} as const;
const CATEGORIES = [
  { id: "process", name: { zh: "服务流程", en: "Service process" } },
  { id: "product", name: { zh: "产品", en: "Product" } },
];

export function anIdea(change: Partial<Idea> = {}): Idea {
  return {
    id: "0190c0de-1111-7222-8333-444455556666",
    number: 12,
    authorId: "author",
    text: "Refund progress as a card",
    links: [],
    category: "process",
    state: "reviewing",
    revision: 0,
    policyId: "P",
    reviewerId: "reviewer",
    escalatedToId: null,
    reviewSince: AT,
    mergedIntoId: null,
    beforeMerge: null,
    metric: null,
    scope: null,
    adoptedOn: null,
    startedOn: null,
    implementedOn: null,
    verdict: null,
    awardReadyAt: null,
    cardIssue: 1,
    cardIssuedAt: AT,
    createdAt: AT,
    closedAt: null,
    ...change,
  };
}

export function ideaFacts(change: Partial<IdeaCardFacts> & { language: Language }): IdeaCardFacts {
  return {
    zone: ZONE,
    idea: anIdea(),
    as: "reader",
    authorNames: ["L"],
    supporterNames: ["H", "W"],
    reviewerName: "R",
    categoryName: CATEGORIES[0]!.name,
    categories: [],
    metric: null,
    answerBy: "2026-11-27",
    effectOn: null,
    merged: [],
    standsIn: null,
    events: [],
    effect: null,
    lookAlikes: [],
    can: { support: false, unmerge: false },
    pointsAtStake: 10,
    ...change,
  };
}

export const EFFECT: Effect = compareEffect(ABOUT, {
  kind: "mean",
  better: "higher",
  own: { before: { n: 100, mean: 4.1, variance: 0.5 }, after: { n: 120, mean: 4.6, variance: 0.4 } },
  others: { before: { n: 300, mean: 4.2, variance: 0.5 }, after: { n: 310, mean: 4.2, variance: 0.5 } },
});

/** One of each card about ideas and points. */
export function ideaCards(language: Language): Record<string, Card> {
  const facts = (change: Partial<IdeaCardFacts>) => ideaCard(ideaFacts({ language, ...change }));
  const full = anIdea({
    metric: "satisfaction",
    scope: "team",
    adoptedOn: "2026-10-01",
    startedOn: "2026-10-05",
    implementedOn: "2026-10-20",
    verdict: "effective",
    links: ["https://example.com/a"],
  });
  const event = { revision: 1, at: AT, byId: "reviewer", detail: {}, fromState: "reviewing" } as const;
  const redemption = {
    id: full.id,
    price: 50,
    requestedAt: AT,
    reason: null,
    cardIssue: 1,
    cardIssuedAt: AT,
  } as const;
  const money = { name: { zh: "培训名额", en: "Training place" } };
  return {
    "idea-form-card": ideaFormCard({ language, categories: CATEGORIES }),
    ...Object.fromEntries(
      IDEA_STATES.flatMap((state) =>
        (["author", "reviewer", "reader"] as const).map((as) => [
          `idea-card, ${state}, ${as}`,
          facts({
            as,
            idea: { ...full, state },
            metric: METRIC,
            effect: state === "checking" || state === "closed" ? EFFECT : null,
            effectOn: "2026-11-20",
            standsIn: state === "merged" ? 7 : null,
            merged: [13, 14],
            events: [
              { ...event, did: "supplement", toState: "reviewing", note: "three hundred calls a month" },
              { ...event, did: "decline", toState: "declined", note: "done already" },
              { ...event, did: "ask", toState: "needs-more", note: "how many calls?" },
            ],
            can: { support: as === "reader", unmerge: state === "merged" },
          }),
        ]),
      ),
    ),
    "idea-card, received": facts({
      as: "author",
      idea: anIdea({ category: null }),
      categoryName: null,
      categories: CATEGORIES,
      notice: language === "zh" ? "已收到。" : "Received.",
      lookAlikes: [
        { number: 7, text: "A card that shows a refund", state: "adopted", likeness: 0.62, canSupport: true },
        { number: 8, text: "Another one", state: "reviewing", likeness: 0.31, canSupport: false },
      ],
    }),
    "idea-card, not computable": facts({
      as: "reviewer",
      idea: { ...full, state: "checking", verdict: null },
      metric: METRIC,
      effect: notComputable(ABOUT),
    }),
    ...Object.fromEntries(
      IDEA_STEPS.map((step) => [
        `idea-step-card, ${step}`,
        ideaStepCard({
          language,
          idea: full,
          step,
          metrics: CATEGORIES,
          today: "2026-11-20",
          suggested: 7,
          likeAdopted: { number: 7, likeness: 0.55 },
        }),
      ]),
    ),
    ...Object.fromEntries(
      (Object.keys(IDEA_NEWS_WORDS) as IdeaNews[]).map((news) => [
        `idea-news-card, ${news}`,
        ideaNewsCard({
          language,
          idea: full,
          news,
          byName: "R",
          note: "N",
          lines: ["+10"],
          canSupplement: true,
        }),
      ]),
    ),
    "idea-reminder-card": ideaReminderCard({ language, idea: full, answerBy: "2026-11-27" }),
    "my-ideas-card": myIdeasCard({ language, own: [full], waiting: [anIdea({ number: 13 })] }),
    "my-ideas-card, empty": myIdeasCard({ language, own: [], waiting: [] }),
    "my-points-card": myPointsCard({
      language,
      zone: ZONE,
      balance: 60,
      entries: POINT_KINDS.map((kind, place) => ({
        kind,
        amount: place % 2 === 0 ? 10 : -10,
        ideaNumber: place < 2 ? 12 : null,
        itemName: money.name,
        at: AT,
      })),
      hasCatalogue: true,
    }),
    "my-points-card, empty": myPointsCard({
      language,
      zone: ZONE,
      balance: 0,
      entries: [],
      hasCatalogue: false,
    }),
    "catalogue-card": catalogueCard({
      language,
      balance: 60,
      items: [
        { id: "training-place", ...money, price: 50, left: 4 },
        { id: "gone", ...money, price: 10, left: 0 },
        { id: "dear", ...money, price: 80, left: null },
      ],
      request: full.id,
    }),
    "catalogue-card, empty": catalogueCard({ language, balance: 0, items: [], request: full.id }),
    ...Object.fromEntries(
      (["requested", "done", "refused"] as const).flatMap((state) =>
        (["decider", "person"] as const).map((as) => [
          `redemption-card, ${state}, ${as}`,
          redemptionCard({
            language,
            zone: ZONE,
            redemption: { ...redemption, state, reason: state === "refused" ? "N" : null },
            itemName: money.name,
            personName: "L",
            deciderName: state === "requested" ? null : "W",
            as,
          }),
        ]),
      ),
    ),
  };
}

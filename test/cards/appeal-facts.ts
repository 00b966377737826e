import { appealCard } from "#cards/appeal-card";
import { appealChoiceCard, appealFormCard, secondHearingCard } from "#cards/appeal-form-card";
import { appealNewsCard } from "#cards/appeal-news-card";
import { appealReminderCard } from "#cards/appeal-reminder-card";
import type { AppealScale } from "#cards/appeal-values";
import { APPEAL_NOTICE_WORDS, APPEAL_PHRASES, type AppealNotice } from "#cards/appeal-words";
import type { Card } from "#cards/card";
import { evaluationCard } from "#cards/evaluation-card";
import { myAppealsCard } from "#cards/my-appeals-card";
import { type Appeal, type AppealRuling, RULINGS } from "#domain/appeal";
import type { Language } from "#domain/local-text";
import { CONTACT, evaluation, SCORECARD, ZONE } from "./facts.ts";

const AT = new Date("2026-11-20T02:00:00Z");
const ITEM: AppealScale = { kind: "item", item: SCORECARD.sections[1]!.items[0]! };
const FIGURE: AppealScale = {
  kind: "figure",
  name: { zh: "客户满意度", en: "Satisfaction" },
  unit: "percent",
  source: "002 需求沟通",
};

/** Appeal #12, open and with a judge, with the fields that matter handed in. */
export function anAppeal(change: Partial<Appeal> = {}): Appeal {
  return {
    id: "0190c0de-5555-7222-8333-444455556666",
    number: 12,
    target: { about: "evaluation", taskId: "t", evaluationId: "ev-1", scorerId: "p-2", itemId: "listening" },
    ordinal: 1,
    firstId: null,
    agentId: "p-1",
    given: 0,
    proposed: 2,
    reason: "R",
    level: "first",
    judgeId: "p-3",
    revision: 1,
    policyId: "policy-1",
    filedOn: "2026-11-20",
    windowUntil: "2026-11-27",
    answerBy: "2026-11-25",
    filedAt: AT,
    escalatedAt: null,
    cardIssue: 1,
    cardIssuedAt: AT,
    ruled: null,
    ...change,
  };
}

export const aRuling = (change: Partial<AppealRuling> = {}): AppealRuling => ({
  ruling: "keep",
  value: 0,
  reason: "W",
  byId: "p-3",
  at: AT,
  on: "2026-11-24",
  workingDays: 2,
  evaluationId: null,
  ...change,
});
const MONTH = { about: "month", month: "2026-10", metric: "satisfaction" } as const;

/** One of each card of appeals. */
export function appealCards(language: Language): Readonly<Record<string, Card>> {
  const scored = evaluation({ listening: 0 }, { evidence: { need: [1, 2] }, comment: "C" });
  const score = {
    evaluation: scored,
    after: null,
    sectionId: "need",
    contact: CONTACT,
    sceneName: null,
    agent: { alias: "A7" },
    transcriptUrl: "https://x.example/contacts/1",
  };
  const common = { language, zone: ZONE, scale: ITEM, score, firstNumber: null, minReasonCharacters: 8 };
  const facts = { ...common, thirds: [2, 1], secondUntil: null };
  const about = APPEAL_PHRASES.aboutMonth("2026-10");
  const framed = { language, about, until: "2026-11-27", back: { do: "x" } };
  const counts = { filed: 3, ruled: 2, changed: 1, late: 1, days: 2.25 };
  const shown = { evaluation: scored, contact: CONTACT, sceneName: null, scorecard: SCORECARD };
  const sent = { language, zone: ZONE, ...shown, scorerName: null, transcriptUrl: null, isCorrection: false };
  return {
    "appeal-card, receipt": appealCard({ ...facts, appeal: anAppeal(), as: "agent", isReceipt: true }),
    ...Object.fromEntries(
      (Object.keys(APPEAL_NOTICE_WORDS) as AppealNotice[]).map((notice) => [
        `appeal-card, judge, ${notice}`,
        appealCard({ ...facts, appeal: anAppeal(), as: "judge", notice }),
      ]),
    ),
    "appeal-card, judge of a figure": appealCard({
      ...facts,
      appeal: anAppeal({ target: MONTH, given: null, proposed: 92.5, level: "second" }),
      scale: FIGURE,
      score: null,
      firstNumber: 7,
      as: "judge",
    }),
    ...Object.fromEntries(
      RULINGS.flatMap((ruling) =>
        (["agent", "judge", "reader"] as const).map((as) => [
          `appeal-card, ${ruling}, ${as}`,
          appealCard({
            ...facts,
            score: { ...score, after: ruling === "keep" ? null : { ruledScore: 90 } },
            appeal: anAppeal({ ruled: aRuling({ ruling, reason: ruling === "proposed" ? null : "W" }) }),
            secondUntil: ruling === "keep" ? "2026-12-01" : null,
            as,
          }),
        ]),
      ),
    ),
    "appeal-choice-card": appealChoiceCard({
      ...framed,
      next: { do: "x" },
      choices: [{ id: "listening", scale: ITEM, given: 0 }],
    }),
    "appeal-choice-card, figures": appealChoiceCard({
      ...framed,
      next: { do: "x" },
      choices: [{ id: "satisfaction", scale: FIGURE, given: 88.123 }],
    }),
    "appeal-form-card": appealFormCard({
      ...framed,
      send: { do: "x" },
      scale: ITEM,
      given: 0,
      options: [2, 1, null],
      minReasonCharacters: 8,
    }),
    "appeal-form-card, figure": appealFormCard({
      ...framed,
      send: { do: "x" },
      scale: FIGURE,
      given: null,
      options: [],
      minReasonCharacters: 8,
    }),
    "second-hearing-card": secondHearingCard({ ...framed, send: { do: "x" }, minReasonCharacters: 8 }),
    "appeal-news-card, moved up": appealNewsCard({
      language,
      appeal: anAppeal({ level: "escalated" }),
      scale: ITEM,
      as: "agent",
      totals: null,
      secondUntil: null,
    }),
    ...Object.fromEntries(
      (["agent", "scorer"] as const).map((as) => [
        `appeal-news-card, ruled, ${as}`,
        appealNewsCard({
          language,
          scale: ITEM,
          as,
          totals: { before: 60, after: null },
          secondUntil: "2026-12-01",
          appeal: anAppeal({ ruled: aRuling({ ruling: "proposed", value: 2, reason: null, byId: null }) }),
        }),
      ]),
    ),
    "appeal-reminder-card": appealReminderCard({ language, appeal: anAppeal(), scale: ITEM }),
    "my-appeals-card": myAppealsCard({
      language,
      waiting: [{ ...anAppeal(), scale: ITEM }],
      own: [{ ...anAppeal({ ruled: aRuling() }), scale: FIGURE }],
      scores: [{ id: "ev-1", localDate: "2026-11-20", ruledScore: 86.7, until: "2026-11-27" }],
      months: [
        { month: "2026-10", until: "2026-11-12" },
        { month: "2026-09", until: null },
      ],
      counts: {
        from: "2026-08-23",
        to: "2026-11-20",
        total: counts,
        byScorer: [{ ...counts, name: "M" }],
        byItem: [{ ...counts, days: null, name: "I" }],
      },
    }),
    "my-appeals-card, empty": myAppealsCard({
      language,
      waiting: [],
      own: [],
      scores: [],
      months: [],
      counts: null,
    }),
    "evaluation-card, can be appealed": evaluationCard({ ...sent, appeal: { until: "2026-11-27" } }),
    "evaluation-card, appealed": evaluationCard({ ...sent, appeal: { id: "a", number: 12 } }),
  };
}

import { marksFormCard } from "#cards/marks-form-card";
import type { Card } from "#cards/card";
import { monthAskCard } from "#cards/month-ask-card";
import { monthCard, type MonthCardFacts } from "#cards/month-card";
import type { MonthNames } from "#cards/month-lines";
import { monthReminderCard } from "#cards/month-reminder-card";
import { monthResultCard } from "#cards/month-result-card";
import { monthReviewCard } from "#cards/month-review-card";
import { periodCard } from "#cards/period-card";
import type { Language } from "#domain/local-text";
import { type IndicatorResult, MONTH_STATES, type MonthResult } from "#domain/month-result";

const CLAUSE = { zh: "003 三(二)2", en: "003 3.2.2" };
const SAID = {
  zh: { agent: "李雷", other: "小红", supervisor: "韩梅梅", reason: "录音缺失", team: "一组" },
  en: { agent: "Lei Li", other: "Hong Xiao", supervisor: "Mei Han", reason: "Recording is lost", team: "A" },
};
export const MONTH_NAMES: MonthNames = {
  grades: {
    excellent: { zh: "优秀", en: "Excellent" },
    good: { zh: "良好", en: "Good" },
    improve: { zh: "待改进", en: "To improve" },
  },
  indicators: {
    satisfaction: { name: { zh: "客户满意度", en: "Satisfaction" }, unit: "points", band: null },
    complaints: { name: { zh: "投诉率", en: "Complaint rate" }, unit: "per-1000", band: null },
    resolution: { name: { zh: "问题解决率", en: "Resolution" }, unit: "percent", band: null },
    handling: {
      name: { zh: "平均通话时长", en: "Handling time" },
      unit: "seconds",
      band: { from: 120, to: 600 },
    },
    sales: { name: { zh: "销售额", en: "Sales" }, unit: "yuan", band: null },
  },
};

const indicator = (language: Language, change: Partial<IndicatorResult>): IndicatorResult => ({
  indicator: "satisfaction",
  weight: 40,
  value: 4.6,
  count: 35,
  target: 4.5,
  targetFrom: "policy",
  score: 100,
  source: "contacts",
  why: null,
  clause: CLAUSE[language],
  ...change,
});

export function aMonthResult(language: Language, change: Partial<MonthResult> = {}): MonthResult {
  const clause = CLAUSE[language];
  return {
    personId: "0190c0de-1111-7222-8333-444455556666",
    team: SAID[language].team,
    reviewerId: "reviewer",
    presence: 0.5,
    measures: [],
    parts: [
      { id: "knowledge", weight: 20, value: 85, count: null, source: "import", why: null, clause },
      { id: "skill", weight: 30, value: 88.256, count: 12, source: "evaluations", why: null, clause },
      { id: "attitude", weight: 20, value: null, count: null, source: null, why: "not-measured", clause },
      {
        id: "performance",
        weight: 30,
        value: 96,
        count: null,
        source: "indicators",
        why: null,
        clause,
        indicators: [
          indicator(language, {}),
          indicator(language, {
            indicator: "resolution",
            value: 92.34,
            targetFrom: "scale",
            target: 100,
            score: 92.34,
          }),
          indicator(language, {
            indicator: "handling",
            value: 700,
            targetFrom: "band",
            target: null,
            score: 85.7,
          }),
          indicator(language, { indicator: "sales", value: 3_000, targetFrom: "personal", target: 2_500 }),
          indicator(language, {
            indicator: "complaints",
            value: 3,
            target: null,
            targetFrom: null,
            score: null,
            why: "no-target",
          }),
        ],
      },
    ],
    total: 89.996,
    grade: "good",
    factor: 1,
    held: null,
    heldReason: null,
    ...change,
  };
}

/** Cards of the month, one of each. */
export function monthCards(language: Language): Record<string, Card> {
  const said = SAID[language];
  const close = {
    id: "c",
    month: "2026-11",
    version: 2,
    state: "draft",
    appealUntil: null,
    revision: 1,
  } as const;
  const policyTitle = { zh: "标准制度", en: "Standard policy" };
  const result = aMonthResult(language);
  const held = { ...result, total: null, grade: null, held: "supervisor", heldReason: said.reason } as const;
  const before = { total: 85.2, grade: "good", held: null };
  const names = MONTH_NAMES;
  const published = { ...close, state: "published", appealUntil: "2026-12-09" } as const;
  const review = { state: "open", revision: 0 } as const;
  const reviewed = (count: number) =>
    Array.from({ length: count }, (_, place) => ({
      personId: `person-${place}`,
      name: place % 2 === 0 ? said.agent : said.other,
      result: place === 1 ? held : result,
      before: place === 0 ? before : null,
      remark: place === 1 ? { text: said.reason, isHold: true } : null,
    }));
  const month: MonthCardFacts = {
    language,
    close,
    policyTitle,
    names,
    people: 24,
    grades: [
      { grade: "excellent", count: 4 },
      { grade: "good", count: 19 },
    ],
    held: [
      { personId: "p1", name: said.other, held: "supervisor", reason: said.reason },
      { personId: "p2", name: said.agent, held: "missing-part", reason: null },
    ],
    remarks: [{ name: said.agent, text: said.reason }],
    reviews: { done: 1, total: 3, openNames: [said.supervisor, said.other] },
    changes: [{ personId: "p", name: said.agent, before, after: result, parts: ["skill"] }],
    boardsAt: "12-03 09:00",
  };
  const rolledUp = { months: 86, count: 11, review: 90, total: 86.8, grade: "good" };
  const period = { language, period: "2026", months: 12, hasGrades: true, names };
  return {
    "month-result-card": monthResultCard({
      language,
      close: published,
      result,
      names,
      policyTitle,
      before,
      remark: said.reason,
    }),
    "month-result-card, held": monthResultCard({
      language,
      close: published,
      result: held,
      names,
      policyTitle,
      before: null,
      remark: null,
    }),
    "month-review-card": monthReviewCard({ language, close, review, people: reviewed(12), names, page: 1 }),
    "month-review-card, last page": monthReviewCard({
      language,
      close,
      review: { state: "done", revision: 1 },
      people: reviewed(12),
      names,
      page: 9,
    }),
    ...Object.fromEntries(
      MONTH_STATES.map((state) => [
        `month-card, ${state}`,
        monthCard({ ...month, close: { ...published, state } }),
      ]),
    ),
    "month-card, ready": monthCard({
      ...month,
      held: [],
      remarks: [],
      changes: [],
      reviews: { done: 3, total: 3, openNames: [] },
    }),
    "month-ask-card": monthAskCard({
      language,
      month: "2026-11",
      problem: { code: "setting-missing", facts: { setting: "indicators.satisfaction.target" } },
      closedAs: null,
    }),
    "month-ask-card, closed": monthAskCard({ language, month: "2026-11", problem: null, closedAs: 1 }),
    "month-reminder-card, manager": monthReminderCard({ language, close, as: "manager" }),
    "month-reminder-card, reviewer": monthReminderCard({ language, close, as: "reviewer" }),
    "marks-form-card": marksFormCard({
      language,
      month: "2026-12",
      asked: ["knowledge", "skill", "attitude", "year-review"],
      saved: { name: said.agent, marks: { knowledge: 85, "year-review": 90 }, isLate: true },
    }),
    "period-card": periodCard({
      ...period,
      people: [
        { ...rolledUp, name: said.agent },
        { months: null, count: 0, review: null, total: null, grade: null, name: said.other },
      ],
    }),
    "period-card, no grades": periodCard({ ...period, hasGrades: false, people: [] }),
  };
}

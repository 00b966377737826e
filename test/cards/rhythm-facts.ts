import type { Card } from "#cards/card";
import { digestCard, digestReadCard } from "#cards/digest-card";
import { goodCasesCard } from "#cards/good-cases-card";
import { monthCalendarCard } from "#cards/month-calendar-card";
import { weaknessCard } from "#cards/weakness-card";
import { CAPABILITY_AREAS } from "#domain/scorecard";
import type { Language } from "#domain/local-text";
import { CONTACT, evaluation, SCORECARD } from "./facts.ts";

const NAME = { zh: "投诉", en: "Complaint" };
const week = { from: "2026-11-16", to: "2026-11-22" };

/** One of each card that comes by itself each week or month. */
export function rhythmCards(language: Language): Readonly<Record<string, Card>> {
  const item = SCORECARD.sections[1]!.items[0]!;
  const sum = { item, n: 3, share: 0.5, lost: 15, failed: 0 };
  const area = { scene: null, n: 12, mean: 71.234, interval: { low: 60, high: 80 }, worst: sum };
  const scored = evaluation({}, { evidence: { need: [1, 2] } });
  return {
    "digest-card": digestCard({
      language,
      ...week,
      digest: { count: 3, mean: 86.7, keep: sum, change: sum, exampleId: "ev-1" },
    }),
    "digest-card, perfect": digestCard({
      language,
      ...week,
      digest: { count: 8, mean: null, keep: null, change: null, exampleId: null },
    }),
    "digest-read-card": digestReadCard({ language, from: week.from }),
    "month-calendar-card": monthCalendarCard({
      language,
      month: "2026-12",
      due: (["draft", "publish", "appeals-end", "award", "cases", "weakness", "task"] as const).map(
        (kind) => ({
          kind,
          date: kind === "task" ? null : "2026-12-02",
          name: kind === "award" ? NAME : null,
        }),
      ),
    }),
    "weakness-card": weaknessCard({
      language,
      month: "2026-11",
      scenes: [{ id: "complaint", name: NAME }],
      courses: [{ id: "c", name: { zh: "产品沙盘推演", en: "Product sandbox" }, areas: ["knowledge"] }],
      report: {
        forms: 40,
        areas: CAPABILITY_AREAS.map((one, place) => ({
          ...area,
          area: one,
          ...(place === 3 && { n: 2, interval: null }),
        })),
        scenes: [{ ...area, area: "emotion", scene: "complaint" }],
      },
    }),
    "good-cases-card": goodCasesCard({
      language,
      month: "2026-11",
      team: "A",
      advice: sum,
      scenes: [{ id: "complaint", name: NAME }],
      cases: [
        { name: "L", scene: "complaint", evaluation: scored, scorecard: SCORECARD, turns: CONTACT.turns },
      ],
    }),
  };
}

import { boardCard, type BoardCardFacts } from "#cards/board-card";
import type { Card } from "#cards/card";
import type { Language } from "#domain/local-text";
import type { ShownBoard, ShownLine } from "#domain/shown-board";

const NAMES = {
  zh: ["李雷", "王芳", "欧阳修远", "热线一组", "热线二组"],
  en: ["Lei Li", "Grace Wang", "Alexandra Ouyang", "Hotline A", "Hotline B"],
};

const NOBODY: ShownBoard = {
  people: [],
  tie: null,
  unnamed: 0,
  others: 0,
  tooFew: 0,
  noInterval: 0,
  teams: [],
  eligible: [],
};

/** Boards as groups and readers see them, with the same numbers in both languages. */
export function boardCards(language: Language): Readonly<Record<string, Card>> {
  const names = NAMES[language];
  const line = (place: number, value: number, group = 1): ShownLine => ({
    id: String(place),
    name: names[place] ?? "",
    n: 12 + place,
    value,
    low: value - 3.2,
    high: value + 2.9,
    group,
  });
  const people = [line(0, 93.4), line(1, 92.8), line(2, 91.1)];
  const teams = [line(3, 90.2), line(4, 84.6, 2)];
  const facts: BoardCardFacts = {
    language,
    period: "2026-11",
    metric: {
      name: { zh: "质检得分", en: "Quality score" },
      unit: "points",
      isShare: false,
      better: "higher",
      band: null,
      clause: "004 考核指标",
      decimals: 1,
    },
    minimum: 5,
    team: null,
    needsConsent: true,
    shown: { ...NOBODY, people, unnamed: 1, others: 8, tooFew: 2, noInterval: 1, teams },
    asOf: { day: "2026-12-02", version: 1 },
    state: "published",
  };
  const named = people.map(({ id, name }) => ({ id, name }));
  const common = { people: 8, n: 96, value: 91.4, low: 90.2, high: 92.6 };
  const tie = { ...NOBODY, tie: { ...common, named }, unnamed: 5, tooFew: 1 };
  const ranked = { is: "ranked", group: 2, groups: 3, size: 4, n: 9, median: null, p90: null } as const;
  return {
    "board-card": boardCard(facts),
    "board-card, own row": boardCard({ ...facts, own: { ...ranked, value: 88.2, low: 84, high: 91.7 } }),
    "board-card, before publishing": boardCard({
      ...facts,
      state: "hidden",
      own: { is: "too-few", value: 97, n: 3 },
    }),
    "board-card, tie": boardCard({ ...facts, shown: tie, own: { is: "not-measured" } }),
    "board-card, tie of complaints": boardCard({
      ...facts,
      metric: { ...facts.metric, unit: "per-1000", isShare: true, better: "lower" },
      shown: tie,
      change: { joined: [], left: 1, moved: [], tie: { before: 91, after: 91.4 } },
    }),
    "board-card, corrected": boardCard({
      ...facts,
      team: names[3] ?? "",
      change: {
        joined: [names[2] ?? ""],
        left: 1,
        moved: [{ name: names[0] ?? "", before: 92.1, after: 93.4 }],
        tie: null,
      },
    }),
    "board-card, preview": boardCard({
      ...facts,
      state: "preview",
      targets: [{ name: names[3] ?? "", team: names[3] ?? "" }],
      actions: [{ do: "board.preview", close: "1", team: names[4] ?? "", text: names[4] ?? "" }],
    }),
    "board-card, nobody": boardCard({ ...facts, shown: NOBODY, own: { is: "no-interval", value: 90 } }),
    "board-card, text": boardCard({ ...facts, isPlain: true }),
    "board-card, band": boardCard({
      ...facts,
      metric: {
        ...facts.metric,
        name: { zh: "平均通话时长", en: "Mean handling time" },
        unit: "seconds",
        better: "lower",
        band: { from: 120, to: 600 },
        decimals: 0,
      },
      own: { ...ranked, value: 12, low: 8, high: 16, median: 240, p90: 590 },
    }),
  };
}

import { describe, expect, test } from "vitest";
import { renderLark } from "#platforms/lark/render";
import { everyCard } from "./every-card.ts";
import { SCORECARD, wordsOf } from "./facts.ts";

// Made once: there are many, and each test looks at one.
const CARDS = { zh: everyCard("zh"), en: everyCard("en") };
const NAMES = Object.keys(CARDS.zh);
const CHINESE = /[\u4e00-\u9fff]/;
/** Facts stay as they are in both languages: what was said, and the policy's clauses. */
const FACTS = new RegExp(
  [
    ...SCORECARD.sections.flatMap((section) => section.items.map((item) => item.source)),
    "004 考核指标|我的快递还没到|我保证今天给您退款|通话结束",
  ]
    .map((text) => text.replace(/[()]/g, "\\$&"))
    .join("|"),
  "g",
);

describe.each(NAMES)("%s", (name) => {
  test("speaks Chinese to Chinese readers", () => {
    const card = CARDS.zh[name];

    expect(card?.language).toBe("zh");
    expect(card?.title).toMatch(CHINESE);
    expect(card?.summary).not.toBe("");
  });

  test("has no Chinese word left for English readers", () => {
    const card = CARDS.en[name];

    const left =
      card &&
      `${wordsOf(card)}\n${card.summary}`.replace(FACTS, "").match(/.*[\u4e00-\u9fff、：。，（）「」；].*/g);

    expect(left).toBeNull();
  });

  test("says no undefined thing", () => {
    for (const language of ["zh", "en"] as const) {
      const card = CARDS[language][name];

      expect(card && wordsOf(card)).not.toMatch(/undefined|null|NaN|Infinity|\[object|Invalid/);
    }
  });

  test("is drawn for Lark", () => {
    const card = CARDS.zh[name];

    const { content, leftOutTurns } = renderLark(card!);

    expect(JSON.parse(content).body.elements.length).toBeGreaterThan(0);
    expect(leftOutTurns).toBe(0);
  });
});

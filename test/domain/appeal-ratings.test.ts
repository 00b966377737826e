import { describe, expect, it } from "vitest";
import {
  appealableItems,
  betterValues,
  givenValue,
  requireNotLower,
  withValue,
} from "#domain/appeal-ratings";
import { evaluate, type Rating } from "#domain/evaluation";
import type { Item } from "#domain/scorecard";
import { anItem, aScorecard, someFacts } from "./scorecard-builder.ts";

const light = anItem({ id: "light", weight: 10, max: 2 });
const heavy = anItem({ id: "heavy", weight: 30, max: 3 });
const optional = anItem({ id: "optional", weight: 60, max: 1, naAllowed: true });
const capped = anItem({ id: "capped", weight: 10, max: 1, critical: { rule: "cap", cap: 60 } });
const red = anItem({ id: "red", weight: 0, max: 1, critical: { rule: "zero" } });
const flagged = anItem({ id: "flagged", weight: 0, max: 1, critical: { rule: "flag" } });
const form = (items: readonly Item[], ratings: Record<string, Rating>) => {
  const scorecard = aScorecard(...items);
  return { scorecard, scored: evaluate(scorecard, someFacts(), ratings) };
};

describe("what an item may be appealed to", () => {
  it.each([
    ["only better steps, best first", [light, heavy], { light: 0, heavy: 3 }, "light", [2, 1]],
    ["nothing when it is the best already", [light, heavy], { light: 2, heavy: 1 }, "light", []],
    ["N/A when that raises the form", [light, optional], { light: 2, optional: 0 }, "optional", [1, null]],
    [
      "no N/A where the item stands above the rest",
      [light, optional],
      { light: 0, optional: 0 },
      "optional",
      [1],
    ],
    [
      "the best of what was N/A, when that raises the form",
      [light, optional],
      { light: 1, optional: "na" },
      "optional",
      [1],
    ],
    [
      "nothing of what was N/A in a perfect form",
      [light, optional],
      { light: 2, optional: "na" },
      "optional",
      [],
    ],
    ["a red line", [light, red], { light: 2, red: 0 }, "red", [1]],
    ["a mark that costs nothing", [light, flagged], { light: 2, flagged: 0 }, "flagged", [1]],
    [
      "an item under a red line, although the total stays zero",
      [light, red],
      { light: 0, red: 0 },
      "light",
      [2, 1],
    ],
    ["nothing that is no item", [light], { light: 0 }, "other", []],
  ] as [string, Item[], Record<string, Rating>, string, (number | null)[]][])(
    "%s",
    (_, items, ratings, itemId, expected) => {
      const { scorecard, scored } = form(items, ratings);

      expect(betterValues(scorecard, scored, itemId)).toEqual(expected);
    },
  );

  it("names the items of which something better can be thought", () => {
    const { scorecard, scored } = form([light, heavy, red], { light: 1, heavy: 3, red: 1 });

    expect(appealableItems(scorecard, scored).map(({ id }) => id)).toEqual(["light"]);
  });

  it("leaves a hidden item out", () => {
    const hidden = anItem({ id: "hidden", when: { direction: "out" } });
    const scorecard = aScorecard(light, hidden);
    const scored = evaluate(scorecard, someFacts({ direction: "in" }), { light: 1 });

    expect(givenValue(scored, "hidden")).toBeUndefined();
    expect(betterValues(scorecard, scored, "hidden")).toEqual([]);
  });
});

describe("what was not measured", () => {
  it("is not appealed: there is no score that somebody gave", () => {
    const auto = anItem({ id: "auto", max: 1, auto: { metric: "rings", compare: "<=", value: 3 } });
    const scorecard = aScorecard(light, auto);
    const ratedBy = (rings: number | undefined) =>
      evaluate(scorecard, someFacts({ metrics: rings === undefined ? {} : { rings } }), { light: 1 });

    expect(betterValues(scorecard, ratedBy(undefined), "auto")).toEqual([]);
    expect(betterValues(scorecard, ratedBy(5), "auto")).toEqual([1]);
  });
});

describe("a ruling on one item", () => {
  it("reckons the form again from what was stored, and the item says that it was ruled", () => {
    const { scorecard, scored } = form([light, heavy, optional], { light: 1, heavy: 2, optional: 1 });

    const after = withValue(scorecard, scored, "heavy", 3);

    // 100 × (10·1/2 + 30·3/3 + 60·1) / 100
    expect(after.score).toBeCloseTo(95, 10);
    expect(after.items.map(({ why }) => why)).toEqual(["scored", "ruled", "scored"]);
    expect(scored.score).toBeCloseTo(85, 10);
  });

  it("lifts the cap of a critical item without scoring the rest again", () => {
    const { scorecard, scored } = form([light, heavy, capped], { light: 2, heavy: 3, capped: 0 });

    const after = withValue(scorecard, scored, "capped", 1);

    expect([scored.score, scored.ruledScore, scored.criticalFailures]).toEqual([80, 60, ["capped"]]);
    expect([after.score, after.ruledScore, after.criticalFailures]).toEqual([100, 100, []]);
  });

  it("takes away the zero of a red line", () => {
    const { scorecard, scored } = form([light, red], { light: 1, red: 0 });

    expect(scored.ruledScore).toBe(0);
    expect(withValue(scorecard, scored, "red", 1).ruledScore).toBe(50);
  });

  it("keeps what metrics had decided when it was scored", () => {
    const auto = anItem({ id: "auto", max: 1, auto: { metric: "rings", compare: "<=", value: 3 } });
    const scorecard = aScorecard(light, auto);
    const scored = evaluate(scorecard, someFacts({ metrics: { rings: 5 } }), { light: 1 });

    expect(withValue(scorecard, scored, "light", 2).items[1]).toMatchObject({ rating: 0, why: "auto" });
    expect(withValue(scorecard, scored, "auto", 1).score).toBe(75);
  });

  it.each([
    ["off the scale", 3, "outside-scale"],
    ["N/A where the item knows none", null, "bad-input"],
  ] as const)("refuses what is %s", (_, value, code) => {
    const { scorecard, scored } = form([light], { light: 1 });

    expect(() => withValue(scorecard, scored, "light", value)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses an item that nobody rated", () => {
    const { scorecard, scored } = form([light], { light: 1 });

    expect(() => withValue(scorecard, scored, "other", 1)).toThrow(
      expect.objectContaining({ code: "not-found", facts: { what: "appeal-item" } }),
    );
  });

  it.each([
    ["a lower step", [light, heavy], { light: 1, heavy: 1 }, "light", 0],
    ["N/A that lowers the form", [light, optional], { light: 0, optional: 1 }, "optional", null],
    ["N/A that leaves no form at all", [optional], { optional: 0 }, "optional", null],
    ["a newly failed red line", [light, red], { light: 0, red: 1 }, "red", 0],
  ] as [string, Item[], Record<string, Rating>, string, number | null][])(
    "never lowers a score: %s",
    (_, items, ratings, itemId, value) => {
      const { scorecard, scored } = form(items, ratings);

      expect(() => requireNotLower(scored, withValue(scorecard, scored, itemId, value), itemId)).toThrow(
        expect.objectContaining({ code: "bad-input", facts: { what: "appeal-lower" } }),
      );
    },
  );
});

import { describe, expect, it } from "vitest";
import { AppError } from "#domain/error";
import { evaluate } from "#domain/evaluation";
import type { Rating } from "#domain/evaluation";
import type { Item } from "#domain/scorecard";
import { anItem, aScorecard, someFacts } from "./scorecard-builder.ts";

const light = anItem({ id: "light", weight: 10, max: 2 });
const heavy = anItem({ id: "heavy", weight: 30, max: 3 });
const optional = anItem({ id: "optional", weight: 60, max: 1, naAllowed: true });
const kept = anItem({ id: "kept", weight: 0, max: 1 });

function refusal(run: () => unknown): { code: string; facts: object } {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error("nothing was refused");
}

function score(items: readonly Item[], ratings: Record<string, Rating>) {
  return evaluate(aScorecard(...items), someFacts(), ratings);
}

describe("the arithmetic", () => {
  it("weighs each item's share of its scale", () => {
    const outcome = score([light, heavy, optional], { light: 1, heavy: 2, optional: 1 });

    // 100 × (10·1/2 + 30·2/3 + 60·1) / 100
    expect(outcome.score).toBeCloseTo(85, 10);
    expect(outcome.ruledScore).toBe(outcome.score);
    expect(outcome.items.map(({ share }) => share)).toEqual([0.5, 2 / 3, 1]);
  });

  it("takes a not applicable item out of both sums", () => {
    const outcome = score([light, heavy, optional], { light: 1, heavy: 3, optional: "na" });

    // 100 × (10·1/2 + 30·3/3) / 40
    expect(outcome.score).toBeCloseTo(87.5, 10);
    expect(outcome.items[2]).toEqual({ itemId: "optional", rating: "na", why: "scored", share: null });
  });

  it("measures from the lowest step, wherever the scale begins", () => {
    const fromOne = anItem({ id: "stars", min: 1, max: 5, weight: 100 });

    expect(score([fromOne], { stars: 1 }).score).toBe(0);
    expect(score([fromOne], { stars: 4 }).score).toBe(75);
  });

  it("gives no score, not zero, when nothing was rated", () => {
    const outcome = score([optional], { optional: "na" });

    expect(outcome.score).toBeNull();
    expect(outcome.ruledScore).toBeNull();
  });

  it("gives no score when only items without weight were rated", () => {
    expect(score([kept, optional], { kept: 1, optional: "na" }).score).toBeNull();
  });

  it("counts a hidden item as not applicable and keeps what hid it", () => {
    const onlyCalls = anItem({ id: "calls", weight: 60, when: { channel: ["voice"] } });

    const outcome = evaluate(aScorecard(light, onlyCalls), someFacts({ channel: "chat" }), { light: 1 });

    expect(outcome.score).toBe(50);
    expect(outcome.items[1]).toEqual({
      itemId: "calls",
      rating: "na",
      why: "hidden",
      hiddenBy: "channel in voice",
      share: null,
    });
  });

  it("counts what metrics rated, and leaves out what they did not measure", () => {
    const auto = anItem({
      id: "auto",
      weight: 30,
      max: 1,
      auto: { metric: "rings", compare: "<=", value: 3 },
    });
    const scorecard = aScorecard(light, auto);

    const late = evaluate(scorecard, someFacts({ metrics: { rings: 5 } }), { light: 2 });
    const unmeasured = evaluate(scorecard, someFacts(), { light: 2 });

    expect(late.score).toBe(25);
    expect(late.items[1]).toEqual({ itemId: "auto", rating: 0, why: "auto", share: 0 });
    expect(unmeasured.score).toBe(100);
    expect(unmeasured.items[1]).toEqual({ itemId: "auto", rating: "na", why: "auto", share: null });
  });
});

describe("a critical failure", () => {
  const zero = anItem({ id: "zero", weight: 0, max: 1, critical: { rule: "zero" } });
  const cap60 = anItem({ id: "cap60", weight: 0, max: 1, critical: { rule: "cap", cap: 60 } });
  const cap40 = anItem({ id: "cap40", weight: 0, max: 1, critical: { rule: "cap", cap: 40 } });
  const flag = anItem({ id: "flag", weight: 0, max: 1, critical: { rule: "flag" } });

  it("makes zero of the score and keeps the arithmetic beside it", () => {
    const outcome = score([heavy, zero], { heavy: 2, zero: 0 });

    expect(outcome.score).toBeCloseTo(66.667, 3);
    expect(outcome.ruledScore).toBe(0);
    expect(outcome.criticalFailures).toEqual(["zero"]);
  });

  it("caps a higher score and leaves a lower one", () => {
    expect(score([light, cap60], { light: 2, cap60: 0 }).ruledScore).toBe(60);
    expect(score([light, cap60], { light: 1, cap60: 0 }).ruledScore).toBe(50);
  });

  it("takes the lowest cap of several", () => {
    const outcome = score([light, cap60, cap40], { light: 2, cap60: 0, cap40: 0 });

    expect(outcome.ruledScore).toBe(40);
    expect(outcome.criticalFailures).toEqual(["cap60", "cap40"]);
  });

  it("may be a flag only", () => {
    const outcome = score([light, flag], { light: 2, flag: 0 });

    expect(outcome.ruledScore).toBe(100);
    expect(outcome.criticalFailures).toEqual(["flag"]);
  });

  it("is the lowest step alone, and never a not applicable item", () => {
    const steps = anItem({ id: "steps", max: 2, critical: { rule: "zero" } });
    const maybe = anItem({ id: "maybe", max: 1, naAllowed: true, critical: { rule: "zero" } });

    const outcome = score([steps, maybe], { steps: 1, maybe: "na" });

    expect(outcome.criticalFailures).toEqual([]);
    expect(outcome.ruledScore).toBe(50);
  });

  it("is zero even when nothing else could be rated, while a cap has nothing to cap", () => {
    expect(score([optional, zero], { optional: "na", zero: 0 })).toMatchObject({
      score: null,
      ruledScore: 0,
    });
    expect(score([optional, cap60], { optional: "na", cap60: 0 })).toMatchObject({ ruledScore: null });
  });

  it("follows from a metric as well", () => {
    const auto = anItem({
      id: "auto",
      max: 1,
      auto: { metric: "complaint", is: false },
      critical: { rule: "zero" },
    });

    const outcome = evaluate(aScorecard(light, auto), someFacts({ metrics: { complaint: true } }), {
      light: 2,
    });

    expect(outcome).toMatchObject({ score: 50, ruledScore: 0, criticalFailures: ["auto"] });
  });
});

describe("what is refused", () => {
  it("names every item that has no rating", () => {
    const refused = refusal(() => score([light, heavy, optional], { heavy: 1 }));

    expect(refused.code).toBe("missing-item");
    expect(refused.facts).toEqual({
      item: "项目light、项目optional",
      itemEn: "Item light, Item optional",
      itemId: "light,optional",
      missing: 2,
    });
  });

  it.each([[-1], [3], [1.5], [Number.NaN]])("a rating of %d on a scale from 0 to 2", (rating) => {
    const refused = refusal(() => score([light], { light: rating }));

    expect(refused).toMatchObject({ code: "outside-scale", facts: { item: "项目light", min: 0, max: 2 } });
  });

  it("not applicable where an answer is needed", () => {
    expect(refusal(() => score([light], { light: "na" }))).toMatchObject({
      code: "bad-input",
      facts: { item: "项目light", what: "not-applicable" },
    });
  });

  it("an item that the scorecard does not have", () => {
    const refused = refusal(() => score([light], { light: 1, dark: 1 }));

    expect(refused).toEqual({ code: "bad-input", facts: { itemId: "dark" } });
  });

  it("the name of an inherited property as an item", () => {
    const named = anItem({ id: "constructor" });

    expect(refusal(() => score([named], {}))).toMatchObject({ code: "missing-item" });
  });

  it("a rating for a hidden item", () => {
    const hidden = anItem({ id: "hidden", when: { channel: ["voice"] } });

    const refused = refusal(() =>
      evaluate(aScorecard(light, hidden), someFacts({ channel: "chat" }), { light: 1, hidden: 1 }),
    );

    expect(refused).toMatchObject({ code: "bad-input", facts: { itemId: "hidden" } });
  });

  it("a scorer's rating for an automatic item, measured or not", () => {
    const auto = anItem({ id: "auto", max: 1, auto: { metric: "rings", compare: "<=", value: 3 } });

    expect(refusal(() => score([auto], { auto: 1 }))).toMatchObject({
      code: "bad-input",
      facts: { itemId: "auto" },
    });
  });
});

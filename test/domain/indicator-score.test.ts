import { describe, expect, it } from "vitest";
import {
  indicatorResult,
  type IndicatorRule,
  isTargetOnScale,
  scoreIndicator,
} from "#domain/indicator-score";
import type { FrozenMeasure } from "#domain/month-result";

const rule = (change: Partial<IndicatorRule> = {}): IndicatorRule => ({
  id: "satisfaction",
  weight: 40,
  better: "higher",
  isAmount: false,
  scale: { from: 1, to: 5 },
  band: null,
  target: 4.5,
  clause: "001 六(二)1",
  ...change,
});
const measure = (change: Partial<FrozenMeasure> = {}): FrozenMeasure => ({
  metric: "satisfaction",
  value: 4.15,
  count: 20,
  target: null,
  source: "contacts",
  ...change,
});
const percent = { from: 0, to: 100 };
const seconds = { better: "lower", scale: null, target: 30 } as const;
const band = { better: "within", scale: null, target: null, band: { from: 120, to: 600 } } as const;

describe("a measured value as 0 to 100", () => {
  it.each([
    ["a rating at its target", rule(), 4.5, 4.5, 100],
    ["a rating beyond it earns no more", rule(), 5, 4.5, 100],
    ["the worst rating, which is 1 and not 0", rule(), 1, 4.5, 0],
    ["a rating half way", rule(), 2.75, 4.5, 50],
    ["a percentage", rule({ scale: percent }), 72, 90, 80],
    ["a time within its target", rule(seconds), 12, 30, 100],
    ["a time twice as long", rule(seconds), 60, 30, 50],
    ["no complaint where none is the target", rule({ ...seconds, target: 0 }), 0, 0, 100],
    ["one complaint where none is the target", rule({ ...seconds, target: 0 }), 1, 0, 0],
    ["a call inside the band", rule(band), 300, 0, 100],
    ["a call at its edge", rule(band), 600, 0, 100],
    ["a call half as short as the band", rule(band), 60, 0, 50],
    ["a call twice as long as the band", rule(band), 1_200, 0, 50],
  ])("%s", (_, about, value, target, score) => {
    expect(scoreIndicator(about, value, target)).toBeCloseTo(score, 10);
  });
});

describe("what it is measured against", () => {
  it.each([
    ["the personal target before the policy's", rule(), { target: 4.15 }, 1, 4.15, "personal", 100],
    ["the policy's", rule(), {}, 1, 4.5, "policy", 90],
    ["the top of a closed scale", rule({ target: null }), {}, 1, 5, "scale", 78.75],
    [
      "the band, whatever personal target there is",
      rule(band),
      { value: 300, target: 9 },
      1,
      null,
      "band",
      100,
    ],
    [
      "an amount's target by the days that somebody was there",
      rule({ isAmount: true, scale: null, target: 20 }),
      { value: 10 },
      0.5,
      10,
      "policy",
      100,
    ],
  ] as const)("is %s", (_, about, change, presence, target, targetFrom, score) => {
    const result = indicatorResult(about, measure(change), presence);

    expect(result).toMatchObject({ target, targetFrom, why: null });
    expect(result.score).toBeCloseTo(score, 10);
  });

  it("may be nothing: then the value is shown and does not count", () => {
    const result = indicatorResult(rule({ ...seconds, target: null }), measure({ value: 12 }), 1);

    expect(result).toMatchObject({ value: 12, score: null, why: "no-target" });
  });

  it.each([undefined, measure({ value: null, target: 4 })])("is of no use without a value", (given) => {
    expect(indicatorResult(rule(), given, 1)).toMatchObject({
      value: null,
      score: null,
      count: null,
      source: null,
      why: "not-measured",
    });
  });
});

describe("a target", () => {
  it.each([
    [90, rule(), false],
    [1, rule(), false],
    [4.5, rule(), true],
    [101, rule({ scale: percent }), false],
    [30, rule(seconds), true],
  ])("of %d is on its scale or not", (target, about, is) => {
    expect(isTargetOnScale(about, target)).toBe(is);
  });
});

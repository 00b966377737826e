import { describe, expect, it } from "vitest";
import { compareEffect, type Comparison, effectWindows, notComputable, verdictOf } from "#domain/effect";

const ABOUT = { metric: "m", scope: "team", days: 30 } as const;
const share = (hits: number, n: number) => ({ n, mean: hits / n, variance: (hits / n) * (1 - hits / n) });
const mean = (value: number, variance: number, n: number) => ({ n, mean: value, variance });
const compare = (change: Partial<Comparison> & Pick<Comparison, "own">) =>
  compareEffect(ABOUT, { kind: "mean", better: "higher", others: null, ...change });

describe("an effect", () => {
  it("of a share is Newcombe's difference of two proportions (1998, example a: 56/70 against 48/80)", () => {
    const { change } = compare({ kind: "share", own: { before: share(48, 80), after: share(56, 70) } });

    expect(change!.value).toBeCloseTo(0.2, 6);
    expect(change!.low).toBeCloseTo(0.0524, 4);
    expect(change!.high).toBeCloseTo(0.3339, 4);
  });

  it("of a mean stands with Student's interval and its count", () => {
    const { before } = compare({ own: { before: mean(5, 10, 10), after: mean(5, 10, 10) } });

    // t(9) = 2.2622
    expect(before).toMatchObject({ n: 10, value: 5 });
    expect(before!.high - 5).toBeCloseTo(2.2622, 3);
  });

  it.each([
    ["higher", 4.2, 4.6, "better"],
    ["higher", 4.6, 4.2, "worse"],
    ["lower", 60, 30, "better"],
    ["lower", 30, 60, "worse"],
  ] as const)("where %s is better, from %d to %d, is %s", (better, from, to, finding) => {
    const own = { before: mean(from, 0.5, 200), after: mean(to, 0.5, 200) };

    expect(compare({ better, own }).finding).toBe(finding);
  });

  it("that may as well be none cannot be told, however large the difference looks", () => {
    const effect = compare({ own: { before: mean(4.0, 1, 8), after: mean(4.5, 1, 8) } });

    expect(effect.finding).toBe("cannot-tell");
    expect(effect.change!.low).toBeLessThan(0);
    expect(verdictOf(effect.finding)).toBe("cannot-tell");
  });

  it("that all teams had is none of the idea's", () => {
    const own = { before: mean(4.0, 0.5, 300), after: mean(4.5, 0.5, 300) };

    const effect = compare({ own, others: own });

    expect(effect.change!.low).toBeGreaterThan(0);
    expect(effect.beyondOthers!.value).toBeCloseTo(0, 9);
    expect(effect.finding).toBe("cannot-tell");
  });

  it("beyond the others' is the difference of the differences, with the doubt of all four", () => {
    const own = { before: mean(4.0, 0.5, 300), after: mean(4.6, 0.5, 300) };
    const others = { before: mean(4.1, 0.5, 900), after: mean(4.2, 0.5, 900) };

    const { change, beyondOthers, finding } = compare({ own, others });

    expect(beyondOthers!.value).toBeCloseTo(0.5, 9);
    expect(beyondOthers!.high - beyondOthers!.low).toBeGreaterThan(change!.high - change!.low);
    expect(finding).toBe("better");
  });

  it("is not compared with others who were hardly measured", () => {
    const own = { before: mean(4.0, 0.5, 300), after: mean(4.6, 0.5, 300) };

    const effect = compare({ own, others: { before: mean(4, 0.5, 4), after: mean(4, 0.5, 300) } });

    expect(effect).toMatchObject({ others: null, beyondOthers: null, finding: "better" });
  });

  it("of fewer than five measurements is not reckoned", () => {
    const effect = compare({ own: { before: mean(4, 0.5, 4), after: mean(5, 0.5, 400) } });

    expect(effect).toMatchObject({ before: null, change: null, finding: "too-few" });
  });

  it("of a metric that is imported says so", () => {
    expect(notComputable(ABOUT).finding).toBe("not-computable");
  });
});

it("the days compared are as many before the adoption as after the day of the change", () => {
  expect(effectWindows("2026-11-02", "2026-11-20", 30)).toEqual({
    before: { from: "2026-10-03", to: "2026-11-01" },
    after: { from: "2026-11-21", to: "2026-12-20" },
  });
});

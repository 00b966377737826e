import { describe, expect, it } from "vitest";
import { chiSquareTail, fTail, logGamma, normalTwoSided, studentTwoSided } from "#domain/distributions";
import { wilson } from "#domain/intervals";
import { pauleMandel, shrink } from "#domain/shrinkage";
import { normal, seeded } from "../support/seeded.ts";

describe("tails of distributions", () => {
  it.each([
    ["χ²(1) at 3.8414588", chiSquareTail(3.841458820694124, 1), 0.05],
    ["χ²(10) at 18.307038", chiSquareTail(18.307038053275146, 10), 0.05],
    ["χ²(2) is exponential", chiSquareTail(7, 2), Math.exp(-3.5)],
    ["χ²(100) at 124.342", chiSquareTail(124.34211340400407, 100), 0.05],
    ["χ²(5) at 0", chiSquareTail(0, 5), 1],
    ["normal at 1.96", normalTwoSided(1.959963984540054), 0.05],
    ["normal at 5", normalTwoSided(5), 5.733031437583866e-7],
    ["F(3, 20) at 3.098391", fTail(3.0983912121407795, 3, 20), 0.05],
    ["F(1, 1) at 161.4476", fTail(161.44763879758855, 1, 1), 0.05],
    ["F(7, 4046) at 0.63", fTail(0.63, 7, 4046), 0.7317],
    ["t(9) at 2.262157", studentTwoSided(2.2621571628540993, 9), 0.05],
    ["t(1) at 12.7062", studentTwoSided(12.706204736432095, 1), 0.05],
  ])("%s", (_, found, expected) => {
    expect(found).toBeCloseTo(expected, expected === 0.7317 ? 3 : 10);
  });

  it("the gamma function of whole and half numbers", () => {
    expect(logGamma(6)).toBeCloseTo(Math.log(120), 12);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  });
});

describe("Wilson's interval", () => {
  it.each([
    [81, 263, 0.25528852, 0.366209577],
    [15, 148, 0.0623864, 0.160487242],
    [0, 20, 0, 0.161125158],
    [1, 29, 0.006113214, 0.171755219],
    [18, 20, 0.698966355, 0.972133519],
  ])("of %d in %d", (hits, n, low, high) => {
    const found = wilson(hits / n, n);

    expect(found.low).toBeCloseTo(low, 8);
    expect(found.high).toBeCloseTo(high, 8);
  });

  it.each([
    [38, 38],
    [0, 77],
  ])("of %d in %d stays between 0 and 1", (hits, n) => {
    const { low, high } = wilson(hits / n, n);

    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(1);
  });

  it("puts what is well founded first when ordered by the lower bound", () => {
    const shares = [
      [1, 1],
      [4, 5],
      [90, 100],
      [10, 10],
    ] as const;

    const ordered = [...shares].sort(([a, n], [b, m]) => wilson(b / m, m).low - wilson(a / n, n).low);

    expect(ordered).toEqual([
      [90, 100],
      [10, 10],
      [4, 5],
      [1, 1],
    ]);
  });
});

describe("shrinkage", () => {
  const BATTERS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7].map(
    (hits) => hits / 45,
  );

  it("gives the batters of Efron and Morris (1977)", () => {
    const mean = BATTERS.reduce((total, each) => total + each, 0) / 18;
    const variance = (mean * (1 - mean)) / 45;

    const { centre, estimates } = shrink(BATTERS.map((average) => ({ mean: average, variance })));

    expect(variance).toBeCloseTo(0.004332842, 9);
    expect(centre).toBeCloseTo(0.265432099, 9);
    expect((estimates[0]!.value - centre) / (0.4 - centre)).toBeCloseTo(0.211653417, 8);
    expect(estimates[0]!.value).toBeCloseTo(0.2939, 4);
    expect(estimates[17]!.value).toBeCloseTo(0.2422, 4);
  });

  it("makes the eight schools a tie", () => {
    const sds = [15, 10, 16, 11, 9, 11, 10, 18];
    const schools = [28, 8, -3, 7, -1, 1, 18, 12].map((mean, place) => ({
      mean,
      variance: sds[place]! ** 2,
    }));

    const { tau2, estimates } = shrink(schools);

    expect(tau2).toBe(0);
    for (const { value } of estimates) expect(value).toBeCloseTo(7.685617, 6);
  });

  it("leaves means that were seen exactly where they are", () => {
    const { estimates } = shrink([70, 80, 90, 95].map((mean) => ({ mean, variance: 0.01 })));

    expect(estimates.map(({ value }) => Math.round(value * 10) / 10)).toEqual([70, 80, 90, 95]);
  });

  it("draws what was seen less often further to the centre", () => {
    const { centre, estimates } = shrink(
      [
        [95, 40],
        [95, 2],
        [80, 2],
        [75, 2],
        [85, 2],
      ].map(([mean, variance]) => ({ mean: mean!, variance: variance! })),
    );

    expect(estimates[0]!.value).toBeLessThan(estimates[1]!.value);
    expect(estimates[0]!.value).toBeGreaterThan(centre);
    expect(estimates[0]!.high - estimates[0]!.low).toBeGreaterThan(estimates[1]!.high - estimates[1]!.low);
  });

  it("finds the τ² with which Q is what chance would give", () => {
    const seen = [10, 20, 35, 50].map((mean, place) => ({ mean, variance: 4 + place }));
    const tau2 = pauleMandel(seen);

    const weights = seen.map(({ variance }) => 1 / (variance + tau2));
    const total = weights.reduce((sum, each) => sum + each, 0);
    const centre = seen.reduce((sum, { mean }, place) => sum + mean * weights[place]!, 0) / total;
    const q = seen.reduce((sum, { mean }, place) => sum + (mean - centre) ** 2 * weights[place]!, 0);
    expect(q).toBeCloseTo(3, 8);
  });

  it("covers the true values of 95 in 100", () => {
    const random = seeded(7);
    let covered = 0;
    for (let round = 0; round < 300; round += 1) {
      const truths = Array.from({ length: 12 }, () => 80 + 4 * normal(random));
      const seen = truths.map((truth, place) => {
        const variance = 144 / (5 + place * 3);
        return { mean: truth + Math.sqrt(variance) * normal(random), variance };
      });
      shrink(seen).estimates.forEach(({ low, high }, place) => {
        if (low <= truths[place]! && truths[place]! <= high) covered += 1;
      });
    }

    expect(covered / 3_600).toBeGreaterThan(0.93);
    expect(covered / 3_600).toBeLessThan(0.98);
  });
});

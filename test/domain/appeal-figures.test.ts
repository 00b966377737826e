import { describe, expect, it } from "vitest";
import { appealableFigures, isBetterFigure } from "#domain/appeal-figures";
import type { FrozenMeasure, IndicatorResult, MonthResult, PartResult } from "#domain/month-result";

const measure = (
  metric: string,
  source: FrozenMeasure["source"],
  value: number | null = 80,
): FrozenMeasure => ({
  metric,
  source,
  value,
  count: 3,
  target: null,
});
const part = (id: PartResult["id"], change: Partial<PartResult> = {}): PartResult => ({
  id,
  weight: 25,
  value: null,
  count: null,
  source: null,
  why: "not-measured",
  clause: "",
  ...change,
});
const indicator = (name: string, change: Partial<IndicatorResult> = {}): IndicatorResult => ({
  indicator: name,
  weight: 50,
  value: 80,
  count: 3,
  target: null,
  targetFrom: null,
  score: null,
  source: "contacts",
  why: null,
  clause: "",
  ...change,
});
const month = (parts: PartResult[], measures: FrozenMeasure[]): MonthResult => ({
  personId: "p",
  team: null,
  reviewerId: null,
  presence: 1,
  parts,
  measures,
  total: null,
  grade: null,
  factor: null,
  held: null,
  heldReason: null,
});

describe("the figures of a month that can be appealed", () => {
  it("are what contacts and people outside gave, and what is missing", () => {
    const result = month(
      [
        part("knowledge"),
        part("attitude", { source: "import" }),
        part("skill", { source: "evaluations" }),
        part("performance", {
          indicators: [
            indicator("satisfaction"),
            indicator("missing", { value: null, source: null }),
            indicator("compliance", { source: "evaluations" }),
            indicator("unweighed", { weight: 0 }),
          ],
        }),
      ],
      [
        measure("attitude", "import"),
        measure("skill", "evaluations"),
        measure("satisfaction", "contacts", 88.5),
      ],
    );

    expect(appealableFigures(result)).toEqual([
      { metric: "knowledge", given: null, count: null },
      { metric: "attitude", given: 80, count: 3 },
      { metric: "satisfaction", given: 88.5, count: 3 },
      { metric: "missing", given: null, count: null },
    ]);
  });

  it("count a skill mark only when somebody brought it, and no part without weight", () => {
    const parts = [part("skill"), part("knowledge", { weight: 0 })];

    expect(appealableFigures(month(parts, []))).toEqual([]);
    expect(appealableFigures(month(parts, [measure("skill", "import")]))).toHaveLength(1);
  });
});

describe("a better figure", () => {
  const percent = { unit: "percent", better: "higher" } as const;
  const seconds = { unit: "seconds", better: "lower" } as const;
  const band = { unit: "seconds", better: "within", band: { from: 120, to: 600 } } as const;

  it.each([
    [percent, 80, 80.5, true],
    [percent, 80, 80, false],
    [percent, 80, 79, false],
    [percent, 80, 101, false],
    [percent, null, 0, true],
    [percent, 80, null, false],
    [seconds, 30, 20, true],
    [seconds, 30, 31, false],
    [seconds, 30, -1, false],
    [band, 700, 610, true],
    [band, 100, 650, false],
    [band, 100, 300, true],
    [band, 300, 200, false],
  ])("of %j: from %s to %s is %s", (kind, given, proposed, expected) => {
    expect(isBetterFigure(kind, given, proposed)).toBe(expected);
  });
});

import { describe, expect, it } from "vitest";
import { readMarks } from "#domain/entered-marks";
import { findPeriod, readPeriod, rollUp } from "#domain/month-roll-up";

const LEVELS = [
  { id: "good", from: 80, factor: null },
  { id: "improve", from: 0, factor: null },
];

describe("a period", () => {
  it.each([
    ["2026Q4", "2026Q4", "2026-10", "2026-12", 3],
    ["2026-q1", "2026Q1", "2026-01", "2026-03", 3],
    ["2026", "2026", "2026-01", "2026-12", 12],
    ["2026年", "2026", "2026-01", "2026-12", 12],
  ])("%s has its months", (text, id, first, last, count) => {
    const period = readPeriod(text);

    expect(period.id).toBe(id);
    expect([period.months[0], period.months.at(-1), period.months.length]).toEqual([first, last, count]);
  });

  it.each(["2026Q5", "2026-11", "", "上季度"])("%j is none", (text) => {
    expect(findPeriod(text)).toBeNull();
    expect(() => readPeriod(text)).toThrow(
      expect.objectContaining({ facts: { what: "period", typed: text } }),
    );
  });
});

describe("a quarter or a year", () => {
  it("is the mean of the months that have a total", () => {
    const rolledUp = rollUp([80, null, 90], null, { reviewWeight: 0, levels: LEVELS });

    expect(rolledUp).toEqual({ months: 85, count: 2, review: null, total: 85, grade: "good" });
  });

  it("counts the year's review with its weight, and goes without one that was not held", () => {
    const rules = { reviewWeight: 20, levels: LEVELS };

    expect(rollUp([70, 90], 60, rules)).toMatchObject({
      months: 80,
      review: 60,
      total: 76,
      grade: "improve",
    });
    expect(rollUp([70, 90], null, rules)).toMatchObject({ review: null, total: 80, grade: "good" });
  });

  it("of no months is none, whatever the review", () => {
    expect(rollUp([null], 90, { reviewWeight: 20, levels: LEVELS })).toMatchObject({
      total: null,
      grade: null,
    });
  });

  it("has no grade where the policy has no scheme", () => {
    expect(rollUp([85], null, { reviewWeight: 0, levels: null })).toMatchObject({ total: 85, grade: null });
  });
});

describe("marks that were filled in", () => {
  it("are read with point or comma, also in full width; blanks are none", () => {
    const marks = readMarks({
      knowledge: "85",
      skill: "８８．５",
      attitude: " ",
      "year-review": "90,25",
      person: "x",
    });

    expect(Object.fromEntries(marks)).toEqual({ knowledge: 85, skill: 88.5, "year-review": 90.25 });
  });

  it.each(["101", "-1", "九十", "9e1", "1.2.3"])("%s is none", (typed) => {
    expect(() => readMarks({ knowledge: typed })).toThrow(
      expect.objectContaining({ code: "bad-input", facts: { what: "mark", mark: "knowledge", typed } }),
    );
  });

  it("must be one at least", () => {
    expect(() => readMarks({ person: "1001" })).toThrow(
      expect.objectContaining({ facts: { what: "no-mark" } }),
    );
  });
});

import { describe, expect, it } from "vitest";
import { addMonths, firstDayOf, isOver, lastDayOf, quarterMonths, quarterOf, readMonth } from "#domain/month";

describe("a month", () => {
  it.each([
    ["2026-02", "2026-02-28"],
    ["2028-02", "2028-02-29"],
    ["2026-12", "2026-12-31"],
  ])("%s ends on %s", (month, last) => {
    expect([firstDayOf(month), lastDayOf(month)]).toEqual([`${month}-01`, last]);
  });

  it("is over on the day after its last", () => {
    expect(isOver("2026-11", "2026-11-30")).toBe(false);
    expect(isOver("2026-11", "2026-12-01")).toBe(true);
  });

  it("is counted on across years", () => {
    expect([addMonths("2026-11", 2), addMonths("2026-01", -1), addMonths("2026-05", 0)]).toEqual([
      "2027-01",
      "2025-12",
      "2026-05",
    ]);
  });

  it.each([
    ["2026-10", "2026Q4"],
    ["2026-12", "2026Q4"],
    ["2026-03", "2026Q1"],
  ])("%s lies in %s", (month, quarter) => {
    expect(quarterOf(month)).toBe(quarter);
    expect(quarterMonths(month)).toContain(month);
    expect(quarterMonths(month)).toHaveLength(3);
  });

  it.each(["2026-13", "2026-1", "26-01", "2026/01", "", "2026-11-01"])("is not written as %j", (text) => {
    expect(() => readMonth(text)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });
});

import { describe, expect, it } from "vitest";
import { chineseCalendar } from "#time/chinese-calendar";

const official = chineseCalendar({ workingDays: [], holidays: [] });

describe("the Chinese calendar", () => {
  // State Council, plan for 2026: Spring Festival 15 to 23 February, made up on 14 and 28 February.
  it.each([
    ["2026-11-20", true, "a Friday"],
    ["2026-11-21", false, "a Saturday"],
    ["2026-02-14", true, "a Saturday that is made up"],
    ["2026-02-17", false, "the Spring Festival"],
    ["2026-02-23", false, "a Monday of the Spring Festival"],
    ["2026-02-28", true, "another Saturday that is made up"],
    ["2026-10-01", false, "National Day"],
  ])("on %s answers %s: %s", (date, expected) => {
    expect(official.isWorkingDay(date)).toBe(expected);
  });

  it("lets the policy's own dates go first", () => {
    const own = chineseCalendar({ workingDays: ["2026-11-21"], holidays: ["2026-11-20", "2026-11-21"] });

    expect(["2026-11-20", "2026-11-21", "2026-11-23"].map(own.isWorkingDay)).toEqual([false, true, true]);
  });

  it("goes by weekends and fixed dates in a year whose official plan is not known", () => {
    expect(["2035-05-01", "2035-10-02", "2035-05-02", "2035-05-05"].map(official.isWorkingDay)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});

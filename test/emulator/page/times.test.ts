import { describe, expect, it } from "vitest";
import { clockTargets, dayLabel, dayOf, instantOf, listTime, timeOf } from "#emulator/page/times";

const near = { today: "今天", yesterday: "昨天" };
const at = (date: string, time: string): number => instantOf(date, time);
const FRIDAY = at("2026-11-20", "17:30");

describe("times of the page", () => {
  it("are Shanghai's, also shortly after midnight there", () => {
    const ms = Date.parse("2026-11-19T16:05:00Z");

    expect(timeOf(ms)).toBe("00:05");
    expect(dayOf(ms, FRIDAY, "zh")).toBe("11月20日 周五");
    expect(dayOf(ms, FRIDAY, "en")).toBe("Fri, Nov 20");
  });

  it("name the year only when it is another one", () => {
    expect(dayOf(at("2025-12-31", "10:00"), FRIDAY, "zh")).toBe("2025年12月31日 周三");
    expect(dayOf(at("2025-12-31", "10:00"), FRIDAY, "en")).toBe("Wed, Dec 31, 2025");
  });

  it.each([
    ["2026-11-20", "09:10", "09:10", "今天 · 11月20日 周五"],
    ["2026-11-19", "23:59", "昨天", "昨天 · 11月19日 周四"],
    ["2026-11-02", "08:00", "11月2日", "11月2日 周一"],
    ["2025-01-05", "08:00", "2025/01/05", "2025年1月5日 周日"],
  ])("%s %s is %s in a list and %s between days", (date, time, inList, between) => {
    const ms = at(date, time);

    expect(listTime(ms, FRIDAY, "zh", near)).toBe(inList);
    expect(dayLabel(ms, FRIDAY, "zh", near)).toBe(between);
  });
});

describe("the clock's buttons", () => {
  it("lead to today's evening as long as it is ahead, else to tomorrow's", () => {
    const before = clockTargets(at("2026-11-20", "18:09"), "2026-11-23");
    const after = clockTargets(at("2026-11-20", "18:10"), "2026-11-23");

    expect(before.evening).toBe(at("2026-11-20", "18:10"));
    expect(after.evening).toBe(at("2026-11-21", "18:10"));
  });

  it("lead to tomorrow and to the next working day at ten past nine", () => {
    const targets = clockTargets(FRIDAY, "2026-11-23");

    expect(targets.tomorrowMorning).toBe(at("2026-11-21", "09:10"));
    expect(targets.nextWorkday).toBe(at("2026-11-23", "09:10"));
  });

  it("lead to the end of the month, and from there to the end of the next one", () => {
    expect(clockTargets(FRIDAY, "2026-11-23").monthEnd).toBe(at("2026-11-30", "18:10"));
    expect(clockTargets(at("2026-11-30", "18:10"), "2026-12-01").monthEnd).toBe(at("2026-12-31", "18:10"));
    expect(clockTargets(at("2026-12-31", "23:00"), "2027-01-04").monthEnd).toBe(at("2027-01-31", "18:10"));
    expect(clockTargets(at("2028-02-01", "08:00"), "2028-02-02").monthEnd).toBe(at("2028-02-29", "18:10"));
  });

  it("always lead forward", () => {
    for (const time of ["00:00", "09:10", "18:10", "23:59"]) {
      const now = at("2026-11-30", time);
      const targets = Object.values(clockTargets(now, "2026-12-01"));
      expect(targets.every((target) => target > now)).toBe(true);
    }
  });
});

import { describe, expect, it } from "vitest";
import { isDue, type Rhythm } from "#domain/rhythm";

const draw: Rhythm = { name: "draw", from: "09:10", until: "18:00", onWorkingDaysOnly: true };
const friday = { date: "2026-11-20", isWorkingDay: true, zone: "Asia/Shanghai" };
const saturday = { date: "2026-11-21", isWorkingDay: false, zone: "Asia/Shanghai" };
const at = (time: string): Date => new Date(`2026-11-20T${time}+08:00`);

describe("a rhythm", () => {
  it.each([
    ["09:09:59", false],
    ["09:10:00", true],
    ["13:00:00", true],
    ["18:00:59", true],
    ["18:01:00", false],
    ["23:59:59", false],
  ])("from 09:10 until 18:00 is due at %s: %s", (time, expected) => {
    expect(isDue(draw, at(time), friday)).toBe(expected);
  });

  it("rests when the day does, unless it is for every day", () => {
    const everyDay = { ...draw, onWorkingDaysOnly: false };

    expect([isDue(draw, at("10:00:00"), saturday), isDue(everyDay, at("10:00:00"), saturday)]).toEqual([
      false,
      true,
    ]);
  });

  it("goes by the zone's clock", () => {
    expect(isDue(draw, at("10:00:00"), { ...friday, zone: "Europe/Berlin" })).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import { dueDate, type Rhythm } from "#domain/rhythm";

const draw: Rhythm = { name: "draw", from: "09:10", until: "18:00", onWorkingDaysOnly: true };
const ZONE = "Asia/Shanghai";
/** The week before has its days off: 21 and 22 November are a weekend. */
const calendar = { isWorkingDay: (date: string): boolean => !["2026-11-21", "2026-11-22"].includes(date) };
const at = (time: string, date = "2026-11-20"): Date => new Date(`${date}T${time}+08:00`);

describe("a rhythm", () => {
  it.each([
    ["09:09:59", null],
    ["09:10:00", "2026-11-20"],
    ["13:00:00", "2026-11-20"],
    ["18:00:59", "2026-11-20"],
    ["18:01:00", null],
    ["23:59:59", null],
  ])("from 09:10 until 18:00 is due at %s for %s", (time, expected) => {
    expect(dueDate(draw, at(time), ZONE, calendar)).toBe(expected);
  });

  it("rests when the day does, unless it is for every day", () => {
    const everyDay = { ...draw, onWorkingDaysOnly: false };
    const saturday = at("10:00:00", "2026-11-21");

    expect([draw, everyDay].map((rhythm) => dueDate(rhythm, saturday, ZONE, calendar))).toEqual([
      null,
      "2026-11-21",
    ]);
  });

  it("goes by the zone's clock", () => {
    expect(dueDate(draw, at("10:00:00"), "Europe/Berlin", calendar)).toBeNull();
  });

  it.each([
    ["at night, for the day that was missed", "00:05:00", "2026-11-21", "2026-11-20"],
    ["over a weekend, for the Friday", "23:00:00", "2026-11-22", "2026-11-20"],
    ["until the next one is due", "18:09:59", "2026-11-23", "2026-11-20"],
    ["from then on for that day", "18:10:00", "2026-11-23", "2026-11-23"],
  ])("without an end is caught up %s", (_, time, date, expected) => {
    const list: Rhythm = { name: "list", from: "18:10", until: null, onWorkingDaysOnly: true };

    expect(dueDate(list, at(time, date), ZONE, calendar)).toBe(expected);
  });

  it("of every day without an end is caught up for the day before", () => {
    const daily: Rhythm = { name: "daily", from: "18:10", until: null, onWorkingDaysOnly: false };

    expect(dueDate(daily, at("10:00:00", "2026-11-23"), ZONE, calendar)).toBe("2026-11-22");
  });
});

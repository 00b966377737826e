import { describe, expect, it } from "vitest";
import {
  addDays,
  addWorkingDays,
  instantOf,
  lastWorkingDays,
  localDate,
  localMonth,
  localTime,
  nextWorkingDay,
  previousWorkingDay,
} from "#domain/working-day";
import type { Calendar } from "#domain/working-day";

/** National Day and Mid-Autumn 2026: 1 to 7 October off, 20 September and 10 October worked, as announced. */
const HOLIDAYS = new Set(["2026-09-25", ...[1, 2, 3, 4, 5, 6, 7].map((day) => `2026-10-0${day}`)]);
const MAKE_UP_DAYS = new Set(["2026-09-20", "2026-10-10"]);
const china: Calendar = {
  isWorkingDay: (date) =>
    MAKE_UP_DAYS.has(date) ||
    (!HOLIDAYS.has(date) && ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay())),
};

describe("local dates", () => {
  it("follow the zone's midnight, not the world's", () => {
    const justBefore = new Date("2026-10-31T15:59:59Z");
    const midnight = new Date("2026-10-31T16:00:00Z");

    expect(localDate(justBefore, "Asia/Shanghai")).toBe("2026-10-31");
    expect(localDate(midnight, "Asia/Shanghai")).toBe("2026-11-01");
    expect(localMonth(justBefore, "Asia/Shanghai")).toBe("2026-10");
    expect(localMonth(midnight, "Asia/Shanghai")).toBe("2026-11");
    expect(localTime(midnight, "Asia/Shanghai")).toBe("00:00");
    expect(localDate(midnight, "America/New_York")).toBe("2026-10-31");
  });

  it("go over the ends of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  });
});

describe("the instant of a local time", () => {
  it("is the one at which the zone's clocks show it", () => {
    expect(instantOf("2026-11-22", "09:10", "Asia/Shanghai").toISOString()).toBe("2026-11-22T01:10:00.000Z");
    expect(instantOf("2026-01-15", "09:10", "Europe/Berlin").toISOString()).toBe("2026-01-15T08:10:00.000Z");
    expect(instantOf("2026-07-15", "09:10", "Europe/Berlin").toISOString()).toBe("2026-07-15T07:10:00.000Z");
    expect(instantOf("2026-07-15", "00:00", "Asia/Kathmandu").toISOString()).toBe("2026-07-14T18:15:00.000Z");
  });

  it("moves forward when the clocks skip the time", () => {
    // 29 March 2026, 02:00 becomes 03:00 in Berlin.
    expect(instantOf("2026-03-29", "02:30", "Europe/Berlin").toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(instantOf("2026-03-29", "03:00", "Europe/Berlin").toISOString()).toBe("2026-03-29T01:00:00.000Z");
  });

  it("is the first one when the clocks show the time twice", () => {
    // 25 October 2026, 03:00 becomes 02:00 in Berlin.
    expect(instantOf("2026-10-25", "02:30", "Europe/Berlin").toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(instantOf("2026-10-25", "03:00", "Europe/Berlin").toISOString()).toBe("2026-10-25T02:00:00.000Z");
  });

  it("gives back the local date and time, all through a year of changing clocks", () => {
    for (let day = 0; day < 365; day += 1) {
      const date = addDays("2026-01-01", day);

      const instant = instantOf(date, "12:34", "America/New_York");

      expect([localDate(instant, "America/New_York"), localTime(instant, "America/New_York")]).toEqual([
        date,
        "12:34",
      ]);
    }
  });
});

describe("working days around National Day", () => {
  it("skip the holiday and take in the make-up day", () => {
    expect(nextWorkingDay("2026-09-30", china)).toBe("2026-10-08");
    expect(nextWorkingDay("2026-10-09", china)).toBe("2026-10-10");
    expect(previousWorkingDay("2026-10-08", china)).toBe("2026-09-30");
    expect(previousWorkingDay("2026-10-12", china)).toBe("2026-10-10");
  });

  it("are counted in both directions, also from a day off", () => {
    expect(addWorkingDays("2026-09-29", 3, china)).toBe("2026-10-09");
    expect(addWorkingDays("2026-10-03", 1, china)).toBe("2026-10-08");
    expect(addWorkingDays("2026-10-09", -3, china)).toBe("2026-09-29");
    expect(addWorkingDays("2026-10-03", 0, china)).toBe("2026-10-03");
  });

  it("make the window of a draw, oldest first and without the day itself", () => {
    expect(lastWorkingDays("2026-10-12", 5, china)).toEqual([
      "2026-09-29",
      "2026-09-30",
      "2026-10-08",
      "2026-10-09",
      "2026-10-10",
    ]);
    expect(lastWorkingDays("2026-10-12", 0, china)).toEqual([]);
  });

  it("are refused by a calendar that never works instead of being sought for ever", () => {
    const never: Calendar = { isWorkingDay: () => false };

    expect(() => nextWorkingDay("2026-10-01", never)).toThrow(
      expect.objectContaining({ code: "policy-invalid" }),
    );
  });
});

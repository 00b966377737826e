import { describe, expect, it, test } from "vitest";
import {
  addDays,
  addMonths,
  dateTimeWords,
  formatInstant,
  isDate,
  weekdayHeads,
  weekPlace,
  weeksOf,
} from "#emulator/page/card/card-dates";
import { joinedWhen, partsOfWhen } from "#emulator/page/card/card-when";

/** 2026-11-03 07:05:09 in Shanghai, a Tuesday. */
const INSTANT = Date.UTC(2026, 10, 2, 23, 5, 9);

test.each([
  [undefined, "2026/11/03"],
  ["YYYY-MM-DD HH:mm:ss", "2026-11-03 07:05:09"],
  ["M/D/YY H:mm", "11/3/26 7:05"],
  ["YYYY年MM月DD日", "2026年11月03日"],
])("a date of a table in the pattern %s is told in Shanghai's time", (pattern, shown) => {
  expect(formatInstant(INSTANT, pattern)).toBe(shown);
});

test.each([
  ["date_num", "2026-11-03", "2026-11-03"],
  ["date", "2026年11月3日", "Nov 3, 2026"],
  ["date_short", "11月3日", "Nov 3"],
  ["week", "星期二", "Tuesday"],
  ["week_short", "周二", "Tue"],
  ["time", "07:05", "07:05"],
  ["time_sec", "07:05:09", "07:05:09"],
  ["timezone", "GMT+8", "GMT+8"],
])("<local_datetime> as %s", (format, chinese, english) => {
  expect(dateTimeWords(INSTANT, format, "zh_cn")).toBe(chinese);
  expect(dateTimeWords(INSTANT, format, "en_us")).toBe(english);
});

test("a moment that is none shows nothing", () => {
  expect(formatInstant(Number.NaN)).toBe("");
});

describe("the calendar", () => {
  it("shows whole weeks from Monday that hold the month", () => {
    const weeks = weeksOf("2026-11-15");

    expect(weeks[0]?.[0]).toBe("2026-10-26");
    expect(weeks.at(-1)?.[6]).toBe("2026-12-06");
    expect(weeks.flat()).toHaveLength(weeks.length * 7);
  });

  it("needs four weeks for a February that begins on a Monday", () => {
    expect(weeksOf("2027-02-01")).toHaveLength(4);
  });

  it.each([
    ["2026-10-31", 1, "2026-11-30"],
    ["2026-12-15", 1, "2027-01-15"],
    ["2026-01-15", -1, "2025-12-15"],
    ["2028-01-31", 1, "2028-02-29"],
  ])("%s and %i months is %s", (date, months, then) => {
    expect(addMonths(date, months)).toBe(then);
  });

  it("goes by days over the end of a year", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  });

  it("begins the week with Monday", () => {
    expect([weekPlace("2026-11-02"), weekPlace("2026-11-08")]).toEqual([0, 6]);
    expect(weekdayHeads("zh_cn")[0]).toBe("一");
    expect(weekdayHeads("en_us")[6]).toBe("Su");
  });

  it.each([
    ["2026-11-03", true],
    ["2026-13-01", false],
    ["", false],
    ["09:10", false],
  ])("%j is a date: %s", (text, is) => {
    expect(isDate(text)).toBe(is);
  });
});

test.each([
  ["date_picker", "2026-11-03"],
  ["picker_time", "18:45"],
  ["picker_datetime", "2026-11-03 18:45"],
] as const)("%s takes its value apart and puts it together again", (tag, value) => {
  expect(joinedWhen(tag, partsOfWhen(tag, value))).toBe(value);
});

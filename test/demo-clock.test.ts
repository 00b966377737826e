import { expect, test } from "vitest";
import { demoDays, demoInstant } from "#main/demo-clock";

test("the demo's present is the second working day of a month, and ten working days lie before it", () => {
  const { lived, today } = demoDays(new Date("2026-11-26T20:00:00+08:00"));

  expect(today).toBe("2026-11-03");
  expect(lived).toEqual([
    "2026-10-20",
    "2026-10-21",
    "2026-10-22",
    "2026-10-23",
    "2026-10-26",
    "2026-10-27",
    "2026-10-28",
    "2026-10-29",
    "2026-10-30",
    "2026-11-02",
  ]);
});

test.each([
  ["on that day itself it is that day", "2026-11-03T00:00:00+08:00", "2026-11-03"],
  ["before it, it is that of the month before", "2026-11-02T23:59:00+08:00", "2026-10-09"],
  // The National Day lasts until the 7th; the 8th and 9th are worked on.
  ["after holidays it comes late", "2026-10-31T09:00:00+08:00", "2026-10-09"],
  ["in January it may lie in December", "2027-01-01T09:00:00+08:00", "2026-12-02"],
])("%s", (_, now, today) => {
  expect(demoDays(new Date(now)).today).toBe(today);
});

test("its times are Shanghai's", () => {
  expect(demoInstant("2026-11-26", "09:12").toISOString()).toBe("2026-11-26T01:12:00.000Z");
});

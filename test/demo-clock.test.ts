import { expect, test } from "vitest";
import { demoDays, demoInstant } from "#main/demo-clock";

test("the demo's present is the day itself when it is worked on, and ten working days lie before it", () => {
  const { lived, today } = demoDays(new Date("2026-11-26T20:00:00+08:00"));

  expect(today).toBe("2026-11-26");
  expect(lived).toEqual([
    "2026-11-12",
    "2026-11-13",
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
    "2026-11-19",
    "2026-11-20",
    "2026-11-23",
    "2026-11-24",
    "2026-11-25",
  ]);
});

test("on a day of rest it is the next working day, make-up days included", () => {
  expect(demoDays(new Date("2026-11-28T09:00:00+08:00")).today).toBe("2026-11-30");
  // The Saturday after the National Day of 2026 is worked on.
  expect(demoDays(new Date("2026-10-10T09:00:00+08:00")).today).toBe("2026-10-10");
  expect(demoDays(new Date("2026-10-03T09:00:00+08:00")).today).toBe("2026-10-08");
});

test("its times are Shanghai's", () => {
  expect(demoInstant("2026-11-26", "09:12").toISOString()).toBe("2026-11-26T01:12:00.000Z");
});

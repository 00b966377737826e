import { describe, expect, it } from "vitest";
import { parseLocalTime } from "#domain/local-time";

describe("a time in a file", () => {
  it.each([
    ["2021-01-01 9:12:58", "2021-01-01T01:12:58.000Z"],
    ["2021-01-01T09:12:58", "2021-01-01T01:12:58.000Z"],
    ["2021-01-01 09:12", "2021-01-01T01:12:00.000Z"],
    ["2021/1/1 9:12", "2021-01-01T01:12:00.000Z"],
    [" 2021-01-01   9:12:58 ", "2021-01-01T01:12:58.000Z"],
    ["2021-01-01 9:12:58.5", "2021-01-01T01:12:58.500Z"],
    ["2021-01-01", "2020-12-31T16:00:00.000Z"],
  ])("%j without an offset is a time of the zone", (text, expected) => {
    expect(parseLocalTime(text, "Asia/Shanghai")?.toISOString()).toBe(expected);
  });

  it.each([
    ["2026-11-03T09:12:58+08:00", "2026-11-03T01:12:58.000Z"],
    ["2026-11-03T09:12:58+0800", "2026-11-03T01:12:58.000Z"],
    ["2026-11-03T09:12:58.123Z", "2026-11-03T09:12:58.123Z"],
    ["2026-11-03 09:12:58 -03:30", "2026-11-03T12:42:58.000Z"],
  ])("%j with an offset is the same everywhere", (text, expected) => {
    expect(parseLocalTime(text, "America/New_York")?.toISOString()).toBe(expected);
  });

  it.each([
    "",
    "yesterday",
    "1/2/2021",
    "2021-02-30",
    "2021-13-01 10:00",
    "2021-01-01 25:00",
    "2021-01-01 10:60",
    "2021-01-01 10:00 am",
    "2021-01-01T10:00+25:00",
    "1609463578",
  ])("%j is none", (text) => {
    expect(parseLocalTime(text, "Asia/Shanghai")).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { awardPeriodOf, lastFinishedPeriod, spanOf, type AwardCadence } from "#domain/award-period";

describe("the period of an award", () => {
  it.each<[AwardCadence, string, string | null]>([
    ["week", "2026-11-22", "2026-W47"],
    ["week", "2027-01-03", "2026-W53"],
    ["week", "2024-12-30", "2025-W01"],
    ["month", "2026-11-30", "2026-11"],
    ["quarter", "2026-10-01", "2026Q4"],
    ["quarter", "2026-09-30", "2026Q3"],
    ["half-year", "2026-06-30", "2026H1"],
    ["half-year", "2026-07-01", "2026H2"],
    ["year", "2026-11-22", "2026"],
    ["event", "2026-11-22", null],
  ])("given each %s, on %s is %s", (cadence, date, period) => {
    expect(awardPeriodOf(cadence, date)).toBe(period);
  });

  it.each([
    ["2026-W53", "2026-12-28", "2027-01-03"],
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2026Q4", "2026-10-01", "2026-12-31"],
    ["2026H1", "2026-01-01", "2026-06-30"],
    ["2026", "2026-01-01", "2026-12-31"],
  ])("%s goes from %s to %s", (period, from, to) => {
    expect(spanOf(period)).toEqual({ from, to });
  });

  it.each([
    "#12",
    "",
    "2026-13",
    "2026-00",
    "2026-1",
    "2026Q5",
    "2026Q0",
    "2026H3",
    "2025-W53",
    "2026-W54",
    "soon",
  ])("%j is none", (period) => {
    expect(spanOf(period)).toBeNull();
  });

  it.each<[AwardCadence, string, string | null]>([
    ["month", "2026-12-01", "2026-11"],
    ["month", "2026-11-30", "2026-10"],
    ["quarter", "2027-01-01", "2026Q4"],
    ["week", "2026-11-23", "2026-W47"],
    ["year", "2026-12-31", "2025"],
    ["event", "2026-12-31", null],
  ])("given each %s, the last that is over on %s is %s", (cadence, today, period) => {
    expect(lastFinishedPeriod(cadence, today)).toBe(period);
  });
});

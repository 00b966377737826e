import { describe, expect, it } from "vitest";
import { digestOf, digestWeek } from "#domain/digest";
import { evaluate, type Rating } from "#domain/evaluation";
import { isItsDay, monthCalendar, workingDayIn } from "#domain/month-calendar";
import { afterQuietHours } from "#domain/quiet-hours";
import type { Item } from "#domain/scorecard";
import type { ScoredForm } from "#domain/scored-form";
import { weaknessesOf } from "#domain/weakness";
import { chineseCalendar } from "#time/chinese-calendar";
import { anItem, aScorecard, someFacts } from "./scorecard-builder.ts";

const ZONE = "Asia/Shanghai";
const calendar = chineseCalendar({ workingDays: [], holidays: [] });
let serial = 0;
const form = (items: readonly Item[], ratings: Record<string, Rating>): ScoredForm => {
  serial += 1;
  const scorecard = aScorecard(...items);
  const evaluation = evaluate(scorecard, someFacts(), ratings);
  return {
    scorecard,
    evaluation: { ...evaluation, id: `e-${serial}`, agentId: "a", localDate: "2026-11-20" },
  };
};

describe("quiet hours", () => {
  const night = { quietFrom: "20:00", quietUntil: "09:00" };

  it.each([
    ["2026-11-20T11:59:00Z", "2026-11-20T11:59:00Z"],
    ["2026-11-20T12:00:00Z", "2026-11-21T01:00:00Z"],
    ["2026-11-20T16:30:00Z", "2026-11-21T01:00:00Z"],
    ["2026-11-21T00:59:00Z", "2026-11-21T01:00:00Z"],
    ["2026-11-21T01:00:00Z", "2026-11-21T01:00:00Z"],
  ])("at %s a post goes out at %s", (at, expected) => {
    expect(afterQuietHours(new Date(at), night, ZONE)).toEqual(new Date(expected));
  });

  it("may lie within a day", () => {
    const noon = { quietFrom: "12:00", quietUntil: "14:00" };

    expect(afterQuietHours(new Date("2026-11-20T05:00:00Z"), noon, ZONE)).toEqual(
      new Date("2026-11-20T06:00:00Z"),
    );
    expect(afterQuietHours(new Date("2026-11-20T06:00:00Z"), noon, ZONE)).toEqual(
      new Date("2026-11-20T06:00:00Z"),
    );
  });
});

describe("a digest", () => {
  const light = anItem({ id: "light", weight: 10, max: 2 });
  const heavy = anItem({ id: "heavy", weight: 30, max: 2 });
  const red = anItem({ id: "red", weight: 0, max: 1, critical: { rule: "zero" } });

  it("names what was done best and what cost the most, with the form that shows it", () => {
    const [fine, poor] = [
      form([light, heavy], { light: 2, heavy: 1 }),
      form([light, heavy], { light: 2, heavy: 0 }),
    ];

    const digest = digestOf([fine, poor])!;

    expect(digest).toMatchObject({ count: 2, exampleId: poor.evaluation.id });
    expect(digest.mean).toBeCloseTo((62.5 + 25) / 2, 10);
    expect([digest.keep?.item.id, digest.change?.item.id]).toEqual(["light", "heavy"]);
  });

  it("puts a crossed red line before any points", () => {
    expect(digestOf([form([heavy, red], { heavy: 0, red: 0 })])!.change?.item.id).toBe("red");
  });

  it("has nothing to change in a perfect week, praises no red line, and is none without scores", () => {
    const perfect = digestOf([form([light, red], { light: 2, red: 1 })])!;

    expect([perfect.keep?.item.id, perfect.change, perfect.exampleId]).toEqual(["light", null, null]);
    expect(digestOf([form([red], { red: 1 })])!.keep).toBeNull();
    expect(digestOf([])).toBeNull();
  });

  it.each([
    ["2026-11-23", 1, "2026-11-16", "2026-11-22"],
    ["2026-11-27", 1, "2026-11-16", "2026-11-22"],
    ["2026-11-22", 1, "2026-11-09", "2026-11-15"],
    ["2026-11-20", 5, "2026-11-13", "2026-11-19"],
  ])("on %s for weekday %d is about %s to %s", (today, weekday, from, to) => {
    expect(digestWeek(today, weekday)).toEqual({ from, to });
  });
});

describe("weaknesses", () => {
  const talk = anItem({ id: "talk", weight: 10, max: 4, areas: ["communication"] });
  const calm = anItem({ id: "calm", weight: 10, max: 4, areas: ["emotion"], naAllowed: true });
  const forms = (talks: readonly number[], scene: string | null) =>
    talks.map((rating) => ({ ...form([talk, calm], { talk: rating, calm: "na" }), scene }));

  it("have mean, interval and count by area, and by scene where there are enough", () => {
    const report = weaknessesOf([...forms([0, 1, 2, 3, 4], "complaint"), ...forms([4, 4], "inquiry")]);

    // 0 25 50 75 100 100 100: s = 40.4 and t(6) = 2.447; of the five s = 39.5 and t(4) = 2.776.
    expect(report.areas).toHaveLength(1);
    expect(report.areas[0]).toMatchObject({ area: "communication", n: 7, worst: { item: { id: "talk" } } });
    expect(report.areas[0]!.mean).toBeCloseTo(64.286, 3);
    expect(report.areas[0]!.interval!.low).toBeCloseTo(26.9, 1);
    expect(report.areas[0]!.interval!.high).toBe(100);
    expect(report.scenes.map(({ scene, n }) => [scene, n])).toEqual([["complaint", 5]]);
    expect(report.scenes[0]!.interval!.low).toBeCloseTo(0.9, 0);
  });

  it("of too few say so, stand last, and what was not rated is nothing", () => {
    const few = [...forms([4, 4, 4, 4, 4], null), { ...form([calm], { calm: 0 }), scene: null }];

    const report = weaknessesOf(few);

    expect(report.areas.map(({ area, n, interval }) => [area, n, interval === null])).toEqual([
      ["communication", 5, false],
      ["emotion", 1, true],
    ]);
  });
});

describe("the month's calendar", () => {
  const named = (zh: string) => ({ zh, en: zh });

  it("names by date what is due about the month before, in working days, and what comes round", () => {
    const due = monthCalendar(
      {
        month: { draftWorkingDay: 2, publishWorkingDay: 5 },
        appeal: { windowWorkingDays: 5 },
        posting: { casesWorkingDay: 6, weaknessWorkingDay: 3 },
        awards: [
          { name: named("M"), cadence: "month", announceWithinWorkingDays: 7 },
          { name: named("Q"), cadence: "quarter", announceWithinWorkingDays: 7 },
          { name: named("E"), cadence: "event", announceWithinWorkingDays: 7 },
        ],
        rhythms: [
          { name: named("w"), every: "week" },
          { name: named("m"), every: "month" },
          { name: named("y"), every: "year" },
        ],
      },
      "2026-10",
      calendar,
    );

    // 1 to 7 October are a holiday, 10 October is a make-up Saturday.
    expect(due.map(({ date, kind, name }) => [date, kind, name?.zh ?? null])).toEqual([
      ["2026-10-09", "draft", null],
      ["2026-10-10", "weakness", null],
      ["2026-10-13", "publish", null],
      ["2026-10-14", "cases", null],
      ["2026-10-15", "award", "M"],
      ["2026-10-15", "award", "Q"],
      ["2026-10-20", "appeals-end", null],
      [null, "task", "m"],
    ]);
  });

  it("knows the working days of a month, and what is still sent a few days later", () => {
    expect(workingDayIn("2026-10", 1, calendar)).toBe("2026-10-08");
    expect(isItsDay("2026-10-08", 1, calendar)).toBe(true);
    expect(isItsDay("2026-10-08", 2, calendar)).toBe(false);
    expect(isItsDay("2026-10-13", 1, calendar)).toBe(true);
    expect(isItsDay("2026-10-14", 1, calendar)).toBe(false);
  });
});

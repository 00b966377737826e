import { describe, expect, it } from "vitest";
import { differencesOf } from "#domain/month-difference";
import { appealCause, correctedMeasures, neverLower, scopeOf } from "#domain/month-correction";
import { gradeOf, type MonthRules, monthResult, presenceIn, takesPart } from "#domain/month-parts";
import type { FrozenMeasure } from "#domain/month-result";
import { reviewersAmong } from "#domain/month-reviewers";
import type { Person } from "#domain/person";
import { aPerson } from "../support/builders.ts";

const RULES: MonthRules = {
  weights: { knowledge: 20, skill: 30, attitude: 20, performance: 30 },
  clauses: { knowledge: "003", skill: "003", attitude: "003", performance: "003" },
  indicators: [
    {
      id: "satisfaction",
      weight: 40,
      better: "higher",
      isAmount: false,
      scale: { from: 1, to: 5 },
      band: null,
      target: 4.5,
      clause: "001",
    },
    {
      id: "resolution",
      weight: 30,
      better: "higher",
      isAmount: false,
      scale: { from: 0, to: 100 },
      band: null,
      target: null,
      clause: "004",
    },
  ],
  missingPart: "hold",
  minimumEvaluations: 5,
  levels: [
    { id: "excellent", from: 90, factor: 1.2 },
    { id: "good", from: 80, factor: 1 },
    { id: "improve", from: 0, factor: null },
  ],
};
const measure = (
  metric: string,
  value: number | null,
  change: Partial<FrozenMeasure> = {},
): FrozenMeasure => ({
  metric,
  value,
  count: null,
  target: null,
  source: "import",
  ...change,
});
const evaluated = (value: number, count: number) => measure("skill", value, { source: "evaluations", count });
const WHOLE = [
  measure("knowledge", 80),
  evaluated(90, 12),
  measure("attitude", 85),
  measure("satisfaction", 4.5, { source: "contacts", count: 40 }),
  measure("resolution", 65, { source: "contacts", count: 50 }),
];
const result = (measures: readonly FrozenMeasure[], rules: Partial<MonthRules> = {}) =>
  monthResult({ ...RULES, ...rules }, { personId: "p", team: null, reviewerId: null, presence: 1, measures });
const without = (metric: string) => WHOLE.filter((one) => one.metric !== metric);

describe("a month's total", () => {
  it("is the weighted mean of its parts", () => {
    const { total, grade, factor, parts } = result(WHOLE);

    expect(parts.find(({ id }) => id === "performance")?.value).toBeCloseTo((40 * 100 + 30 * 65) / 70, 12);
    expect(total).toBeCloseTo(0.2 * 80 + 0.3 * 90 + 0.2 * 85 + 0.3 * 85, 12);
    expect([grade, factor]).toEqual(["good", 1]);
  });

  it("waits when a part is missing and the policy says so; the rest is weighed up when it says that", () => {
    const held = result(without("attitude"));
    const weighed = result(without("attitude"), { missingPart: "reweight" });

    expect(held).toMatchObject({ total: null, grade: null, factor: null, held: "missing-part" });
    expect(weighed.held).toBeNull();
    expect(weighed.total).toBeCloseTo((20 * 80 + 30 * 90 + 30 * 85) / 80, 12);
    expect(weighed.parts.find(({ id }) => id === "attitude")).toMatchObject({
      value: null,
      why: "not-measured",
    });
  });

  it("asks for no part that weighs nothing", () => {
    const { held, parts } = result(without("attitude"), {
      weights: { knowledge: 20, skill: 50, attitude: 0, performance: 30 },
    });

    expect(held).toBeNull();
    expect(parts.map(({ id }) => id)).toEqual(["knowledge", "skill", "performance"]);
  });

  it("has no skill part of fewer evaluations than the minimum, and says how many there were", () => {
    const few = result([...without("skill"), evaluated(100, 4)]);
    const enough = result([...without("skill"), evaluated(100, 5)]);
    const entered = result([...without("skill"), measure("skill", 70)]);

    expect(few.parts[1]).toMatchObject({ value: null, count: 4, why: "too-few" });
    expect(enough.parts[1]).toMatchObject({ value: 100, count: 5, why: null });
    expect(entered.parts[1]).toMatchObject({ value: 70, source: "import" });
  });

  it("leaves out an indicator that was not measured, and is missing when none was", () => {
    const one = result(without("resolution")).parts[3];
    const none = result(without("resolution").filter(({ metric }) => metric !== "satisfaction")).parts[3];

    expect(one).toMatchObject({ value: 100 });
    expect(one?.indicators?.[1]).toMatchObject({ value: null, why: "not-measured" });
    expect(none).toMatchObject({ value: null, why: "not-measured" });
  });

  it("of nobody knows what is no zero", () => {
    expect(result([], { missingPart: "reweight" })).toMatchObject({ total: null, held: "nothing-measured" });
    expect(result([measure("knowledge", 0)], { missingPart: "reweight" })).toMatchObject({
      total: 0,
      held: null,
    });
  });

  it("can be derived again from what was frozen", () => {
    const first = result(WHOLE);

    expect(monthResult(RULES, JSON.parse(JSON.stringify(first)) as typeof first)).toEqual(first);
  });
});

describe("a grade", () => {
  it.each([
    [90, "excellent"],
    [90 - 1e-12, "excellent"],
    [89.999, "good"],
    [0, "improve"],
  ])("of %d goes by the cut alone", (total, grade) => {
    expect(gradeOf(RULES.levels, total)?.id).toBe(grade);
  });
});

describe("who takes part", () => {
  const person = (change: Partial<Person>): Person => ({
    id: "p",
    ...aPerson({ employeeNo: "1" }),
    ...change,
  });

  it.each([
    ["who was there before", "2026-01-05", 1],
    ["nobody knows since when", null, 1],
    ["who came on the first", "2026-11-01", 1],
    ["who came in the middle", "2026-11-16", 0.5],
    ["who came on the last day", "2026-11-30", 1 / 30],
    ["who came later", "2026-12-01", 0],
  ])("%s", (_, hiredAt, presence) => {
    expect(presenceIn("2026-11", { hiredAt })).toBeCloseTo(presence, 12);
    expect(takesPart("2026-11", person({ hiredAt }), [])).toBe(presence > 0);
  });

  it("of those who left, only who was measured; nobody but agents", () => {
    expect(takesPart("2026-11", person({ status: "left" }), [])).toBe(false);
    expect(takesPart("2026-11", person({ status: "left" }), WHOLE)).toBe(true);
    expect(takesPart("2026-11", person({ roles: ["supervisor"] }), WHOLE)).toBe(false);
  });
});

describe("who reviews", () => {
  const person = (employeeNo: string, change: Partial<Person> = {}): Person => ({
    id: employeeNo,
    ...aPerson({ employeeNo }),
    ...change,
  });
  const manager = person("3001", { roles: ["manager"], team: null });
  const own = person("2001", { roles: ["supervisor"], team: "二组" });
  const team = person("2002", { roles: ["supervisor"], team: "一组" });

  it.each([
    ["the own supervisor", person("1", { managerNo: "2001" }), "2001"],
    ["the team's supervisor before a manager", person("1", { managerNo: "3001" }), "2002"],
    ["the manager where the team has none", person("1", { managerNo: "3001", team: "三组" }), "3001"],
    ["nobody", person("1", { team: "三组" }), undefined],
    ["not oneself", { ...team, roles: ["agent", "supervisor"] as const, managerNo: "3001" }, "3001"],
  ])("%s", (_, agent, reviewer) => {
    expect(reviewersAmong([own, team, manager])(agent)?.id).toBe(reviewer);
  });
});

describe("the difference of two versions", () => {
  it("names who changed, in which parts, who came and who went", () => {
    const before = [result(WHOLE), { ...result(WHOLE), personId: "gone" }];
    const after = [result([...without("skill"), evaluated(92, 12)]), { ...result(WHOLE), personId: "new" }];

    const changes = differencesOf(before, after);

    expect(changes.map(({ personId, parts }) => [personId, parts])).toEqual([
      ["p", ["skill"]],
      ["new", ["knowledge", "skill", "attitude", "performance"]],
      ["gone", ["knowledge", "skill", "attitude", "performance"]],
    ]);
    expect(changes[1]?.before).toBeNull();
    expect(changes[2]?.after).toBeNull();
  });

  it("is none where only the last digits of a sum differ", () => {
    const other = { ...result(WHOLE), total: (result(WHOLE).total ?? 0) + 1e-12 };

    expect(differencesOf([result(WHOLE)], [other])).toEqual([]);
  });
});

it("a correction measures judgements anew and leaves frozen contacts alone", () => {
  const fresh = [
    evaluated(95, 12),
    measure("satisfaction", 1, { source: "contacts", count: 99 }),
    measure("resolution", 80),
  ];

  const corrected = correctedMeasures(WHOLE, fresh, null);

  expect(Object.fromEntries(corrected.map(({ metric, value }) => [metric, value]))).toEqual({
    skill: 95,
    resolution: 80,
    satisfaction: 4.5,
  });
});

describe("a correction that an appeal asks for", () => {
  const fresh = [evaluated(95, 12), measure("resolution", 10), measure("knowledge", 40)];
  const valuesOf = (causes: readonly string[]) =>
    Object.fromEntries(
      correctedMeasures([...WHOLE, measure("knowledge", 85)], fresh, scopeOf(causes)).map(
        ({ metric, value }) => [metric, value],
      ),
    );

  it("moves scores alone, whatever was imported since", () => {
    expect(valuesOf([appealCause(12)])).toMatchObject({ skill: 95, knowledge: 85 });
    expect(valuesOf([appealCause(12)])["resolution"]).not.toBe(10);
  });

  it("moves the figure that was ruled on, and no score", () => {
    const moved = valuesOf([appealCause(12, "knowledge")]);

    expect(moved["knowledge"]).toBe(40);
    expect(moved["skill"]).not.toBe(95);
  });

  it("moves both for both, and everything for another cause", () => {
    expect(valuesOf([appealCause(1), appealCause(2, "knowledge")])).toMatchObject({
      skill: 95,
      knowledge: 40,
    });
    expect(valuesOf([appealCause(1), "recount"])).toMatchObject({ skill: 95, knowledge: 40, resolution: 10 });
  });

  it("never lowers a result, which another cause may", () => {
    const before = result(WHOLE);
    const lower = { ...before, total: (before.total ?? 0) - 1 };

    expect(neverLower(before, lower, scopeOf([appealCause(1)]))).toBe(before);
    expect(neverLower(before, { ...before, total: null }, scopeOf([appealCause(1)]))).toBe(before);
    expect(neverLower(before, lower, scopeOf(["recount"]))).toBe(lower);
  });
});

it("a figure that changes beyond its target is a change all the same", () => {
  const before = result([...WHOLE]);
  const after = {
    ...before,
    measures: before.measures.map((each) => ({ ...each, count: (each.count ?? 0) + 1 })),
  };

  expect(differencesOf([before], [after]).map(({ personId, parts }) => [personId, parts])).toEqual([
    ["p", []],
  ]);
});

import { describe, expect, it } from "vitest";
import { type AwardRule, candidatesFor, type Evidence } from "#domain/award-candidates";
import { poolSamples } from "#domain/pooled-sample";

const NOTHING: Evidence = {
  eligible: ["a", "b", "c", "d"],
  votes: new Map(),
  scores: new Map(),
  groups: new Map(),
  totals: new Map(),
  progress: new Map(),
  targets: new Map(),
  ideas: [],
  cases: new Map(),
};
const rule = (change: Partial<AwardRule>): AwardRule => ({
  basis: "votes",
  for: "person",
  minimumEvaluations: 5,
  ...change,
});
const votes = (counts: Readonly<Record<string, number>>): Evidence["votes"] =>
  new Map(Object.entries(counts).map(([key, count]) => [key, { count, principles: {} }]));
const scores = (counts: Readonly<Record<string, number>>): Evidence["scores"] =>
  new Map(Object.entries(counts).map(([key, n]) => [key, { n, mean: 90, variance: 25 }]));
const ranks = (of: AwardRule, evidence: Partial<Evidence>) =>
  candidatesFor(of, { ...NOTHING, ...evidence }).map(({ key, rank }) => `${rank} ${key}`);

describe("candidates", () => {
  it("of nothing that was stored there are none, whatever the basis", () => {
    for (const basis of ["votes", "score", "mixed", "metric", "case", "idea"] as const)
      expect(ranks(rule({ basis }), {})).toEqual([]);
  });

  it("by votes share a rank with as many", () => {
    expect(ranks(rule({}), { votes: votes({ a: 1, b: 3, c: 3 }) })).toEqual([
      "1 person:b",
      "1 person:c",
      "2 person:a",
    ]);
  });

  it("by votes are eligible people alone", () => {
    expect(ranks(rule({}), { votes: votes({ gone: 9, a: 1 }) })).toEqual(["1 person:a"]);
  });

  it("by score need their evaluations, and stand in groups that can be told apart", () => {
    const evidence = {
      scores: scores({ a: 5, b: 4, c: 9 }),
      groups: new Map([
        ["a", 2],
        ["c", 1],
      ]),
    };

    expect(ranks(rule({ basis: "score" }), evidence)).toEqual(["1 person:c", "2 person:a"]);
  });

  it("have an interval that ends where the scale of scores does", () => {
    const few = new Map([["a", { n: 5, mean: 97, variance: 16 }]]);

    const [found] = candidatesFor(rule({ basis: "score" }), { ...NOTHING, scores: few });

    expect(found?.facts.score).toMatchObject({ value: 97, high: 100 });
    expect(found?.facts.score?.low).toBeCloseTo(92.03, 2);
  });

  it("by both are ordered by votes among those whom scores cannot tell apart", () => {
    const evidence = {
      scores: scores({ a: 9, b: 9, c: 9, d: 9 }),
      groups: new Map([
        ["a", 1],
        ["b", 1],
        ["c", 2],
        ["d", 2],
      ]),
      votes: votes({ b: 2, c: 5 }),
    };

    // d is neither named nor among the best.
    expect(ranks(rule({ basis: "mixed" }), evidence)).toEqual(["1 person:b", "2 person:a", "3 person:c"]);
  });

  it("by both need their evaluations however many name them", () => {
    expect(ranks(rule({ basis: "mixed" }), { votes: votes({ a: 9 }), scores: scores({ a: 4 }) })).toEqual([]);
  });

  it("by cases are those who handled one", () => {
    expect(
      ranks(rule({ basis: "case" }), {
        cases: new Map([
          ["b", 1],
          ["c", 2],
        ]),
      }),
    ).toEqual(["1 person:c", "2 person:b"]);
  });

  it("by progress rise from their own first month; whoever may have risen by chance stands behind", () => {
    const sample = (mean: number, n = 8) => ({ n, mean, variance: 9 });
    const progress = new Map([
      ["a", { first: sample(80), now: sample(81) }],
      ["b", { first: sample(70), now: sample(90) }],
      ["c", { first: sample(90), now: sample(85) }],
      ["d", { first: sample(60, 4), now: sample(95) }],
    ]);
    const of = rule({ basis: "metric", withinMonthsOfHire: 6 });

    const found = candidatesFor(of, { ...NOTHING, progress });

    expect(found.map(({ key, rank }) => [key, rank])).toEqual([
      ["person:b", 1],
      ["person:a", 2],
    ]);
    expect(found[0]?.facts.progress?.change.value).toBeCloseTo(20);
    expect(found[0]?.facts.progress?.change.low).toBeGreaterThan(0);
    expect(found[1]?.facts.progress?.change.low).toBeLessThan(0);
  });

  it("over a target pass one by the margin and miss none", () => {
    const higher = (value: number, target: number) =>
      ({ metric: "satisfaction", value, target, better: "higher" }) as const;
    const lower = (value: number, target: number) =>
      ({ metric: "handle-time", value, target, better: "lower" }) as const;
    const targets = new Map([
      ["a", [higher(110, 100), lower(90, 100)]],
      ["b", [higher(109, 100)]],
      ["c", [higher(150, 100), lower(101, 100)]],
      ["d", [lower(50, 100)]],
    ]);
    const of = rule({ basis: "metric", marginPercent: 10, minimumEvaluations: 0 });

    const found = candidatesFor(of, { ...NOTHING, targets });

    expect(found.map(({ key, rank }) => [key, rank])).toEqual([
      ["person:d", 1],
      ["person:a", 2],
    ]);
    expect(found[1]?.facts.over?.map(({ percent }) => Math.round(percent))).toEqual([10, 10]);
  });

  it("for an idea are those of its authors who are still there, all in one rank", () => {
    const ideas = [
      { number: 7, authorIds: ["a", "gone"], supporters: 2, verdict: "effective" },
      { number: 8, authorIds: ["gone"], supporters: 9, verdict: null },
      { number: 9, authorIds: ["b"], supporters: 0, verdict: null },
    ];

    const found = candidatesFor(rule({ basis: "idea" }), { ...NOTHING, ideas });

    expect(found.map(({ key, personIds, rank }) => [key, personIds, rank])).toEqual([
      ["idea:7", ["a"], 1],
      ["idea:9", ["b"], 1],
    ]);
  });

  it("of a team award are teams", () => {
    const evidence = {
      ...NOTHING,
      eligible: ["一组"],
      scores: scores({ 一组: 20 }),
      groups: new Map([["一组", 1]]),
    };

    expect(
      candidatesFor(rule({ basis: "score", for: "team", minimumEvaluations: 20 }), evidence),
    ).toMatchObject([{ key: "team:一组", personIds: [], team: "一组" }]);
  });
});

describe("samples taken together", () => {
  it("are as if each measurement had been of one", () => {
    // 1, 2, 3 and 7, 9: mean 4.4, variance 11.8.
    const pooled = poolSamples([
      { n: 3, mean: 2, variance: 1 },
      { n: 2, mean: 8, variance: 2 },
    ]);

    expect(pooled?.n).toBe(5);
    expect(pooled?.mean).toBeCloseTo(4.4);
    expect(pooled?.variance).toBeCloseTo(11.8);
  });

  it("of one measurement have no variance, and of none nothing at all", () => {
    expect(poolSamples([{ n: 1, mean: 5, variance: null }])).toEqual({ n: 1, mean: 5, variance: null });
    expect(poolSamples([])).toBeNull();
  });
});

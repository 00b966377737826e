import { describe, expect, it } from "vitest";
import { evaluate, type Rating } from "#domain/evaluation";
import type { ContactFacts } from "#domain/contact";
import { type FrozenMeasure, MONTH_PARTS } from "#domain/month-result";
import { monthResult } from "#domain/month-parts";
import { itemsOf, visibleItems } from "#domain/scorecard";
import { lintPolicy } from "#policy/lint";
import { askedMarks, monthRules } from "#policy/month-rules";
import { type Policy, scorecardFor } from "#policy/policy";
import { PRESETS } from "#policy/presets";
import { presetWith } from "./preset-texts.ts";

/** Each beside the number of the written policy that it sets down. */
const SOURCES = [
  ["service-center", "000"],
  ["training", "001"],
  ["skills", "003"],
  ["ecommerce", "004"],
] as const;
const [serviceCenter, training, skills, ecommerce] = SOURCES.map(([name]) => presetWith(name)) as [
  Policy,
  Policy,
  Policy,
  Policy,
];
const chat: ContactFacts = { channel: "chat", direction: "in", scene: null, metrics: {} };

/** Every `source` of a policy with the path that it stands at. */
function sourcesOf(value: unknown, path = ""): (readonly [path: string, source: string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === "source" ? [[path, String(inner)] as const] : sourcesOf(inner, `${path}.${key}`),
  );
}

describe.each(SOURCES)("the preset %s", (name, number) => {
  const policy = presetWith(name);

  it(`gives for each of its rules the clause of ${number} or says that it is ours`, () => {
    const others = sourcesOf(policy).filter(
      ([, source]) => !source.includes(`${number} `) && !source.startsWith("ours"),
    );

    expect(others).toEqual([]);
  });

  it("says of whom every weight, cut point and minimum is that no written policy gives", () => {
    expect(policy.month?.performance.map(({ source }) => source)).toEqual(
      policy.month?.performance.map(() => "ours"),
    );
    expect(policy.month?.source).toMatch(/minimum and days: ours/);
    expect(policy.sampling.source).toMatch(/ours/);
  });

  it("gives 100 to a perfect conversation of each scene, and 0 to one that crosses a red line", () => {
    for (const { id: scene } of policy.scenes) {
      const facts = { ...chat, scene };
      const scorecard = scorecardFor(policy, facts);
      const asked = visibleItems(scorecard, facts).filter(({ state }) => state.startsWith("ask"));
      const best: Record<string, Rating> = Object.fromEntries(asked.map(({ item }) => [item.id, item.max]));

      expect(evaluate(scorecard, facts, best), scene).toMatchObject({ ruledScore: 100 });
      expect(evaluate(scorecard, facts, { ...best, "no-leak": 0 }), scene).toMatchObject({ ruledScore: 0 });
    }
  });

  it("names every item in both languages", () => {
    for (const item of policy.scorecards.flatMap(itemsOf)) {
      expect(item.name.zh, item.id).toMatch(/\p{Script=Han}/u);
      expect(item.name.en, item.id).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});

describe("every preset", () => {
  it.each(PRESETS)("%s contradicts itself in nothing", (name) => {
    expect(lintPolicy(presetWith(name)).filter(({ level }) => level === "error")).toEqual([]);
  });

  it.each<readonly [string, readonly string[]]>([
    ["service-center", []],
    ["training", ["indicators[satisfaction].target.value", "indicators[training-effect].target.value"]],
    ["skills", []],
    ["ecommerce", ["deadlines.firstResponse[0].seconds"]],
  ])("%s leaves open only what its source leaves blank", (name, blanks) => {
    expect(lintPolicy(presetWith(name)).map(({ path }) => path)).toEqual(blanks);
  });
});

describe("the month under each preset", () => {
  const filled = "indicators: [{ id: satisfaction, target: { value: 4.5 } }]";
  const imported = (metric: string, value: number, target: number | null = null): FrozenMeasure => ({
    metric,
    value,
    count: null,
    target,
    source: "import",
  });

  /** Half of what can be reached in each indicator, and these marks. */
  function close(policy: Policy, marks: Readonly<Record<string, number>>) {
    const rules = monthRules(policy);
    const halves = rules.indicators.map(({ id, better, scale }) => {
      if (better === "within") return imported(id, 300);
      if (better === "lower") return imported(id, 20, 10);
      const [bottom, target] = [scale?.from ?? 0, scale?.to ?? 10];
      return imported(id, bottom + (target - bottom) / 2, target);
    });
    const skill: FrozenMeasure = { ...imported("skill", 90), count: 12, source: "evaluations" };
    const entered = Object.entries(marks).map(([metric, value]) => imported(metric, value));
    const measures = [...halves, skill, ...entered];
    return monthResult(rules, { personId: "p", team: null, reviewerId: null, presence: 1, measures });
  }

  it.each([
    ["standard", { knowledge: 80, attitude: 70 }, 0.2 * 80 + 0.3 * 90 + 0.2 * 70 + 0.3 * 50, "qualified"],
    ["skills", { knowledge: 80, attitude: 70 }, 0.2 * 80 + 0.3 * 90 + 0.2 * 70 + 0.3 * 50, "qualified"],
    ["service-center", {}, 0.4 * 90 + 0.6 * 50, "qualified"],
    ["training", {}, 0.3 * 90 + 0.7 * 50, "qualified"],
    ["ecommerce", {}, 0.2 * 90 + 0.8 * 50, "unqualified"],
  ] as const)("of %s closes by its own weights", (name, marks, total, grade) => {
    const result = close(presetWith(name, filled), marks);

    expect(result.total).toBeCloseTo(total, 10);
    expect(result).toMatchObject({ grade, held: null });
  });

  it.each([
    ["service-center", ["skill", "performance"]],
    ["training", ["skill", "performance"]],
    ["ecommerce", ["skill", "performance"]],
    ["skills", [...MONTH_PARTS]],
  ] as const)("of %s waits for no part but those that it weighs", (name, parts) => {
    const policy = presetWith(name, filled);

    expect(policy.month?.missingPart).toBe("hold");
    expect(close(policy, { knowledge: 1, attitude: 1 }).parts.map(({ id }) => id)).toEqual(parts);
  });

  it("asks a trainer for nothing that does not count", () => {
    expect(askedMarks(skills, "2026-11")).toEqual(["knowledge", "skill", "attitude"]);
    expect(askedMarks(skills, "2026-12")).toEqual(["knowledge", "skill", "attitude", "year-review"]);
    expect(askedMarks(ecommerce, "2026-12")).toEqual(["skill"]);
    expect(() => askedMarks(presetWith("hotline"), "2026-12")).toThrow("month.weights");
  });

  it("of a policy without performance asks for no target", () => {
    const policy = presetWith("training", "month: { weights: { skill: 100, performance: 0 } }");

    expect(close(policy, {})).toMatchObject({ total: 90, grade: "excellent" });
  });

  it("of the training department waits for the target that its source leaves blank", () => {
    expect(() => monthRules(training)).toThrow("indicators.satisfaction.target");
  });
});

describe("where the written policies differ", () => {
  const levels = ({ grades }: Policy) => grades?.month.levels.map(({ name }) => name.zh);

  it("the grades have their own names (X01, G01–G03)", () => {
    expect(levels(training)).toEqual(["优秀", "良好", "合格", "不合格"]);
    expect(skills.grades?.year?.levels.map(({ name }) => name.zh)).toEqual([
      "优秀",
      "良好",
      "合格",
      "待改进",
    ]);
    expect(levels(ecommerce)).toEqual(["优秀", "合格", "不合格"]);
    expect(ecommerce.grades?.month.levels.filter(({ source }) => source.startsWith("004"))).toMatchObject([
      { id: "excellent" },
      { id: "unqualified" },
    ]);
  });

  it("the cycles are each one's own, and every roll-up has its grades (X16)", () => {
    expect([serviceCenter, training, skills, ecommerce].map(({ cycles }) => cycles?.enabled)).toEqual([
      ["month", "quarter", "year"],
      ["month"],
      ["day", "month", "year"],
      ["day", "month", "quarter", "year"],
    ]);
    for (const { name, cycles, grades } of [serviceCenter, training, skills, ecommerce])
      for (const cycle of ["quarter", "year"] as const)
        expect(grades?.[cycle] !== undefined || !cycles?.enabled.includes(cycle), `${name} ${cycle}`).toBe(
          true,
        );
  });

  it("supervisors sample, with inspectors where the source has them (X05)", () => {
    expect(training.sampling.scorers).toEqual(["supervisor"]);
    expect(skills.sampling.scorers).toEqual(["supervisor"]);
    expect(ecommerce.sampling.scorers).toEqual(["supervisor", "inspector"]);
  });

  it("weigh the month 20/30/20/30 in 003, and in the others by indicators alone (X13)", () => {
    expect(skills.month?.weights).toMatchObject({ knowledge: 20, skill: 30, attitude: 20, performance: 30 });
    for (const { month, attitude } of [serviceCenter, training, ecommerce]) {
      expect(month?.weights).toMatchObject({ knowledge: 0, attitude: 0 });
      expect(month?.weights.source).toMatch(/weights: ours/);
      expect(attitude).toBeUndefined();
    }
    expect(ecommerce.month?.performance.map(({ indicator }) => indicator)).toEqual([
      "first-response",
      "reply-gap",
      "resolution",
      "satisfaction",
      "knowledge-level",
      "cooperation",
    ]);
  });

  it("the awards are the source's: those of 000, two of 003, none elsewhere (X06)", () => {
    const names = ({ awards }: Policy) => awards.map(({ name }) => name.zh);

    expect(names(serviceCenter)).toEqual([
      "超额完成奖",
      "服务之星",
      "金点子奖",
      "投诉处理能手",
      "新人进步奖",
      "优秀团队奖",
    ]);
    expect(names(skills)).toEqual(["月度服务之星", "服务创新奖"]);
    expect([training.awards, ecommerce.awards]).toEqual([[], []]);
    expect(serviceCenter.awards.find(({ id }) => id === "service-star")).toMatchObject({
      cadence: "quarter",
      basis: "mixed",
    });
    expect(skills.awards[0]).toMatchObject({ cadence: "month", basis: "score", thinkTankAfter: 3 });
  });

  it("an idea brings an award after its effect in 000, points and the award at adoption in 003 (X07)", () => {
    expect([serviceCenter.ideas?.awardNeedsEffect, serviceCenter.points]).toEqual([true, undefined]);
    expect([skills.ideas?.awardNeedsEffect, skills.points]).toMatchObject([
      false,
      { ideaAdopted: 10, ideaEffective: 0 },
    ]);
    expect([training.ideas, ecommerce.ideas]).toEqual([undefined, undefined]);
  });

  it("nobody judges the appeal against their own score (X04, G10)", () => {
    expect(training.appeal).toMatchObject({
      judge: "other-supervisor",
      source: expect.stringMatching(/^001 /),
    });
    for (const { appeal } of [serviceCenter, skills, ecommerce]) expect(appeal?.source).toBe("ours");
  });

  it("appearance is scored in 000 and 001 alone, and only where somebody saw it (X17)", () => {
    const seen = [serviceCenter, training, skills, ecommerce].map((policy) => {
      const items = visibleItems(scorecardFor(policy, { ...chat, scene: "inquiry" }), chat);
      return [policy.items?.appearance, items.find(({ item }) => item.id === "appearance")?.state];
    });

    expect(seen).toEqual([
      [true, "ask-na-allowed"],
      [true, "ask-na-allowed"],
      [false, undefined],
      [false, undefined],
    ]);
  });

  it("a low grade has the source's consequences, punishments last and confirmed by HR (X03)", () => {
    const actions = ({ lowGrade }: Policy) => lowGrade?.actions.map(({ id }) => id);

    expect([serviceCenter, training, skills, ecommerce].map(actions)).toEqual([
      ["coaching"],
      ["coaching", "retraining", "warning", "bonus-withheld", "demotion", "dismissal"],
      ["plan", "coaching", "training"],
      ["coaching", "training", "transfer", "deduction"],
    ]);
    const punishments = [training, ecommerce].flatMap(
      ({ lowGrade }) => lowGrade?.actions.filter(({ isPunishment }) => isPunishment) ?? [],
    );
    expect(punishments.map(({ confirmedBy }) => confirmedBy)).toEqual(punishments.map(() => "hr"));
    expect([serviceCenter, training, ecommerce].map(({ improvementPlan }) => improvementPlan)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("the four processes of 001 have a scorecard each (C09–C12)", () => {
    const scorecards = ["inquiry", "enrolment", "follow-up", "complaint", null].map(
      (scene) => scorecardFor(training, { ...chat, scene }).id,
    );

    expect(scorecards).toEqual(["consultation", "enrolment", "follow-up", "complaint", "consultation"]);
  });

  it("the gap of 004 is a scene that can be named, and says that it is a gap (C15)", () => {
    expect(ecommerce.scenes.find(({ id }) => id === "in-sale")).toMatchObject({
      name: { zh: "售中" },
      source: expect.stringMatching(/^ours .*缺失/),
    });
  });

  it("own wording is welcome in 003 and the unified script stands in 002 (X08)", () => {
    expect(new Set(skills.scenes.map(({ scriptStrictness }) => scriptStrictness))).toEqual(
      new Set(["flexible"]),
    );
    expect(new Set(presetWith("hotline").scenes.map(({ scriptStrictness }) => scriptStrictness))).toEqual(
      new Set(["strict"]),
    );
  });
});

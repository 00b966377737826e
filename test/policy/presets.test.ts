import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { evaluate } from "#domain/evaluation";
import { itemsOf, visibleItems } from "#domain/scorecard";
import type { Rating } from "#domain/evaluation";
import type { ContactFacts } from "#domain/contact";
import { buildPresets } from "#policy/build-presets";
import { lintPolicy } from "#policy/lint";
import { canonicalPolicy } from "#policy/policy";
import { PRESETS } from "#policy/presets";
import { hotlineWith, presetWith, standardWith } from "./preset-texts.ts";

const hotline = hotlineWith();
const standard = standardWith();
const [scorecard] = hotline.scorecards;
if (scorecard === undefined) throw new Error("the hotline preset has no scorecard");

const inboundCall: ContactFacts = { channel: "voice", direction: "in", scene: "inquiry", metrics: {} };

function stateOf(itemId: string, facts: ContactFacts): string | undefined {
  return visibleItems(scorecard as typeof scorecard & object, facts).find(({ item }) => item.id === itemId)
    ?.state;
}

describe("the standard preset", () => {
  const { month, attitude, knowledge, awards, deadlines, points, week, appeal, improvementPlan } = standard;

  it.each<readonly [string, string | undefined]>([
    ["the month's days and minimum", month?.source],
    ["the retest", knowledge?.source],
    ["the deadline of a promise", deadlines?.promise?.source],
    ["the rounds of a complaint", deadlines?.complaint?.source],
    ["the digest's day", week?.source],
    ["the days of an appeal", appeal?.source],
    ["the length of a plan", improvementPlan?.source],
    ...(attitude?.raters ?? []).map(({ id, source }) => [`the minimum of raters: ${id}`, source] as const),
    ...(awards ?? []).map(({ id, source }) => [`the numbers of the award ${id}`, source] as const),
    ...(points?.catalogue ?? []).map(({ id, source }) => [`the price of ${id}`, source] as const),
  ])("says that no policy gives %s", (_, source) => {
    expect(source).toMatch(/ours/);
  });

  it("measures the mean handling time as a mean", () => {
    const handling = standard.indicators?.find(({ id }) => id === "handle-time");

    expect(handling).toMatchObject({ name: { zh: "平均通话时长" }, basis: { statistic: "mean" } });
  });
});

describe("the hotline scorecard", () => {
  it("has the seven links and the red lines with the weights of the table", () => {
    expect(scorecard.sections.map(({ name, weight, items }) => [name.zh, weight, items.length])).toEqual([
      ["接听时效", 10, 2],
      ["开场规范", 10, 2],
      ["需求沟通", 25, 5],
      ["问题处理", 25, 4],
      ["服务态度", 15, 3],
      ["结束流程", 10, 3],
      ["回访跟进", 5, 1],
      ["红线", 0, 2],
    ]);
  });

  it("has 22 items whose shares sum to 100", () => {
    const items = itemsOf(scorecard);

    expect(items).toHaveLength(22);
    expect(items.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 10);
  });

  it("is critical about three things only", () => {
    const critical = itemsOf(scorecard).flatMap((item) =>
      item.critical ? [[item.name.zh, item.critical]] : [],
    );

    expect(critical).toEqual([
      ["不越权承诺", { rule: "cap", cap: 60 }],
      ["无辱骂、歧视、争吵", { rule: "zero" }],
      ["未泄露客户信息", { rule: "zero" }],
    ]);
  });

  it("tags its items with the capability areas of the links", () => {
    const areas = Object.fromEntries(
      scorecard.sections.map(({ id, items }) => [id, [...new Set(items.flatMap((item) => item.areas))]]),
    );

    expect(areas).toEqual({
      answering: [],
      opening: ["communication"],
      need: ["communication"],
      solving: ["solving", "knowledge"],
      attitude: ["emotion"],
      closing: ["communication"],
      "follow-up": [],
      "red-lines": [],
    });
  });

  it("names the clause of every item, with both languages and a label for every step", () => {
    for (const item of itemsOf(scorecard)) {
      expect(item.source, item.id).toMatch(/^00[0-4] /);
      expect(item.labels.length, item.id).toBe(item.max - item.min + 1);
      expect(item.name.en, item.id).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it("asks on a chat nothing that belongs to a telephone", () => {
    const chat: ContactFacts = { ...inboundCall, channel: "chat" };

    expect(stateOf("three-rings", chat)).toBe("hidden");
    expect(stateOf("ten-rings-called-back", chat)).toBe("hidden");
    expect(stateOf("customer-hangs-up", chat)).toBe("hidden");
    expect(stateOf("customer-hangs-up", inboundCall)).toBe("ask-na-allowed");
  });

  it("asks for the greeting on calls in, and for the reason on calls out", () => {
    expect([stateOf("greeting", inboundCall), stateOf("outbound-identity", inboundCall)]).toEqual([
      "ask",
      "hidden",
    ]);
    const outbound: ContactFacts = { ...inboundCall, direction: "out" };
    expect([stateOf("greeting", outbound), stateOf("outbound-identity", outbound)]).toEqual([
      "hidden",
      "ask",
    ]);
  });

  it("allows not applicable where only the reader can know", () => {
    for (const itemId of ["calming", "no-double-asking", "open-question", "time-limit-told"]) {
      expect(stateOf(itemId, inboundCall), itemId).toBe("ask-na-allowed");
    }
  });

  it("gives 100 to a perfect call and 0 to one that crosses a red line", () => {
    const facts: ContactFacts = {
      ...inboundCall,
      metrics: { rings: 2, resolved: true, escalated: false, complaint: false },
    };
    const asked = visibleItems(scorecard, facts).filter(({ state }) => state.startsWith("ask"));
    const best: Record<string, Rating> = Object.fromEntries(asked.map(({ item }) => [item.id, item.max]));

    expect(evaluate(scorecard, facts, best)).toMatchObject({ ruledScore: 100, criticalFailures: [] });
    expect(evaluate(scorecard, facts, { ...best, "no-leak": 0 })).toMatchObject({
      ruledScore: 0,
      criticalFailures: ["no-leak"],
    });
    expect(evaluate(scorecard, facts, { ...best, "no-overpromise": 0 })).toMatchObject({
      ruledScore: 60,
      criticalFailures: ["no-overpromise"],
    });
  });

  it("calculates a call by hand", () => {
    const facts: ContactFacts = {
      ...inboundCall,
      metrics: { rings: 5, resolved: false, escalated: false, complaint: true, calledBackSeconds: 90_000 },
    };

    const outcome = evaluate(scorecard, facts, {
      greeting: 2,
      listening: 1,
      "open-question": "na",
      restating: 2,
      record: 1,
      "no-double-asking": "na",
      "right-answer": 3,
      "time-limit-told": 0,
      "no-overpromise": 1,
      tone: 2,
      calming: "na",
      "polite-words": 1,
      summary: 1,
      "closing-words": 0,
      "customer-hangs-up": 1,
      "no-insult": 1,
      "no-leak": 1,
    });

    // rings 5·0 + greeting 5·2/3 + need 5·(1/2 + 1 + 1/2) + solving 6.25·(1 + 0 + 1) + attitude 5·(1 + 1/2)
    // + closing 10/3·(1 + 0 + 1) + call-back 5·0, over 5 + 5 + 15 + 18.75 + 10 + 10 + 5
    const earned = 10 / 3 + 10 + 12.5 + 7.5 + 20 / 3;
    expect(outcome.score).toBeCloseTo((100 * earned) / 68.75, 10);
  });
});

describe("the day's settings", () => {
  it.each([
    ["hotline", hotline],
    ["standard", standard],
  ])("of %s are the ones that the program was designed with", (_, policy) => {
    expect(policy).toMatchObject({
      zone: "Asia/Shanghai",
      language: { default: "zh" },
      day: { drawAt: "09:10", remindAt: "16:30", dueAt: "18:00", overdueListAt: "18:10" },
      sampling: {
        perAgent: 1,
        windowWorkingDays: 5,
        scorers: ["supervisor", "inspector"],
        excludedPairs: [],
      },
      card: { maskAgent: true },
    });
    expect(policy.card.skipReasons.map(({ id }) => id)).toEqual([
      "wrong-language",
      "broken",
      "not-service",
      "conflict",
    ]);
  });
});

describe("the standard policy", () => {
  it("has the month of 003: knowledge 20, skill 30, attitude 20, performance 30", () => {
    expect(standard.month?.weights).toEqual({
      knowledge: 20,
      skill: 30,
      attitude: 20,
      performance: 30,
      source: "003 三(二)2",
    });
  });

  it("leaves blank and required what the source leaves blank", () => {
    const blanks = standard.indicators.filter(({ target }) => target.required && target.value === null);

    expect(blanks.map(({ id, source }) => [id, source])).toEqual([
      ["satisfaction", "001 六(二)1"],
      ["training-effect", "001 六(二)3"],
    ]);
  });

  it("grades four levels and takes 不合格 for the lowest", () => {
    expect(standard.grades?.month.levels.map(({ name }) => name.zh)).toEqual([
      "优秀",
      "良好",
      "合格",
      "待改进",
    ]);
    expect(standard.grades?.month.levels.at(-1)?.aliases).toEqual(["不合格"]);
    expect(standard.grades?.year).toEqual(standard.grades?.month);
  });

  it("starts a plan of three months after two low months", () => {
    expect(standard.improvementPlan).toMatchObject({
      trigger: { cycle: "month", count: 2, levels: ["improve"] },
      lengthMonths: 3,
    });
  });

  it("has the seven awards, and lets the golden idea wait for its effect", () => {
    expect(standard.awards.map(({ name }) => name.zh)).toEqual([
      "服务之星",
      "金点子奖",
      "投诉处理能手",
      "新人进步奖",
      "超额完成奖",
      "服务创新奖",
      "优秀团队奖",
    ]);
    expect(standard.ideas?.awardNeedsEffect).toBe(true);
  });

  it("keeps the hotline's scorecard untouched", () => {
    expect(standard.scorecards).toEqual(hotline.scorecards);
  });
});

describe("both presets", () => {
  it("contradict themselves in nothing", () => {
    const serious = [...lintPolicy(hotline), ...lintPolicy(standard)].filter(
      ({ level }) => level === "error",
    );

    expect(serious).toEqual([]);
    expect(lintPolicy(hotline)).toEqual([]);
  });

  it("leave open only what the written policies leave open", () => {
    expect(lintPolicy(standard).map(({ path }) => path)).toEqual([
      "deadlines.firstResponse[0].seconds",
      "indicators[satisfaction].target.value",
      "indicators[training-effect].target.value",
    ]);
  });
});

describe("a preset as the build leaves it", () => {
  it("is what each YAML says, with the same hash", async () => {
    const folder = await mkdtemp(join(tmpdir(), "presets-"));
    onTestFinished(() => rm(folder, { recursive: true }));

    await buildPresets(folder);

    for (const name of PRESETS) {
      const written = presetWith(name);
      const built = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as typeof written;
      expect(built, name).toStrictEqual(written);
      expect(canonicalPolicy(built), name).toBe(canonicalPolicy(written));
    }
  });
});

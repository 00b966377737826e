import { describe, expect, it } from "vitest";
import type { Appeal, AppealRuling } from "#domain/appeal";
import {
  admitAppeal,
  admitSecondHearing,
  answerBy,
  type AppealSettings,
  chooseJudge,
  MAX_REASON_CHARACTERS,
  readReason,
  requireRulableBy,
  settleRuling,
  windowUntil,
  workingDaysBetween,
} from "#domain/appeal-rules";
import { chineseCalendar } from "#time/chinese-calendar";

const SETTINGS: AppealSettings = {
  judge: "other-supervisor",
  windowWorkingDays: 5,
  answerWorkingDays: 3,
  escalateTo: "manager",
  escalatedAnswerWorkingDays: 2,
  perEvaluation: 1,
  minReasonChars: 8,
};
const calendar = chineseCalendar({ workingDays: [], holidays: [] });
const RULED: AppealRuling = {
  ruling: "keep",
  value: 1,
  reason: "R",
  byId: "judge",
  at: new Date("2026-11-25T02:00:00Z"),
  on: "2026-11-25",
  workingDays: 3,
  evaluationId: null,
};
const OPEN: Appeal = {
  id: "a",
  number: 12,
  target: { about: "evaluation", taskId: "t", evaluationId: "e", scorerId: "scorer", itemId: "i" },
  ordinal: 1,
  firstId: null,
  agentId: "agent",
  given: 1,
  proposed: 3,
  reason: "R",
  level: "first",
  judgeId: "judge",
  revision: 1,
  policyId: "p",
  filedOn: "2026-11-20",
  windowUntil: "2026-11-27",
  answerBy: "2026-11-25",
  filedAt: new Date("2026-11-20T02:00:00Z"),
  escalatedAt: null,
  cardIssue: 1,
  cardIssuedAt: new Date("2026-11-20T02:00:00Z"),
  ruled: null,
};
const refusal = (code: string, what: string) =>
  expect.objectContaining({ code, facts: expect.objectContaining({ what }) });

describe("the clocks of an appeal", () => {
  it("run in Chinese working days, over the spring festival and its make-up days", () => {
    // 2026-02-13 is a Friday, 14 February a make-up Saturday, 15 to 23 February a holiday.
    expect(windowUntil("2026-02-13", SETTINGS, calendar)).toBe("2026-02-27");
    expect(answerBy("2026-02-13", "first", SETTINGS, calendar)).toBe("2026-02-25");
    expect(answerBy("2026-02-13", "escalated", SETTINGS, calendar)).toBe("2026-02-24");
    expect(answerBy("2026-02-13", "second", SETTINGS, calendar)).toBe("2026-02-24");
  });

  it.each([
    ["2026-02-13", "2026-02-24", 2],
    ["2026-11-20", "2026-11-20", 0],
    ["2026-11-20", "2026-11-22", 0],
    ["2026-11-20", "2026-11-23", 1],
  ])("count from %s to %s: %d working days", (from, to, days) => {
    expect(workingDaysBetween(from, to, calendar)).toBe(days);
  });
});

describe("an appeal is admitted", () => {
  const filing = { today: "2026-11-27", until: "2026-11-27", most: 1 };

  it("until the end of the last day, once", () => {
    expect(admitAppeal([], filing)).toBe(1);
    expect(admitAppeal([{ ...OPEN, ruled: RULED }], { ...filing, most: 2 })).toBe(2);
  });

  it("no longer on the day after", () => {
    expect(() => admitAppeal([], { ...filing, today: "2026-11-28" })).toThrow(
      refusal("closed", "appeal-window"),
    );
  });

  it("no second time, and says which one there was", () => {
    const again = () => admitAppeal([{ ...OPEN, ruled: RULED }], filing);

    expect(again).toThrow(refusal("already-done", "appeal"));
    expect(again).toThrow(expect.objectContaining({ facts: expect.objectContaining({ appeal: 12 }) }));
  });

  it("not beside an open one, however many the policy admits", () => {
    expect(() => admitAppeal([OPEN], { ...filing, most: 3 })).toThrow(refusal("already-done", "appeal"));
  });

  it("without counting a second hearing as another appeal", () => {
    const second = { ...OPEN, number: 13, firstId: "a", ruled: RULED };

    expect(admitAppeal([{ ...OPEN, ruled: RULED }, second], { ...filing, most: 2 })).toBe(2);
  });
});

describe("a second hearing", () => {
  const filing = { today: "2026-12-02", until: "2026-12-02" };

  it("follows a ruling that did not grant the proposal", () => {
    expect(() => admitSecondHearing({ ...OPEN, ruled: RULED }, null, filing)).not.toThrow();
    expect(() =>
      admitSecondHearing({ ...OPEN, ruled: { ...RULED, ruling: "other", value: 2 } }, null, filing),
    ).not.toThrow();
  });

  it.each([
    ["before the ruling", OPEN, null, "closed", "appeal-open"],
    [
      "after a full one",
      { ...OPEN, ruled: { ...RULED, ruling: "proposed" } },
      null,
      "closed",
      "appeal-granted",
    ],
    ["a second time", { ...OPEN, ruled: RULED }, { number: 13 }, "already-done", "second-hearing"],
    ["of a second hearing", { ...OPEN, firstId: "z", ruled: RULED }, null, "already-done", "second-hearing"],
  ] as [string, Appeal, { number: number } | null, string, string][])(
    "is refused %s",
    (_, appeal, second, code, what) => {
      expect(() => admitSecondHearing(appeal, second, filing)).toThrow(refusal(code, what));
    },
  );

  it("is refused after its window", () => {
    expect(() =>
      admitSecondHearing({ ...OPEN, ruled: RULED }, null, { ...filing, today: "2026-12-03" }),
    ).toThrow(refusal("closed", "second-window"));
  });
});

describe("a ruling", () => {
  it.each([
    ["keep", null, { ruling: "keep", value: 1 }],
    ["proposed", null, { ruling: "proposed", value: 3 }],
    ["other", 2, { ruling: "other", value: 2 }],
    ["other", 3, { ruling: "proposed", value: 3 }],
    ["other", 1, { ruling: "keep", value: 1 }],
  ] as const)("%s %s comes to %j", (chosen, third, expected) => {
    expect(settleRuling(OPEN, chosen, third)).toEqual(expected);
  });

  it("is its judge's alone, on the newest card, once", () => {
    expect(() => requireRulableBy(OPEN, "judge", 1)).not.toThrow();
    for (const other of ["scorer", "agent", "somebody"])
      expect(() => requireRulableBy(OPEN, other, 1)).toThrow(refusal("wrong-person", "appeal-judge"));
    expect(() => requireRulableBy({ ...OPEN, judgeId: "agent" }, "agent", 1)).toThrow(
      refusal("wrong-person", "appeal-judge"),
    );
    expect(() => requireRulableBy({ ...OPEN, ruled: RULED }, "judge", 1)).toThrow(
      refusal("already-done", "appeal-ruled"),
    );
    expect(() => requireRulableBy(OPEN, "judge", 0)).toThrow(refusal("already-done", "appeal-moved"));
    expect(() => requireRulableBy(OPEN, "judge", 2)).toThrow(refusal("bad-input", "appeal-card"));
    expect(() => requireRulableBy(OPEN, "judge", Number.NaN)).toThrow(refusal("bad-input", "appeal-card"));
  });
});

describe("the judge", () => {
  const load = (personId: string, open: number, total: number) => ({ personId, open, total });

  it("is whoever has the least to hear, then has heard the least, then comes first", () => {
    expect(chooseJudge([load("a", 1, 1), load("b", 0, 9)], [])).toBe("b");
    expect(chooseJudge([load("a", 1, 5), load("b", 1, 4)], [])).toBe("b");
    expect(chooseJudge([load("a", 1, 4), load("b", 1, 4)], [])).toBe("a");
  });

  it("is never one of those who are excluded", () => {
    expect(chooseJudge([load("scorer", 0, 0), load("b", 9, 9)], ["scorer", "agent"])).toBe("b");
    expect(chooseJudge([load("scorer", 0, 0)], ["scorer"])).toBeNull();
  });
});

describe("a reason", () => {
  it("is kept without what identifies a customer", () => {
    expect(readReason(" 第 3 轮客户自己说了 13812345678 ", 8)).toBe("第 3 轮客户自己说了 138****5678");
  });

  it.each(["", "  ", "不公平", "。。。。。。。。。。"])("is refused when it says too little: %j", (typed) => {
    expect(() => readReason(typed, 8)).toThrow(refusal("bad-input", "appeal-reason"));
  });

  it("is needed even when the policy asks for no length, and has an end", () => {
    expect(() => readReason("！", 0)).toThrow(refusal("bad-input", "appeal-reason"));
    expect(() => readReason("长".repeat(MAX_REASON_CHARACTERS + 1), 8)).toThrow(
      refusal("bad-input", "appeal-long"),
    );
  });
});

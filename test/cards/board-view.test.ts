import { describe, expect, it } from "vitest";
import { type BoardAbout, boardText, boardView, shownValue } from "#cards/board-view";
import type { ShownBoard } from "#domain/shown-board";

const NOBODY: ShownBoard = {
  people: [],
  tie: null,
  unnamed: 0,
  others: 0,
  tooFew: 0,
  noInterval: 0,
  teams: [],
  eligible: [],
};
const COMPLAINTS: Omit<BoardAbout, "shown"> = {
  language: "zh",
  period: "2026-10",
  metric: {
    name: { zh: "投诉率", en: "Complaint rate" },
    unit: "per-1000",
    isShare: true,
    better: "lower",
    band: null,
    clause: "001",
    decimals: 1,
  },
  minimum: 5,
  team: null,
  needsConsent: true,
};
const restOf = (shown: Partial<ShownBoard>) =>
  boardView({ ...COMPLAINTS, shown: { ...NOBODY, ...shown } }).rest;

describe("a board in words", () => {
  it("shows a tie of complaints as one line, with names and no value of theirs, and nobody as first", () => {
    const named = [
      { id: "1", name: "白云" },
      { id: "2", name: "李雷" },
    ];
    const tie = { people: 7, n: 210, value: 42.9, low: 22.8, high: 79.2, named };

    const view = boardView({ ...COMPLAINTS, shown: { ...NOBODY, tie, unnamed: 5, tooFew: 1 } });

    expect(view.rows).toEqual([{ name: "7 人", n: 210, value: 42.9, low: 22.8, high: 79.2, group: 1 }]);
    expect(view.subtitle).toBe("7 人难分先后，不分名次。");
    expect(view.rest).toEqual([
      "同意公开姓名的同事：白云、李雷。",
      "同组还有 5 位同事未公开姓名。",
      "另有 1 位同事不足 5 次，未参加比较。",
    ]);
    expect(boardText(view).join()).not.toMatch(/最前|前列|第 1 组/);
  });

  it("does not say that nobody had enough when nobody agreed to be named", () => {
    expect(restOf({ unnamed: 3, others: 4 })).toEqual([
      "第 1 组 3 位同事未公开姓名。",
      "另有 4 位同事参加统计，不列姓名。",
    ]);
    expect(restOf({ tooFew: 4 })).toEqual(["没有人达到 5 次，本期不排名。"]);
    expect(restOf({ tooFew: 1, noInterval: 2 })).toEqual([
      "另有 1 位同事不足 5 次，未参加比较。",
      "另有 2 位同事的数据无法给出区间，未参加比较。",
    ]);
  });

  it("leaves a space before a unit that is a word", () => {
    expect([shownValue(94.5, { unit: "分" }), shownValue(94.5, { unit: "%" })]).toEqual(["94.5 分", "94.5%"]);
  });
});

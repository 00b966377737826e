import { describe, expect, it } from "vitest";
import { boardChange, type ShownBoard, type ShownLine } from "#domain/shown-board";

const line = (name: string, value: number, group = 1): ShownLine => ({
  id: name,
  name,
  n: 9,
  value,
  low: value - 1,
  high: value + 1,
  group,
});
const board = (people: readonly ShownLine[], change: Partial<ShownBoard> = {}): ShownBoard => ({
  people,
  isTie: false,
  unnamed: 0,
  others: 5,
  teams: [],
  ...change,
});

describe("what a correction changes on a board", () => {
  it("is nothing when people read the same numbers", () => {
    expect(boardChange(board([line("甲", 91.21)]), board([line("甲", 91.24)], { others: 6 }), 1)).toBeNull();
  });

  it("names who is new and whose number is another, but only counts who is gone", () => {
    const change = boardChange(
      board([line("甲", 91.2), line("乙", 90)]),
      board([line("甲", 93), line("丙", 92)]),
      1,
    );

    expect(change).toEqual({ joined: ["丙"], left: 1, moved: [{ name: "甲", before: 91.2, after: 93 }] });
    expect(JSON.stringify(change)).not.toContain("乙");
  });

  it("sees a team that moved to another group", () => {
    const before = board([], { teams: [line("一组", 90), line("二组", 88)] });
    const after = board([], { teams: [line("一组", 90), line("二组", 88, 2)] });

    expect(boardChange(before, after, 1)?.moved).toEqual([{ name: "二组", before: 88, after: 88 }]);
  });

  it("is also that nobody can be told apart any more", () => {
    expect(boardChange(board([]), board([], { isTie: true }), 1)).toEqual({ joined: [], left: 0, moved: [] });
  });
});

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
  tie: null,
  unnamed: 0,
  others: 5,
  tooFew: 0,
  noInterval: 0,
  teams: [],
  eligible: people.map(({ id }) => id),
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

    expect(change).toEqual({
      joined: ["丙"],
      left: 1,
      moved: [{ name: "甲", before: 91.2, after: 93 }],
      tie: null,
    });
    expect(JSON.stringify(change)).not.toContain("乙");
  });

  it("sees a team that moved to another group", () => {
    const before = board([], { teams: [line("一组", 90), line("二组", 88)] });
    const after = board([], { teams: [line("一组", 90), line("二组", 88, 2)] });

    expect(boardChange(before, after, 1)?.moved).toEqual([{ name: "二组", before: 88, after: 88 }]);
  });

  const tieOf = (value: number, ...names: string[]): ShownBoard["tie"] => ({
    people: 9,
    n: 90,
    value,
    low: value - 1,
    high: value + 1,
    named: names.map((name) => ({ id: name, name })),
  });

  it("is also that nobody can be told apart any more, or that somebody can again", () => {
    const [apart, tied] = [board([line("甲", 93)]), board([], { tie: tieOf(91, "甲"), eligible: ["甲"] })];

    expect(boardChange(apart, tied, 1)).toEqual({ joined: [], left: 0, moved: [], tie: null });
    expect(boardChange(tied, apart, 1)).toEqual({ joined: ["甲"], left: 0, moved: [], tie: null });
  });

  it("is in a tie the one value, and nobody's own", () => {
    const tied = (value: number) => board([], { tie: tieOf(value, "甲"), eligible: ["甲"] });
    const [before, after] = [tied(91), tied(92)];

    expect(boardChange(before, before, 1)).toBeNull();
    expect(boardChange(before, after, 1)).toMatchObject({
      left: 0,
      moved: [],
      tie: { before: 91, after: 92 },
    });
  });

  it.each(["a group", "a tie"])(
    "is not that somebody of %s agreed to be named, or does no longer",
    (kind) => {
      const shown = (...names: string[]): ShownBoard => ({
        ...(kind === "a tie"
          ? board([], { tie: tieOf(91, ...names) })
          : board(names.map((name) => line(name, 91)))),
        eligible: ["甲", "乙"],
      });

      expect(boardChange(shown("甲", "乙"), shown("甲"), 1)).toBeNull();
      expect(boardChange(shown("甲"), shown("甲", "乙"), 1)).toBeNull();
      expect(boardChange(shown("甲", "乙"), { ...shown("甲"), eligible: ["甲"] }, 1)?.left).toBe(1);
    },
  );
});

import { describe, expect, it } from "vitest";
import {
  admitAwardMove,
  type Award,
  AWARD_STATES,
  type AwardMove,
  type AwardState,
  type Candidate,
  certificateNumber,
  readAmount,
  readCertificateNumber,
  requirePick,
  tiedAtTheEdge,
} from "#domain/award";
import { AppError } from "#domain/error";

const AT = new Date("2026-12-01T02:00:00Z");
const award = (state: AwardState, revision = 3): Award => ({
  id: "a",
  award: "service-star",
  period: "2026-11",
  policyId: "P",
  state,
  revision,
  announceBy: "2026-12-09",
  shortlistedAt: AT,
  decidedById: null,
  decidedAt: null,
  reason: null,
  praise: null,
  previewedAt: null,
  postedById: null,
  postedAt: null,
  groupCount: 0,
  cardIssue: 0,
  cardIssuedAt: null,
});
const candidate = (key: string, rank: number): Candidate => ({
  key,
  personIds: [key],
  team: null,
  ideaNumber: null,
  facts: {},
  rank,
});
const codeOf = (work: () => unknown): string => {
  try {
    return String(work());
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe("the steps of an award", () => {
  const admitted: Readonly<Record<AwardMove, Partial<Record<AwardState, AwardState>>>> = {
    pick: { shortlist: "picked" },
    nobody: { shortlist: "nobody" },
    preview: { picked: "previewed" },
    reopen: { picked: "shortlist", previewed: "shortlist", nobody: "shortlist" },
    post: { previewed: "posted" },
  };
  const cases = (Object.keys(admitted) as AwardMove[]).flatMap((move) =>
    AWARD_STATES.map((state) => [move, state, admitted[move][state] ?? "closed"] as const),
  );
  it.each(cases)("%s in %s: %s", (move, state, outcome) => {
    expect(codeOf(() => admitAwardMove(award(state), move, 3))).toBe(outcome);
  });

  it.each([
    [2, "already-done"],
    [4, "bad-input"],
    [-1, "bad-input"],
    [Number.NaN, "bad-input"],
  ])("a card of revision %s: %s", (revision, code) => {
    expect(codeOf(() => admitAwardMove(award("shortlist"), "pick", revision))).toBe(code);
  });
});

describe("a pick", () => {
  const candidates = [candidate("a", 1), candidate("b", 1), candidate("c", 2)];

  it("gives the candidates in the order of the pick", () => {
    expect(requirePick(candidates, ["c", "a"], 2).map(({ key }) => key)).toEqual(["c", "a"]);
  });

  it.each([
    ["nobody", [], 2, "bad-input"],
    ["the same twice", ["a", "a"], 2, "bad-input"],
    ["more than places", ["a", "b", "c"], 2, "bad-input"],
    ["somebody who is no candidate any more", ["d"], 2, "closed"],
  ])("of %s is refused", (_, keys, places, code) => {
    expect(codeOf(() => requirePick(candidates, keys, places))).toBe(code);
  });
});

describe("a tie at the last place", () => {
  it.each<[readonly number[], number, readonly number[]]>([
    [[1, 2, 3], 2, []],
    [[1, 1, 2], 2, []],
    [[1, 1, 1], 2, [0, 1, 2]],
    [[1, 2, 2], 2, [1, 2]],
    [[1, 2], 3, []],
    [[], 1, []],
  ])("of the ranks %j for %i places: %j", (ranks, places, tied) => {
    const candidates = ranks.map((rank, place) => candidate(String(place), rank));

    expect(tiedAtTheEdge(candidates, places).map(({ key }) => Number(key))).toEqual(tied);
  });
});

describe("a certificate number", () => {
  it("says the month and cannot be guessed from it", () => {
    expect(certificateNumber("2026-11-30", "0001021f20ff8040")).toBe("XP-202611-012Z0Z00");
    expect(certificateNumber("2026-11-30", "ffffffffffffffff")).toBe("XP-202611-ZZZZZZZZ");
  });

  it.each([
    ["XP-202611-012Z0Z00", "XP-202611-012Z0Z00"],
    [" xp 202611 o12zoz0o ", "XP-202611-012Z0Z00"],
    ["ＸＰ－202611－I12ZLZ00", "XP-202611-112Z1Z00"],
    ["XP-202611-012", null],
    ["202611-012Z0Z00", null],
    ["", null],
  ])("is read from %j as %j", (typed, number) => {
    expect(readCertificateNumber(typed)).toBe(number);
  });
});

describe("an amount", () => {
  it.each([
    ["500", 50_000],
    ["1,000.5 元", 100_050],
    ["￥200", 20_000],
    ["", null],
    ["0", 0],
  ])("%j is %j fen", (typed, fen) => {
    expect(readAmount(typed)).toBe(fen);
  });

  it.each(["五百", "-5", "1.234", "1e9", "12345678"])("%j is none", (typed) => {
    expect(codeOf(() => readAmount(typed))).toBe("bad-input");
  });
});

import { describe, expect, it } from "vitest";
import { type Board, type BoardQuestion, type BoardUnit, honestBoard } from "#domain/board";
import { groupsOf, holm } from "#domain/groups";
import { anyDifference, sharesDiffer } from "#domain/share-tests";
import { normal, seeded } from "../support/seeded.ts";

const MEANS: BoardQuestion = { kind: { of: "mean" }, better: "higher", minimum: 5 };
const PERCENT: BoardQuestion = { kind: { of: "share", one: 100 }, better: "higher", minimum: 1 };
const PER_1000: BoardQuestion = { kind: { of: "share", one: 1_000 }, better: "lower", minimum: 1 };

const aMean = (name: string, mean: number, n: number | null, variance: number | null = 144): BoardUnit => ({
  id: name,
  name,
  n,
  mean,
  variance,
  degrees: (n ?? 1) - 1,
});
const aShare = (name: string, hits: number, n: number, one = 100): BoardUnit => ({
  ...aMean(name, (hits / n) * one, n, null),
});
const groups = ({ rows }: Board) => Object.fromEntries(rows.map(({ name, group }) => [name, group]));
const order = ({ rows }: Board) => rows.map(({ name }) => name);

describe("an honest board", () => {
  it("has one group when chance explains the differences, whatever the raw means say", () => {
    const board = honestBoard(
      [aMean("甲", 92, 5), aMean("乙", 84, 5), aMean("丙", 88, 5), aMean("丁", 90, 5)],
      MEANS,
    );

    expect(groups(board)).toEqual({ 甲: 1, 乙: 1, 丙: 1, 丁: 1 });
    expect(new Set(board.rows.map(({ shrunk }) => shrunk)).size).toBe(1);
    expect(board.anyDifference).toBeGreaterThan(0.05);
  });

  it("has intervals of means that end where the scale does, when it is known", () => {
    const people = [aMean("甲", 99, 5, 20), aMean("乙", 98, 5, 20)];
    const highest = ({ rows }: Board) => Math.max(...rows.map(({ high }) => high ?? 0));

    expect(highest(honestBoard(people, MEANS))).toBeGreaterThan(100);
    expect(highest(honestBoard(people, { ...MEANS, scale: { from: 0, to: 100 } }))).toBe(100);
  });

  it("tells apart what is different, and leaves together what is not", () => {
    const board = honestBoard(
      [
        aMean("甲", 95, 60),
        aMean("乙", 94, 60),
        aMean("丙", 70, 60),
        aMean("丁", 69, 60),
        aMean("戊", 40, 60),
      ],
      MEANS,
    );

    expect(groups(board)).toEqual({ 甲: 1, 乙: 1, 丙: 2, 丁: 2, 戊: 3 });
  });

  it("orders by the shrunk value: few good scores do not stand above many", () => {
    const board = honestBoard(
      [
        aMean("少", 92, 5),
        aMean("多", 91, 200),
        aMean("中", 87, 200),
        aMean("下", 86, 200),
        aMean("低", 84, 200),
      ],
      MEANS,
    );

    expect(order(board)).toEqual(["多", "少", "中", "下", "低"]);
    const few = board.rows[1]!;
    expect(few.shrunk).toBeLessThan(few.raw);
    expect(few.low!).toBeLessThan(few.shrunk!);
    expect(few.high! - few.low!).toBeGreaterThan(board.rows[0]!.high! - board.rows[0]!.low!);
  });

  it("leaves out whoever has too few, by name, without a number that looks like a rank", () => {
    const board = honestBoard(
      [aMean("张三", 100, 3), aMean("白云", 100, 4), aMean("甲", 90, 20), aMean("乙", 88, 20)],
      MEANS,
    );

    expect(order(board)).toEqual(["甲", "乙", "白云", "张三"]);
    expect(board.rows.slice(2)).toMatchObject([
      { group: null, apart: "too-few", shrunk: null, low: null, high: null, raw: 100, n: 4 },
      { group: null, apart: "too-few", n: 3 },
    ]);
  });

  it("does not rank a mean of which nobody knows the spread or the count", () => {
    const board = honestBoard([aMean("甲", 90, 20), aMean("乙", 99, 20, null), aMean("丙", 99, null)], MEANS);

    expect(board.rows.map(({ name, apart }) => [name, apart])).toEqual([
      ["甲", null],
      ["丙", "no-interval"],
      ["乙", "no-interval"],
    ]);
    expect(board.anyDifference).toBeNull();
  });

  it("puts the lower first where lower is better", () => {
    const board = honestBoard([aMean("慢", 90, 50, 100), aMean("快", 30, 50, 100)], {
      ...MEANS,
      better: "lower",
    });

    expect(order(board)).toEqual(["快", "慢"]);
    expect(groups(board)).toEqual({ 快: 1, 慢: 2 });
  });

  it("keeps its numbers when nobody's measurements differ", () => {
    const alike = honestBoard([aMean("甲", 100, 9, 0), aMean("乙", 100, 9, 0)], MEANS);
    const apart = honestBoard([aMean("甲", 100, 9, 0), aMean("乙", 90, 9, 0)], MEANS);

    expect(groups(alike)).toEqual({ 甲: 1, 乙: 1 });
    expect(groups(apart)).toEqual({ 甲: 1, 乙: 2 });
    expect(JSON.stringify(alike)).not.toContain("null,null,null");
    for (const { shrunk } of [...alike.rows, ...apart.rows]) expect(Number.isFinite(shrunk)).toBe(true);
  });

  it("does not put one with few and scattered measurements last because those of others are steady", () => {
    const board = honestBoard(
      [
        aMean("甲", 4.6, 300, 0.05),
        aMean("乙", 4.61, 300, 0.05),
        aMean("丙", 4.6, 300, 0.05),
        aMean("散", 3.9, 8, 2.9),
      ],
      MEANS,
    );

    expect(groups(board)).toEqual({ 甲: 1, 乙: 1, 丙: 1, 散: 1 });
    const scattered = board.rows.find(({ name }) => name === "散")!;
    expect(scattered.shrunk).toBeCloseTo(4.6, 1);
  });

  it("has no interval beyond its scale", () => {
    const board = honestBoard([aMean("甲", 99, 6), aMean("乙", 98, 6), aMean("丙", 1, 6)], {
      ...MEANS,
      scale: { from: 0, to: 100 },
    });

    for (const { low, shrunk, high } of board.rows) {
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low!).toBeLessThanOrEqual(shrunk!);
      expect(shrunk!).toBeLessThanOrEqual(high!);
      expect(high).toBeLessThanOrEqual(100);
    }
    expect(board.rows[0]!.high).toBe(100);
    expect(board.rows[2]!.low).toBe(0);
  });

  it("tells of a tie what all who were compared have in common, and of nothing else", () => {
    const tied = [aMean("甲", 92, 5), aMean("乙", 84, 15), aMean("新", 100, 3)];

    const { tie } = honestBoard(tied, MEANS);

    expect(tie).toMatchObject({ people: 2, n: 20, value: 86 });
    // t(18) = 2.101, 144 / 20
    expect(tie!.low).toBeCloseTo(86 - 2.101 * Math.sqrt(7.2), 2);
    expect(honestBoard(tied, { ...MEANS, scale: { from: 0, to: 90 } }).tie!.high).toBe(90);
    expect(honestBoard([aMean("甲", 92, 5)], MEANS).tie).toBeNull();
    expect(honestBoard([aMean("甲", 95, 60), aMean("乙", 40, 60)], MEANS).tie).toBeNull();
  });

  it("of nobody is empty, of one has one group", () => {
    expect(honestBoard([], MEANS)).toEqual({ rows: [], anyDifference: null, tie: null });
    expect(groups(honestBoard([aMean("甲", 90, 20)], MEANS))).toEqual({ 甲: 1 });
  });
});

describe("a board of shares", () => {
  it("puts nobody below those that they cannot be told apart from, for having few", () => {
    const board = honestBoard(
      [aShare("甲", 900, 1_000), aShare("乙", 700, 1_000), aShare("丙", 5, 5)],
      PERCENT,
    );

    expect(groups(board)).toEqual({ 甲: 1, 丙: 1, 乙: 2 });
    expect(order(board)).toEqual(["甲", "丙", "乙"]);
  });

  it("of a tie has Wilson's interval of all together", () => {
    const { tie } = honestBoard([aShare("甲", 40, 50), aShare("乙", 42, 50)], PERCENT);

    expect(tie).toMatchObject({ people: 2, n: 100, value: 82 });
    expect(tie!.low).toBeCloseTo(73.33, 1);
  });

  it("orders what chance explains by the lower bound of Wilson's interval", () => {
    const board = honestBoard(
      [aShare("一", 1, 1), aShare("五", 4, 5), aShare("百", 90, 100), aShare("十", 10, 10)],
      PERCENT,
    );

    expect(order(board)).toEqual(["百", "十", "五", "一"]);
    expect(groups(board)).toEqual({ 一: 1, 五: 1, 百: 1, 十: 1 });
    expect(board.rows[0]!.low).toBeCloseTo(82.56, 2);
    expect(board.rows[0]!.high).toBeCloseTo(94.48, 2);
  });

  it("shrinks low counts of complaints towards what all have", () => {
    const board = honestBoard(
      [
        aShare("无", 0, 60, 1_000),
        aShare("一", 1, 60, 1_000),
        aShare("多", 60, 1_000, 1_000),
        aShare("少", 5, 1_000, 1_000),
      ],
      PER_1000,
    );

    const [none, often, rare] = ["无", "多", "少"].map((name) =>
      board.rows.find((row) => row.name === name)!,
    );
    expect(none!.raw).toBe(0);
    expect(none!.shrunk).toBeGreaterThan(0);
    expect(none!.high).toBeGreaterThan(rare!.high!);
    expect(often!.group).toBeGreaterThan(rare!.group!);
    expect(order(board)[0]).toBe("少");
  });

  it("of nobody's complaints is one group", () => {
    const board = honestBoard([aShare("甲", 0, 300, 1_000), aShare("乙", 0, 100, 1_000)], PER_1000);

    expect(groups(board)).toEqual({ 甲: 1, 乙: 1 });
    expect(board.rows.every(({ shrunk }) => shrunk === 0)).toBe(true);
  });
});

describe("the tests behind it", () => {
  it("Holm's adjustment of four p values", () => {
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(3)))).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]);
  });

  it("a new group begins at the first that differs from the group's best, not from its neighbour", () => {
    const values = [100, 97, 94, 91, 88];

    const found = groupsOf(5, 0.001, (best, other) => (values[best]! - values[other]! > 5 ? 0.001 : 0.9));

    expect(found).toEqual([1, 1, 2, 2, 3]);
  });

  it("pairs are not asked when there is no difference at all", () => {
    expect(groupsOf(3, 0.05, () => 0)).toEqual([1, 1, 1]);
  });

  it("Fisher's exact test where little is expected (tea: 3 of 4 and 1 of 4)", () => {
    expect(sharesDiffer({ hits: 3, n: 4 }, { hits: 1, n: 4 })).toBeCloseTo(0.485714, 5);
    expect(sharesDiffer({ hits: 1, n: 4 }, { hits: 3, n: 4 })).toBeCloseTo(0.485714, 5);
  });

  it("the score test where much is expected", () => {
    // z = 2.3094 by hand: 60 and 45 of 100, pooled 0.525
    const z = 0.15 / Math.sqrt(0.525 * 0.475 * 0.02);
    expect(z).toBeCloseTo(2.124, 3);
    expect(sharesDiffer({ hits: 60, n: 100 }, { hits: 45, n: 100 })).toBeCloseTo(0.0337, 4);
  });

  it("χ² of shares with much expected is Pearson's", () => {
    // 2 × 3 by hand: χ² = 6.0606 with 2 degrees, p = 0.0483
    const p = anyDifference([
      { hits: 500, n: 1_000 },
      { hits: 530, n: 1_000 },
      { hits: 555, n: 1_000 },
    ]);
    expect(p).toBeCloseTo(0.0477, 3);
  });
});

describe("in a simulation", () => {
  const random = seeded(20_261_126);
  const draw = (truth: number, n: number): { mean: number; variance: number } => {
    const all = Array.from({ length: n }, () => truth + 12 * normal(random));
    const mean = all.reduce((total, each) => total + each, 0) / n;
    return { mean, variance: all.reduce((total, each) => total + (each - mean) ** 2, 0) / (n - 1) };
  };
  const meansBoard = (truths: readonly number[], counts: readonly number[]) =>
    honestBoard(
      truths.map((truth, place) => {
        const n = counts[place % counts.length]!;
        const { mean, variance } = draw(truth, n);
        return aMean(`p${place}`, mean, n, variance);
      }),
      MEANS,
    );
  const hasGroups = ({ rows }: Board): boolean => rows.some(({ group }) => group !== null && group > 1);

  it("people without any difference are told apart at most 5 times in 100", () => {
    const boards = Array.from({ length: 1_000 }, () => meansBoard(Array(30).fill(85), [5, 8, 12, 20, 40]));

    const wrong = boards.filter(hasGroups).length;
    expect(wrong).toBeLessThanOrEqual(65);
  });

  it("people with large differences are told apart, and the best is not put below the worst", () => {
    const truths = [...Array(5).fill(92), ...Array(10).fill(75), ...Array(5).fill(55)];
    const boards = Array.from({ length: 200 }, () => meansBoard(truths, [30]));

    expect(boards.every(hasGroups)).toBe(true);
    for (const { rows } of boards) {
      const groupOf = (place: number) => rows.find(({ id }) => id === `p${place}`)!.group!;
      expect(groupOf(0)).toBeLessThan(groupOf(19));
    }
  });

  it.each([
    ["complaints", 0.004, [40, 200, 700], PER_1000],
    ["resolution", 0.8, [10, 40, 150], PERCENT],
  ] as const)(
    "%s without any difference are told apart at most 5 times in 100",
    (_, truth, counts, question) => {
      const one = question === PER_1000 ? 1_000 : 100;
      const boards = Array.from({ length: 600 }, () =>
        honestBoard(
          Array.from({ length: 25 }, (_, place) => {
            const n = counts[place % counts.length]!;
            const hits = Array.from({ length: n }, () => random()).filter((each) => each < truth).length;
            return aShare(`p${place}`, hits, n, one);
          }),
          question,
        ),
      );

      const wrong = boards.filter(hasGroups).length;
      expect(wrong).toBeLessThanOrEqual(42);
    },
  );
});

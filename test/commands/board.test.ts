import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { widthOf } from "#main/commands/text-table";
import { openCommandRoom, type CommandRoom } from "../support/command-room.ts";
import { exampleMap, realData } from "../support/files.ts";
import { jsonOf } from "../support/run-cli.ts";
import { seeded } from "../support/seeded.ts";

type Row = {
  person: string;
  name: string;
  n: number | null;
  raw: number;
  shrunk: number | null;
  low: number | null;
  high: number | null;
  group: number | null;
  apart: string | null;
};
type Board = { month: string; metric: string; rows: Row[]; anyDifference: number | null; teams: Row[] };

let room: CommandRoom;
const board = async (...args: string[]) =>
  jsonOf(await room.run("board", "--json", ...args)) as unknown as Board;

beforeAll(async () => {
  room = await openCommandRoom();
  const names = ["安静", "白云", "曹操", "丁一", "方芳", "高远"];
  const people = names.map((name, place) => `${1001 + place},${name},${place < 3 ? "一组" : "二组"},agent`);
  await room.folder.write("people.csv", `employeeNo,name,team,roles\n${people.join("\n")}\n`);
  await room.run("import", "people", "people.csv");
  const random = seeded(11);
  const contacts = names.flatMap((_, place) =>
    Array.from({ length: place === 5 ? 3 : 40 }, (__, count) =>
      JSON.stringify({
        id: `${place}-${count}`,
        agent: String(1001 + place),
        startedAt: `2026-10-${String(1 + (count % 28)).padStart(2, "0")}T10:00:00+08:00`,
        metrics: {
          csat: (place < 2 ? [5, 5, 4, 5, 4] : [2, 3, 2, 3, 1])[(count + place) % 5],
          resolved: random() < (place < 3 ? 0.95 : 0.4),
          complaint: place === 4 && count % 4 === 0,
          handleSeconds: place === 0 ? 60 : 300 + 10 * place,
          firstResponseSeconds: 20 + 60 * place + count,
        },
      }),
    ),
  );
  await room.folder.write("contacts.jsonl", contacts.join("\n"));
  await room.run("import", "contacts", "contacts.jsonl");
});
afterAll(() => room.close());

describe("xingping board", () => {
  it("prints rows with count, raw and shrunk value, interval and group, the best group first", async () => {
    const { month, metric, rows } = await board("--month", "2026-10", "--metric", "用户满意度");

    expect([month, metric]).toEqual(["2026-10", "satisfaction"]);
    expect(rows.map(({ person, group }) => [person, group])).toEqual([
      [expect.stringMatching(/100[12]/), 1],
      [expect.stringMatching(/100[12]/), 1],
      [expect.stringMatching(/100[345]/), 2],
      [expect.stringMatching(/100[345]/), 2],
      [expect.stringMatching(/100[345]/), 2],
      ["1006", null],
    ]);
    for (const { n, raw, shrunk, low, high } of rows.slice(0, 5)) {
      expect(n).toBe(40);
      expect(low!).toBeLessThan(shrunk!);
      expect(shrunk!).toBeLessThan(high!);
      expect(Math.abs(shrunk! - raw)).toBeLessThan(0.2);
    }
    expect(rows[5]).toMatchObject({ n: 3, apart: "too-few", shrunk: null, low: null, high: null });
  });

  it.each([
    ["complaint-rate", ["1001", "1002", "1003", "1004"], "1005"],
    ["handle-time", ["1002", "1003", "1004", "1005"], "1001"],
    ["first-response", ["1001"], "1005"],
  ])("of %s, where less is better, puts the best first", async (metric, best, worst) => {
    const { rows } = await board("--month", "2026-10", "--metric", metric);

    const ranked = rows.filter(({ group }) => group !== null);
    expect(ranked.filter(({ group }) => group === 1).map(({ person }) => person)).toEqual(best);
    expect(ranked.at(-1)!.person).toBe(worst);
    expect(ranked.at(-1)!.group).toBeGreaterThan(1);
  });

  it("of a band says the mean in seconds, and that the distance from the band orders it", async () => {
    const { rows, teams } = await board("--month", "2026-10", "--metric", "handle-time");
    const { out } = await room.run("board", "--month", "2026-10", "--metric", "handle-time");

    const raw = new Map(rows.map((row) => [row.person, row.raw]));
    expect([raw.get("1001"), raw.get("1002"), raw.get("1006")]).toEqual([60, 310, 350]);
    expect(rows.find(({ person }) => person === "1001")!.shrunk).toBeCloseTo(60, 0);
    expect(rows.every(({ low }) => low === null || low >= 0)).toBe(true);
    expect(teams.find((row) => row.raw > 300)).toBeDefined();
    expect(out).toContain("Raw is the mean in seconds");
  });

  it("stands beside the board of the teams", async () => {
    const { teams } = await board("--month", "2026-10", "--metric", "resolution");

    expect(teams).toMatchObject([
      { team: "一组", people: 3, n: 120, group: 1 },
      { team: "二组", people: 3, n: 83, group: 2 },
    ]);
  });

  it("of one team has its people only", async () => {
    const { rows, teams } = await board("--month", "2026-10", "--metric", "resolution", "--team", "二组");

    expect(rows.map(({ person }) => person).sort()).toEqual(["1004", "1005", "1006"]);
    expect(teams).toEqual([]);
  });

  it("of a quarter and a year takes all their days", async () => {
    const quarter = await board("--month", "2026Q4", "--metric", "satisfaction");
    const year = await board("--month", "2026", "--metric", "satisfaction");

    expect([quarter.month, year.month]).toEqual(["2026Q4", "2026"]);
    expect(year.rows.map(({ n }) => n)).toEqual(quarter.rows.map(({ n }) => n));
  });

  it("without a metric is the month's quality, and of nothing is empty", async () => {
    expect(await board("--month", "2026-10")).toMatchObject({ metric: "quality", rows: [], teams: [] });
  });

  it("lines up Chinese names on a terminal, and says what a group means", async () => {
    const { out, code } = await room.run("board", "--month", "2026-10", "--metric", "satisfaction");

    expect(code).toBe(0);
    const lines = out.split("\n").filter((line) => / – /.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(5);
    const people = lines.slice(0, 5);
    expect(new Set(people.map(widthOf)).size).toBe(1);
    expect(out).toContain("安静 1001");
  });

  it("says what there is when it does not know a metric or a team", async () => {
    const metric = await room.run("board", "--month", "2026-10", "--metric", "天气");
    const team = await room.run("board", "--month", "2026-10", "--team", "九组");
    const month = await room.run("board", "--month", "2026-13");

    expect(metric).toMatchObject({ code: 1, err: expect.stringContaining("use quality, answer-time") });
    expect(team).toMatchObject({ code: 1, err: expect.stringContaining("use 一组, 二组") });
    expect(month).toMatchObject({ code: 2, err: expect.stringContaining("2026-11") });
  });
});

const calls = realData("pwc-call-center.csv");
describe.skipIf(calls === null)("the board of the control data, in which nobody is better", () => {
  let control: CommandRoom;
  beforeAll(async () => {
    control = await openCommandRoom();
    const names = ["Martha", "Dan", "Diane", "Greg", "Stewart", "Jim", "Joe", "Becky"];
    const people = names.map((name, place) => `A${place + 1},${name},agent`).join("\n");
    await control.folder.write("people.csv", `employeeNo,name,roles\n${people}\n`);
    await control.run("import", "people", "people.csv");
    await control.run("import", "contacts", calls!, "--map", exampleMap("call-center"), "--json");
  });
  afterAll(() => control.close());

  it.each(["2021-01", "2021-02", "2021-03"])("says in %s that nobody can be told apart", async (month) => {
    const found = jsonOf(
      await control.run("board", "--month", month, "--metric", "satisfaction", "--json"),
    ) as unknown as Board;

    expect(found.rows).toHaveLength(8);
    expect(found.rows.every(({ group }) => group === 1)).toBe(true);
    expect(found.anyDifference).toBeGreaterThan(0.05);
  });

  it("over the whole quarter is the F of 0.63, and everybody's shrunk value is the same", async () => {
    const found = jsonOf(
      await control.run("board", "--month", "2021Q1", "--metric", "satisfaction", "--json"),
    ) as unknown as Board;

    // P(F(7, 4046) > 0.63) = 0.73
    expect(found.anyDifference).toBeCloseTo(0.73, 2);
    expect(new Set(found.rows.map(({ shrunk }) => shrunk)).size).toBe(1);
    expect(found.rows.reduce((total, { n }) => total + n!, 0)).toBe(4_054);
  });
});

import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { LARK_APP } from "../support/town.ts";
import { openCommandRoom, runCollecting, type CommandRoom } from "../support/command-room.ts";
import { jsonOf } from "../support/run-cli.ts";

const PEOPLE = `employeeNo,name,roles,larkOpenId
1001,李雷,agent,ou_1001
1002,,agent,ou_1002
2001,韩梅梅,supervisor,ou_2001
`;
const aContact = (id: string, agent: string, startedAt = "2026-11-19T10:00:00+08:00") =>
  JSON.stringify({ id, agent, startedAt, turns: [{ role: "customer", text: "您好" }] });
const CALLS = `Call Id,Agent,Date,Time,Answered,Satisfaction rating,Scene
A1,1001,2026-11-18,09:12:58,Y,5,投诉
A2,1001,2026-11-18,09:15:00,N,,星际旅行
A3,1001,2026-11-18,09:20:00,Y,9,投诉
`;
const CALLS_MAP = `fields: {id: Call Id, agent: Agent, startedAt: [Date, Time], metrics.answered: Answered,
  metrics.csat: Satisfaction rating, scene: Scene}
values: {metrics.answered: {Y: true, N: false}}
defaults: {source: calls, channel: voice}
timezone: Asia/Shanghai
`;

let room: CommandRoom;

beforeAll(async () => {
  room = await openCommandRoom();
  await room.folder.write("people.csv", PEOPLE);
});
afterAll(() => room.close());

describe("xingping import people", () => {
  it("takes what is right and puts the rest, with line and reason, into FILE.rejects.csv", async () => {
    const ran = await room.run("import", "people", "people.csv");

    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toBe(
      `Read 3: 2 imported, 0 updated, 0 known before, 1 rejected.\nRejected rows with their reasons: ${join(room.folder.path, "people.csv.rejects.csv")}\n`,
    );
    expect(await room.read("people.csv.rejects.csv")).toBe(
      "\uFEFFline,reason,employeeNo,name,roles,larkOpenId\n3,name is missing: write the person's name,1002,,agent,ou_1002\n",
    );
  });

  it("imports nothing twice, and answers as JSON what became of each row", async () => {
    const again = jsonOf(await room.run("import", "people", "people.csv", "--json"));

    expect(again).toMatchObject({
      read: 3,
      imported: 0,
      updated: 0,
      duplicates: 2,
      rejectedCount: 1,
      matched: 0,
    });
    expect(again["rejectsFile"]).toBe(join(room.folder.path, "people.csv.rejects.csv"));
    expect(await room.program.store.people.all()).toHaveLength(2);
  });

  it("takes the rejects away once the file is right", async () => {
    await room.folder.write("people.csv", PEOPLE.replace("1002,,", "1002,王芳,"));

    const ran = await room.run("import", "people", "people.csv", "--json");

    expect(jsonOf(ran)).toMatchObject({ imported: 1, duplicates: 2, rejectedCount: 0, rejectsFile: null });
    expect(existsSync(join(room.folder.path, "people.csv.rejects.csv"))).toBe(false);
  });

  it("needs the header of a people file", async () => {
    await room.folder.write("headless.csv", "3001,林涛,agent\n");
    await room.folder.write("headless.csv.rejects.csv", "older");
    await room.folder.write("foreign.csv", "工号,姓名\n3001,林涛\n");

    const headless = await room.run("import", "people", "headless.csv");
    const foreign = await room.run("import", "people", "foreign.csv", "--json");

    expect(headless).toMatchObject({ code: 1, out: "" });
    expect(headless.err).toContain('has no column "employeeNo", "name": write a first row that names the');
    expect(await room.read("headless.csv.rejects.csv")).toBe("older");
    expect(foreign.code).toBe(1);
    expect(jsonOf(foreign)).toEqual({ error: { code: "bad-input", message: foreign.err.trimEnd() } });
  });

  it("says how many platform ids it left out, and binds them when the platform is on", async () => {
    await room.folder.write("early.csv", "employeeNo,name,larkOpenId\n4001,周涛,ou_4001\n");
    const withoutLark = { ...room.program, apps: [] };

    const early = await runCollecting(["import", "people", "early.csv"], {
      folder: room.folder.path,
      withProgram: (_, work) => work(withoutLark),
    });
    const later = await room.run("import", "people", "early.csv");

    expect(early.out).toContain("1 platform id was left out, because the platform is not switched on: ");
    expect(early.out).toContain("then import the same file again.");
    expect(later.out).toBe("Read 1: 0 imported, 1 updated, 0 known before, 0 rejected.\n");
    const found = await room.program.store.identities.personOf({
      platform: "lark",
      appId: LARK_APP.appId,
      userId: "ou_4001",
    });
    expect(found?.employeeNo).toBe("4001");
  });

  it("says that a file is not there", async () => {
    const ran = await room.run("import", "people", "nobody.csv");

    expect(ran).toEqual({
      code: 1,
      out: "",
      err: `The file ${join(room.folder.path, "nobody.csv")} does not exist: check its name.\n`,
    });
  });
});

describe("xingping import contacts", () => {
  it("reads JSON lines, rejects an unknown agent by its line, and imports nothing twice", async () => {
    const lines = [aContact("C-1", "1001"), aContact("C-2", "nobody"), "{", aContact("C-3", "李雷")];
    await room.folder.write("contacts.jsonl", lines.join("\n"));

    const first = await room.run("import", "contacts", "contacts.jsonl", "--json");
    const second = await room.run("import", "contacts", "contacts.jsonl", "--json");

    expect([first.code, second.code]).toEqual([0, 0]);
    expect(jsonOf(first)).toMatchObject({ read: 4, imported: 2, duplicates: 0, rejectedCount: 2 });
    expect(jsonOf(second)).toMatchObject({ read: 4, imported: 0, duplicates: 2, rejectedCount: 2 });
    const rejects = await room.read("contacts.jsonl.rejects.csv");
    expect(rejects).toMatch(/^2,.*nobody.* is not known: import people first/m);
    expect(rejects).toMatch(/^3,/m);
  });

  it("reads foreign columns through a map, and names scenes that the policy does not know", async () => {
    await room.folder.write("calls.csv", CALLS);
    await room.folder.write("calls.yaml", CALLS_MAP);

    const ran = await room.run("import", "contacts", "calls.csv", "--map", "calls.yaml");

    expect(ran.code).toBe(0);
    expect(ran.out).toContain("Read 3: 2 imported, 0 updated, 0 known before, 1 rejected.");
    expect(ran.err).toContain('Scene "星际旅行" (1 contacts) is not in the policy');
    expect(await room.read("calls.csv.rejects.csv")).toMatch(/^4,.*csat/m);
  });

  it("takes a corrected rejects file in as the file itself, ids that look like formulas and all", async () => {
    const rows = "id,agent,startedAt\n+86-7,nobody,2026-11-18 09:00\n=8,1001,2026-11-18 09:00\n";
    await room.folder.write("signs.csv", rows);
    await room.run("import", "contacts", "signs.csv");
    const rejects = await room.read("signs.csv.rejects.csv");
    await room.folder.write("signs.csv.rejects.csv", rejects.replace(",nobody,", ",1001,"));

    const corrected = await room.run("import", "contacts", "signs.csv.rejects.csv", "--json");
    const whole = await room.run("import", "contacts", "signs.csv", "--json");

    expect(rejects).toContain(",'+86-7,nobody,");
    expect(jsonOf(corrected)).toMatchObject({ read: 1, imported: 1, rejectedCount: 0 });
    expect(jsonOf(whole)).toMatchObject({ read: 2, imported: 0, duplicates: 1, rejectedCount: 1 });
    const ids = await room.program.database.sql.query<{ id: string }>(
      `SELECT "externalId" AS id FROM "Contact" WHERE source = 'signs.csv' ORDER BY 1`,
    );
    expect(ids.map(({ id }) => id).sort()).toEqual(["+86-7", "=8"]);
  });

  it("keeps every line behind a quote that is never closed: taken, or in the rejects", async () => {
    const lines = [
      "id,agent,startedAt,scene",
      'Q1,1001,2026-11-18 09:00,"投诉',
      "Q2,1001,2026-11-18 09:05,投诉",
      "x",
    ];
    await room.folder.write("open.csv", lines.join("\n"));

    const ran = await room.run("import", "contacts", "open.csv", "--json");

    expect(jsonOf(ran)).toMatchObject({ read: 3, imported: 1, rejectedCount: 2 });
    const rejects = await room.read("open.csv.rejects.csv");
    expect(rejects).toMatch(/^2,.*opens on line 2.*,Q1,1001,2026-11-18 09:00,"""投诉"$/m);
    expect(rejects).toMatch(/^4,.*opens on line 2.*,x$/m);
  });

  it("rejects a row with a cell that the spreadsheet could not work out, naming the column", async () => {
    const cells = ["E1", "1001", "2026-11-18", "09:12:58", "Y", "#DIV/0!", "投诉"];
    const header = CALLS.split("\n", 1)[0]!.split(",");
    await writeExcelFile([header, cells]).toFile(join(room.folder.path, "errors.xlsx"));
    await room.folder.write("calls.yaml", CALLS_MAP);

    const ran = await room.run("import", "contacts", "errors.xlsx", "--map", "calls.yaml", "--json");

    expect(jsonOf(ran)).toMatchObject({
      rejectedCount: 1,
      rejected: [
        { reason: 'metrics.csat "#DIV/0!" is an error in column "Satisfaction rating": correct the cell' },
      ],
    });
  });

  it("says in plain words that a map is a folder, and that a file is empty", async () => {
    await room.folder.write("empty.csv", "");

    const folder = await room.run("import", "contacts", "calls.csv", "--map", ".");
    const empty = await room.run("import", "contacts", "empty.csv");

    expect(folder).toEqual({
      code: 1,
      out: "",
      err: `${room.folder.path} is a folder: name a file in it.\n`,
    });
    expect(empty.code).toBe(1);
    expect(empty.err).toContain("empty.csv is empty");
  });

  it("names the column that a file does not have", async () => {
    await room.folder.write("wrong.csv", "Nummer,Agent\n1,1001\n");

    const ran = await room.run("import", "contacts", "wrong.csv", "--map", "calls.yaml");

    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(ran.err).toContain('has no column "Call Id"');
  });
});

describe("xingping import metrics", () => {
  const METRICS = `month,agent,metric,value,count
2026-10,1001,用户满意度,4.6,31
2026-10,李雷,resolution,92%,31
2026-10,9999,resolution,92%,31
2026-13,1001,resolution,0.9,3
2026-10,1001,天气,1,1
2026-10,1001,satisfaction,9,1
`;

  it("takes what is right once, and puts the rest, with line and reason, into FILE.rejects.csv", async () => {
    await room.folder.write("metrics.csv", METRICS);

    const first = jsonOf(await room.run("import", "metrics", "metrics.csv", "--json"));
    const again = jsonOf(await room.run("import", "metrics", "metrics.csv", "--json"));

    expect(first).toMatchObject({ read: 6, imported: 2, updated: 0, duplicates: 0, rejectedCount: 4 });
    expect(again).toMatchObject({ read: 6, imported: 0, updated: 0, duplicates: 2, rejectedCount: 4 });
    const rejects = (await room.read("metrics.csv.rejects.csv")).split("\n").slice(1, 5);
    expect(rejects).toEqual([
      expect.stringMatching(/^4,.*is not known/),
      expect.stringMatching(/^5,.*is no month/),
      expect.stringMatching(/^6,.*is no indicator/),
      expect.stringMatching(/^7,.*outside its scale: 1 to 5/),
    ]);
  });

  it("reads a workbook with a column for each metric", async () => {
    await writeExcelFile([
      ["月份", "工号", "问题解决率", "平均通话时长"].map((value) => ({ value, type: String })),
      [
        { value: "2026-09" },
        { value: "1001" },
        { value: 0.875, type: Number, format: "0.0%" },
        { value: 305 },
      ],
    ]).toFile(join(room.folder.path, "wide.xlsx"));

    const ran = jsonOf(await room.run("import", "metrics", "wide.xlsx", "--json"));

    expect(ran).toMatchObject({ read: 1, imported: 2, rejectedCount: 0 });
    const { program } = room;
    const measured = await program.store.metrics.measure({
      from: "2026-09-01",
      to: "2026-09-30",
      indicators: program.policy.indicators,
    });
    expect(Object.fromEntries(measured.map(({ metric, value }) => [metric, value]))).toEqual({
      resolution: 87.5,
      "handle-time": 305,
    });
  });

  it("reads foreign columns through a map", async () => {
    await room.folder.write("foreign-metrics.csv", "账期;坐席;CSAT;份数\n2026-08;1001;4.5;20\n");
    await room.folder.write(
      "metrics.map.yaml",
      "fields: {month: 账期, person: 坐席, satisfaction: CSAT, satisfaction.count: 份数}\ndefaults: {source: crm}\n",
    );

    const ran = jsonOf(
      await room.run("import", "metrics", "foreign-metrics.csv", "--map", "metrics.map.yaml", "--json"),
    );

    expect(ran).toMatchObject({ read: 1, imported: 1 });
    const [row] = await room.program.database.sql.query(
      `SELECT value, count, source FROM "PersonMetric" WHERE month = '2026-08'`,
    );
    expect(row).toEqual({ value: 4.5, count: 20, source: "crm" });
  });

  it("says which column a map lacks", async () => {
    await room.folder.write("bad.map.yaml", "fields: {month: 账期}\n");

    const ran = await room.run("import", "metrics", "foreign-metrics.csv", "--map", "bad.map.yaml");

    expect(ran.code).toBe(1);
    expect(ran.err).toContain("fields.person is missing: name its column.");
  });
});

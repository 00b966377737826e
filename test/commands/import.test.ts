import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCommandRoom, type CommandRoom } from "../support/command-room.ts";
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

  it("names the column that a file does not have", async () => {
    await room.folder.write("wrong.csv", "Nummer,Agent\n1,1001\n");

    const ran = await room.run("import", "contacts", "wrong.csv", "--map", "calls.yaml");

    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(ran.err).toContain('has no column "Call Id"');
  });
});

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPORT_COLUMNS, EXPORT_NAMES } from "#domain/export-columns";
import { readRows } from "#files/read-rows";
import { openCommandRoom, type CommandRoom } from "../support/command-room.ts";
import { collect } from "../support/files.ts";
import { jsonOf } from "../support/run-cli.ts";

const PEOPLE = `employeeNo,name,roles,larkOpenId
1001,李雷,agent,ou_1001
1002,王芳,agent,ou_1002
2001,韩梅梅,supervisor,ou_2001
`;
const TURNS = ["customer", "agent", "customer", "agent"].map((role) => ({ role, text: `电话 13812345678` }));
const CONTACTS = ["1001", "1001", "1001", "1002", "1002"]
  .map((agent, n) =>
    JSON.stringify({ id: `C-${n}`, agent, startedAt: `2026-11-1${7 + (n % 3)} 10:00`, turns: TURNS }),
  )
  .join("\n");

let room: CommandRoom;

beforeAll(async () => {
  room = await openCommandRoom();
  await room.folder.write("people.csv", PEOPLE);
  await room.folder.write("contacts.jsonl", CONTACTS);
  await room.run("import", "people", "people.csv");
  await room.run("import", "contacts", "contacts.jsonl");
});
afterAll(() => room.close());

const verify = (id = "D20261120") => room.run("draw", "verify", id, "--json");
const change = (sql: string) => room.program.database.prisma.$executeRawUnsafe(sql);

describe("xingping draw", () => {
  it("draws a day once: the second time it answers the draw that stands", async () => {
    const first = await room.run("draw", "--date", "2026-11-20", "--json");
    const second = await room.run("draw", "--date", "2026-11-20", "--json");

    expect(first).toMatchObject({ code: 0, err: "" });
    expect(jsonOf(first)).toMatchObject({
      draw: "D20261120",
      date: "2026-11-20",
      frameSize: 5,
      selected: 2,
      assigned: 2,
      unassigned: [],
    });
    expect(jsonOf(second)).toEqual(jsonOf(first));
  });

  it.each([
    ["tomorrow", "2026-11-23"],
    ["a month that nobody remembers", "2026-10-21"],
  ])("does not use up the date of %s", async (_, date) => {
    const ran = await room.run("draw", "--date", date);

    expect(ran).toEqual({
      code: 1,
      out: "",
      err: `A draw for ${date} is not made: take a date from 2026-10-22 to 2026-11-22.\n`,
    });
    expect(await room.program.store.draws.ofDate(date)).toBeNull();
  });

  it("draws today when no date is given, and says so in words", async () => {
    const ran = await room.run("draw");

    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^Draw D\d{8}: \d+ of \d+ conversations, \d+ assigned\.\n$/);
  });
});

describe("xingping draw verify", () => {
  it("selects the same conversations again", async () => {
    const inWords = await room.run("draw", "verify", "D20261120");

    expect(inWords).toMatchObject({ code: 0, err: "" });
    expect(inWords.out).toContain("Draw D20261120 of 2026-11-20: 2 of 5 conversations.");
    expect(inWords.out).toContain("yes  drawing again selects the same conversations");
    expect(jsonOf(await verify())).toMatchObject({ isValid: true, checks: { frameUnchanged: true } });
  });

  it.each([
    ["another seed", `"Draw" SET seed = repeat('a', 64)`, "seedMatchesCommitment"],
    [
      "another seed with its hash",
      `"Draw" SET seed = repeat('a', 64), "seedHash" = '${createHash("sha256").update("a".repeat(64)).digest("hex")}'`,
      "seedMatchesCommitment",
    ],
    ["another selection", `"Draw" SET selected = '[]'`, "sameContacts"],
    ["a shorter frame", `"DrawFrame" SET "contactIds" = "contactIds"[1:1]`, "frameUnchanged"],
  ])("fails with exit code 1 when somebody put in %s afterwards", async (_, tampering, check) => {
    await change(`CREATE TABLE "KeptDraw" AS TABLE "Draw"`);
    await change(`CREATE TABLE "KeptFrame" AS TABLE "DrawFrame"`);
    await change(`UPDATE ${tampering}`);

    const tampered = await verify();
    await change(
      `UPDATE "Draw" SET seed = kept.seed, "seedHash" = kept."seedHash", selected = kept.selected FROM "KeptDraw" kept WHERE kept.id = "Draw".id`,
    );
    await change(
      `UPDATE "DrawFrame" frame SET "contactIds" = kept."contactIds" FROM "KeptFrame" kept
       WHERE kept."drawId" = frame."drawId" AND kept."agentId" = frame."agentId"`,
    );
    await change(`DROP TABLE "KeptDraw", "KeptFrame"`);
    const restored = await verify();

    expect([tampered.code, restored.code]).toEqual([1, 0]);
    expect(jsonOf(tampered)).toMatchObject({ isValid: false, checks: { [check]: false } });
  });

  it("wants a promise from the day before, but for the very first draw", async () => {
    await room.run("draw", "--date", "2026-11-21");

    const [first, second] = [await verify(), await verify("D20261121")];

    expect([first.code, second.code]).toEqual([0, 1]);
    expect(jsonOf(first)).toMatchObject({ isValid: true, checks: { promisedBefore: false } });
    expect(jsonOf(second)).toMatchObject({ isValid: false, checks: { promisedBefore: false } });
  });

  it("hands out all that it takes to draw again elsewhere", async () => {
    const plain = await verify();
    const full = await room.run("draw", "verify", "D20261120", "--json", "--frame");
    const inWords = await room.run("draw", "verify", "D20261120", "--frame");

    expect(jsonOf(plain)).not.toHaveProperty("inputs");
    expect(jsonOf(full)).toMatchObject({
      inputs: {
        seed: expect.stringMatching(/^[0-9a-f]{64}$/),
        plan: { perAgent: expect.any(Number) },
        frame: [{ contactIds: expect.any(Array) }, { contactIds: expect.any(Array) }],
        selected: [{ contactId: expect.any(String) }, { contactId: expect.any(String) }],
      },
    });
    expect(inWords).toMatchObject({ code: 2, out: "" });
  });

  it("says that there is no such draw", async () => {
    const ran = await room.run("draw", "verify", "D19990101");

    expect(ran).toEqual({
      code: 1,
      out: "",
      err: "There is no draw D19990101; xingping export draws lists them.\n",
    });
  });
});

describe("xingping export", () => {
  it.each(EXPORT_NAMES)("writes %s as CSV, JSON lines and XLSX with the same rows", async (name) => {
    const csv = await room.run("export", name, "--output", `${name}.csv`, "--json");
    const jsonl = await room.run("export", name, "--format", "jsonl", "--output", `${name}.jsonl`, "--json");
    const xlsx = await room.run("export", name, "--format", "xlsx", "--output", `${name}.xlsx`, "--json");

    const { rows } = jsonOf(csv);
    const file = (ending: string): string => join(room.folder.path, `${name}.${ending}`);
    const read = async (ending: string) => (await collect(readRows(file(ending)))).map(({ row }) => row);
    expect([csv, jsonl, xlsx].map(jsonOf)).toMatchObject([{ rows }, { rows }, { rows }]);
    expect((await readFile(file("csv"), "utf8")).split("\n")[0]!.trimEnd()).toBe(
      `\uFEFF${EXPORT_COLUMNS[name].join(",")}`,
    );
    expect([(await read("csv")).length, (await read("jsonl")).length, (await read("xlsx")).length]).toEqual([
      rows,
      rows,
      rows,
    ]);
  });

  it("prints to standard output when no file is named, the result as JSON last", async () => {
    const ran = await room.run("export", "contacts", "--format", "jsonl", "--month", "2026-11", "--json");

    const lines = ran.out.trimEnd().split("\n");
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(lines).toHaveLength(6);
    expect(jsonOf(ran)).toEqual({ what: "contacts", rows: 5, file: null });
    expect(ran.out).toContain("138****5678");
    expect(ran.out).not.toContain("13812345678");
  });

  it("leaves other months out", async () => {
    const ran = await room.run("export", "contacts", "--month", "2026-10", "--json");

    expect(jsonOf(ran)).toMatchObject({ rows: 0 });
  });

  it("says where an XLSX file has to go", async () => {
    const ran = await room.run("export", "people", "--format", "xlsx");

    expect(ran).toEqual({
      code: 2,
      out: "",
      err: "An XLSX file cannot be printed: say where it goes with --output FILE.xlsx\n(run with --help to see how)\n",
    });
  });

  it("says in one line that a file cannot be written", async () => {
    const ran = await room.run("export", "people", "--output", "gone/people.csv");

    expect(ran).toMatchObject({ code: 1, out: "" });
    expect(ran.err).toMatch(/gone\/people\.csv cannot be opened: the folder or file does not exist.*\n$/);
    expect(ran.err.trimEnd()).not.toContain("\n");
  });
});

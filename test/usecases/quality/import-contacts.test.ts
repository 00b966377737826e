import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SourceRow } from "#domain/source-row";
import { openContactFile } from "#files/contact-file";
import { openRejectsFile } from "#files/rejects-file";
import { loadPolicy } from "#policy/load";
import type { Policy } from "#policy/policy";
import type { Store } from "#ports/store";
import { importContacts } from "#usecases/quality/import-contacts";
import { readFile } from "node:fs/promises";
import { aPerson } from "../../support/builders.ts";
import { rowsOf, testDirectory, type TestDirectory } from "../../support/files.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const clock = { now: () => new Date("2026-11-22T04:00:00Z") };
let opened: TestStore;
let policy: Policy;
let directory: TestDirectory;
let place = 0;
/** A source of its own for each test: they share one store. */
let source = "";
beforeAll(async () => {
  [opened, policy, directory] = await Promise.all([openTestStore(), loadPolicy("standard"), testDirectory()]);
  await opened.store.people.save([aPerson({ employeeNo: "1024", name: "李雷" })], clock.now());
});
beforeEach(() => {
  source = `source-${(place += 1)}`;
});
afterAll(async () => {
  await opened.close();
  await directory.remove();
});

const take = (rows: Iterable<SourceRow> | AsyncIterable<SourceRow>, more = {}) =>
  importContacts({ store: opened.store, clock, policy }, { rows, source, ...more });
const contactOf = async (externalId: string) => {
  const row = await opened.database.prisma.contact.findFirstOrThrow({ where: { source, externalId } });
  return { row, contact: await opened.store.contacts.get(row.id) };
};
const aRow = (id: string, change: Readonly<Record<string, unknown>> = {}) => ({
  id,
  agent: "1024",
  startedAt: "2026-11-03 09:00:00",
  ...change,
});

describe("an import of contacts", () => {
  it("takes what is right, says of the rest why not, and a second run imports nothing twice", async () => {
    const rows = [
      ...rowsOf(aRow("C-1"), aRow("C-2", { agent: "1099" }), aRow("C-3")),
      { line: 3, row: {}, fault: "why" },
    ];

    const first = await take(rows);
    const second = await take(rows);

    const rejected = [
      { line: 1, reason: 'agent "1099" is not known: import people first or correct the number' },
      { line: 3, reason: "why" },
    ];
    expect(first).toEqual({
      read: 4,
      imported: 2,
      updated: 0,
      duplicates: 0,
      rejectedCount: 2,
      rejected,
      unknownScenes: {},
    });
    expect(second).toMatchObject({ imported: 0, updated: 0, duplicates: 2, rejectedCount: 2 });
  });

  it("fills what was empty, and calls an identical or poorer row a duplicate", async () => {
    await take(rowsOf(aRow("C-1", { metrics: { csat: 4 } })));

    const richer = await take(rowsOf(aRow("C-1", { channel: "voice", metrics: { csat: 2, rings: 3 } })));
    const poorer = await take(rowsOf(aRow("C-1")));

    const { contact } = await contactOf("C-1");
    expect([richer.updated, poorer.duplicates]).toEqual([1, 1]);
    expect([contact?.channel, contact?.metrics]).toEqual(["voice", { csat: 4, rings: 3 }]);
  });

  it("takes one contact once though it stands twice in a file", async () => {
    const result = await take(rowsOf(aRow("C-1"), aRow("C-1"), aRow("C-1", { metrics: { csat: 4 } })));

    expect(result).toMatchObject({ read: 3, imported: 1, updated: 1, duplicates: 1 });
  });

  it("keeps conversations masked for people and sealed at rest, and customers as a hash", async () => {
    const turns = [{ role: "customer", text: "我的手机是13812345678" }];

    await take(rowsOf(aRow("C-1", { turns, customer: "13812345678" })));

    const { row, contact } = await contactOf("C-1");
    expect(contact?.turns.map((turn) => turn.text)).toEqual(["我的手机是138****5678"]);
    expect(opened.secrets.openTurns(row.turns ?? new Uint8Array(), row.keyVersion)[0]?.text).toBe(
      "我的手机是13812345678",
    );
    expect(Buffer.from(row.turns ?? []).includes("13812345678")).toBe(false);
    expect(Buffer.from(row.customerRef ?? []).includes("13812345678")).toBe(false);
    expect(row.customerRef?.length).toBe(32);
  });

  it("masks a scene and a source that hold a telephone number wherever they are told, and keeps them as they are", async () => {
    source = "13812345678.csv";

    const { unknownScenes } = await take(rowsOf(aRow("C-1", { scene: "回拨 13812345678" })));

    const entries = await opened.database.prisma.auditEntry.findMany({ where: { did: "import-contacts" } });
    expect(unknownScenes).toEqual({ "回拨 138****5678": 1 });
    expect(entries.at(-1)?.what).toBe("138****5678.csv");
    expect((await contactOf("C-1")).row.scene).toBe("回拨 13812345678");
  });

  it("knows a scene by any of its words, keeps other words and counts them", async () => {
    const result = await take(
      rowsOf(
        aRow("C-1", { scene: "咨询" }),
        aRow("C-2", { scene: "Weather" }),
        aRow("C-3", { scene: "Weather" }),
      ),
    );

    const scenes = [(await contactOf("C-1")).row.scene, (await contactOf("C-2")).row.scene];
    expect(result.unknownScenes).toEqual({ Weather: 2 });
    expect(scenes).toEqual(["inquiry", "Weather"]);
  });

  it("reads times in the map's zone and files them under the policy's local date", async () => {
    await take(rowsOf(aRow("C-1", { startedAt: "2026-11-03 23:30" })), { zone: "UTC" });

    const { row } = await contactOf("C-1");
    expect([row.startedAt.toISOString(), row.localDate]).toEqual(["2026-11-03T23:30:00.000Z", "2026-11-04"]);
  });

  it("holds one batch at a time and tells how far it is", async () => {
    let asked = 0;
    async function* many(): AsyncGenerator<SourceRow> {
      for (; asked < 1_200; asked += 1) yield { line: asked, row: aRow(`C-${asked}`) };
    }
    const seen: { readonly read: number; readonly asked: number }[] = [];

    await take(many(), { onProgress: (read: number) => seen.push({ read, asked: asked + 1 }) });

    expect(seen).toEqual([
      { read: 500, asked: 500 },
      { read: 1_000, asked: 1_000 },
      { read: 1_200, asked: 1_201 },
    ]);
  });

  it("lets others work while it masks long conversations", async () => {
    const turns = Array.from({ length: 40 }, () => ({ role: "customer", text: "1 3.8 ".repeat(3_000) }));
    let turnsOfOthers = 0;
    let turnsBeforeStored: number | null = null;
    const others = setInterval(() => (turnsOfOthers += 1), 0);
    const transaction: Store["transaction"] = (work) => {
      turnsBeforeStored ??= turnsOfOthers;
      return opened.store.transaction(work);
    };

    await importContacts(
      { store: { ...opened.store, transaction }, clock, policy },
      { rows: rowsOf(aRow("C-1", { turns })), source },
    );
    clearInterval(others);

    expect(turnsBeforeStored).toBeGreaterThan(10);
  });

  it("keeps the batches before a file broke off, and the next run goes on from there", async () => {
    async function* broken(): AsyncGenerator<SourceRow> {
      for (let n = 0; n < 600; n += 1) yield { line: n, row: aRow(`C-${n}`) };
      throw new Error("the disk is gone");
    }

    await expect(take(broken())).rejects.toThrow("the disk is gone");
    const again = await take(rowsOf(...Array.from({ length: 600 }, (_, n) => aRow(`C-${n}`))));

    expect(again).toMatchObject({ imported: 100, duplicates: 500 });
  });

  it("tells that the store refuses a batch, keeps those before it and begins none behind it", async () => {
    const { sql } = opened.database;
    await sql.run(
      `ALTER TABLE "Contact" ADD CONSTRAINT refuse_it CHECK ("externalId" <> 'refused-700') NOT VALID`,
    );
    let read = 0;
    const rows = function* () {
      for (; read < 5_000; read += 1) yield { line: read + 1, row: aRow(`refused-${read}`) };
    };

    const attempt = take(rows());

    await expect(attempt).rejects.toThrow();
    expect(await opened.database.prisma.contact.count({ where: { source } })).toBe(500);
    expect(read).toBeLessThan(2_000);
    await sql.run(`ALTER TABLE "Contact" DROP CONSTRAINT refuse_it`);
  });

  it("lists at most 1,000 rejected rows, but counts and reports all", async () => {
    const told: number[] = [];
    const rows = Array.from({ length: 1_100 }, (_, line) => ({ line, row: {} }));

    const result = await take(rows, {
      onRejected: async ({ line }: { line: number }) => void told.push(line),
    });

    expect([result.rejectedCount, result.rejected.length, told.length]).toEqual([1_100, 1_000, 1_100]);
  });

  it("leaves an audit entry of what came in, and none when nothing did", async () => {
    await take(rowsOf(aRow("C-1"), aRow("C-2")));
    await take(rowsOf(aRow("C-1")));

    const entries = await opened.database.prisma.auditEntry.findMany({ where: { what: source } });
    expect(entries.map(({ did, detail }) => ({ did, detail }))).toEqual([
      { did: "import-contacts", detail: { read: 2, imported: 2, updated: 0, duplicates: 0, rejected: 0 } },
    ]);
  });

  it("writes FILE.rejects.csv with true lines and reasons, and removes it once the file is right", async () => {
    const header = "id,agent,startedAt,metrics.csat\n";
    const good = 'C-1,李雷,2026-11-03 09:00,5\n"C-\n2",1024,2026-11-03 09:00,\n';
    const path = await directory.write("calls.csv", `${header}${good}C-3,1099,2026-11-03,9\n`);
    const run = async () => {
      const [file, rejects] = [await openContactFile(path), openRejectsFile(path)];
      const counts = await take(file.rows, { onRejected: rejects.add });
      return { counts, rejects: await rejects.close() };
    };

    const first = await run();
    const written = await readFile(`${path}.rejects.csv`, "utf8");
    await directory.write("calls.csv", `${header}${good}C-3,1024,2026-11-03,4\n`);
    const second = await run();

    expect(first.counts).toMatchObject({ read: 3, imported: 2, rejectedCount: 1 });
    expect(written.split("\n")[1]).toBe(
      '5,"agent ""1099"" is not known: import people first or correct the number; metrics.csat ""9"" is outside its scale: 1 to 5",C-3,1099,2026-11-03,9',
    );
    expect(second).toMatchObject({ counts: { imported: 1, duplicates: 2 }, rejects: null });
  });
});

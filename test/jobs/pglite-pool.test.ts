import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { preparedPglite } from "#data/prepared-pglite";
import { defineJob } from "#jobs/define-job";
import { pglitePool } from "#jobs/pglite-pool";
import { createQueue } from "#jobs/queue";
import { noLog } from "../contract/jobs.ts";
import { placeEmbeddedData } from "../support/embedded-data.ts";
import { testDirectory } from "../support/files.ts";
import { eventually } from "../support/eventually.ts";

const folder = await testDirectory();
const data = join(folder.path, "database");
await placeEmbeddedData(data);
const db = await PGlite.create(data);
// As the program gives it to its queue.
const prepared = preparedPglite(db);

beforeEach(async () => {
  await db.exec(`RESET search_path; DROP SCHEMA IF EXISTS bullmq CASCADE;
    DROP TABLE IF EXISTS note, job, made_later; CREATE TABLE note (text text)`);
});
afterAll(async () => {
  await db.close();
  await folder.remove();
});

test("keeps the store's statements out of a transaction of the queue", async () => {
  const client = await (await pglitePool(prepared)).connect();
  await client.query("BEGIN");
  await client.query("INSERT INTO note VALUES ($1)", ["of the queue"]);
  const ofTheStore = db.query("INSERT INTO note VALUES ('of the store')");

  await client.query("ROLLBACK");
  await ofTheStore;

  expect(await notes()).toEqual(["of the store"]);
});

test("keeps the queue's statements out of a transaction of the store", async () => {
  const pool = await pglitePool(prepared);
  let ofTheQueue: Promise<unknown> = Promise.resolve();

  await db.transaction(async (transaction) => {
    ofTheQueue = pool.query("INSERT INTO note VALUES ($1)", ["of the queue"]);
    await transaction.query("INSERT INTO note VALUES ('of the store')");
    await transaction.rollback();
  });
  await ofTheQueue;

  expect(await notes()).toEqual(["of the queue"]);
});

test("commits a transaction of the queue, and lets the store go on", async () => {
  const client = await (await pglitePool(prepared)).connect();

  await client.query("-- a comment first\nBEGIN;");
  await client.query("INSERT INTO note VALUES ('of the queue')");
  await client.query("COMMIT");

  expect(await notes()).toEqual(["of the queue"]);
});

test("takes back a transaction that was released without an end", async () => {
  const client = await (await pglitePool(prepared)).connect();
  await client.query("BEGIN");
  await client.query("INSERT INTO note VALUES ('half done')");

  client.release();

  expect(await notes()).toEqual([]);
});

test("refuses a transaction on the pool itself", async () => {
  const pool = await pglitePool(prepared);

  const begin = pool.query("BEGIN");

  await expect(begin).rejects.toThrow("connect()");
});

test("refuses to start when a table of the store would hide one of the queue", async () => {
  await db.exec("CREATE SCHEMA bullmq; CREATE TABLE bullmq.job (id text); CREATE TABLE public.job (id text)");

  const pool = pglitePool(prepared);

  await expect(pool).rejects.toThrow("job");
});

test("leaves the store its schema: a table without one is made in public", async () => {
  const queue = await createQueue({ kind: "postgres", pool: await pglitePool(prepared) }, { log: noLog });

  await db.exec("CREATE TABLE made_later (id text)");

  const { rows } = await db.query(
    "SELECT table_schema FROM information_schema.tables WHERE table_name = 'made_later'",
  );
  await queue.close();
  expect(rows).toEqual([{ table_schema: "public" }]);
});

test("gives up instead of waiting for ever when a job is enqueued inside an open transaction", async () => {
  const backend = { kind: "postgres", pool: await pglitePool(prepared) } as const;
  const queue = await createQueue(backend, { log: noLog, patienceMilliseconds: 50 });

  const inside = db.transaction(() => queue.jobs.wake("drain"));

  await expect(inside).rejects.toMatchObject({ code: "unavailable" });
  await eventually(async () => (await queue.counts()).waiting === 1);
  await queue.close();
});

test("runs every job once beside a store that commits and rolls back all the time", async () => {
  const items = Array.from({ length: 60 }, (_, index) => `item-${index}`);
  const seen: string[] = [];
  const work = defineJob({
    name: "work",
    schema: z.object({ item: z.string() }),
    attempts: 1,
    backoffMilliseconds: 1,
    async run(_deps: unknown, { item }) {
      await inPrismaTransaction("COMMIT", `job ${item}`);
      seen.push(item);
    },
  });
  const queue = await createQueue({ kind: "postgres", pool: await pglitePool(prepared) }, { log: noLog });
  await queue.start([work], undefined);

  await Promise.all(
    items.map(async (item, index) => {
      await inPrismaTransaction(index % 2 === 0 ? "ROLLBACK" : "COMMIT", `store ${item}`);
      await queue.jobs.enqueue("work", { item }, { key: item });
    }),
  );

  await eventually(() => seen.length === items.length, { withinMilliseconds: 30_000 });
  await queue.close();
  const kept = [...items.map((item) => `job ${item}`), ...items.filter(isOdd).map((item) => `store ${item}`)];
  expect(seen.toSorted()).toEqual(items.toSorted());
  expect((await notes()).toSorted()).toEqual(kept.toSorted());
});

function isOdd(_item: string, index: number): boolean {
  return index % 2 === 1;
}

/** The driver that the store's Prisma client speaks through, with other work let in between its statements. */
async function inPrismaTransaction(end: "COMMIT" | "ROLLBACK", text: string): Promise<void> {
  const adapter = await new PrismaPGlite(db).connect();
  const transaction = await adapter.startTransaction();
  const insert = { sql: "INSERT INTO note VALUES ($1)", args: [text], argTypes: [] };
  await transaction.executeRaw({ ...insert, argTypes: [{ scalarType: "string", arity: "scalar" }] });
  await new Promise((resolve) => setImmediate(resolve));
  await (end === "COMMIT" ? transaction.commit() : transaction.rollback());
}

async function notes(): Promise<string[]> {
  const { rows } = await db.query<{ text: string }>("SELECT text FROM public.note");
  return rows.map((row) => row.text);
}

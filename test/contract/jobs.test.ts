import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Redis } from "ioredis";
import { Client } from "pg";
import type { Backend } from "#jobs/backend";
import { pglitePool } from "#jobs/pglite-pool";
import { postgresPool } from "#jobs/postgres-pool";
import { placeEmbeddedData } from "../support/embedded-data.ts";
import { testDirectory } from "../support/files.ts";
import { testPostgres, testRedis } from "../support/services.ts";
import { jobsContract, type QueueStore } from "./jobs.ts";

const EMPTY_BULLMQ =
  "TRUNCATE bullmq.job, bullmq.scheduler, bullmq.dedup, bullmq.dedup_next, bullmq.meta CASCADE";
const COUNT_JOBS = "SELECT count(*)::int AS count FROM bullmq.job WHERE queue = $1";

jobsContract("PGlite", await pgliteStore());
jobsContract("PostgreSQL", await postgresStore());
jobsContract("Redis", await redisStore());

async function pgliteStore(): Promise<QueueStore> {
  const folder = await testDirectory();
  const [ours, directory] = [join(folder.path, "ours"), join(folder.path, "killed")];
  await Promise.all([ours, directory].map(placeEmbeddedData));
  const db = await PGlite.create(ours);
  const reopened: PGlite[] = [];
  return {
    backend: async () => ({ kind: "postgres", pool: await pglitePool(db) }),
    empty: async () => void (await db.exec(EMPTY_BULLMQ)),
    storedJobs: async (queueName) => countOf((await db.query<Count>(COUNT_JOBS, [queueName])).rows),
    killed: async () => ({
      during: { kind: "pglite", directory },
      async after() {
        const again = await PGlite.create(directory);
        reopened.push(again);
        return { kind: "postgres", pool: await pglitePool(again) };
      },
    }),
    async drop() {
      for (const each of [db, ...reopened]) await each.close();
      await folder.remove();
    },
  };
}

async function postgresStore(): Promise<QueueStore | undefined> {
  const postgres = await testPostgres();
  if (postgres === undefined) return undefined;
  const backend = async (): Promise<Backend> => ({ kind: "postgres", pool: postgresPool(postgres.url) });
  return {
    backend,
    empty: async () => void (await askPostgres(postgres.url, EMPTY_BULLMQ, [])),
    storedJobs: async (queueName) => countOf(await askPostgres(postgres.url, COUNT_JOBS, [queueName])),
    killed: async () => ({ during: { kind: "postgres", url: postgres.url }, after: backend }),
    drop: () => postgres.drop(),
  };
}

async function redisStore(): Promise<QueueStore | undefined> {
  const redis = await testRedis();
  if (redis === undefined) return undefined;
  const place = { kind: "redis", url: redis.url, prefix: redis.prefix } as const;
  return {
    backend: async () => place,
    empty: () => redis.drop(),
    storedJobs: (queueName) => countRedisJobs(redis.url, `${redis.prefix}:${queueName}:`),
    killed: async () => ({ during: place, after: async () => place }),
    drop: () => redis.drop(),
  };
}

type Count = { readonly count: number };

function countOf(rows: readonly Count[]): number {
  return rows[0]!.count;
}

async function askPostgres(url: string, statement: string, values: unknown[]): Promise<Count[]> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query<Count>(statement, values);
  await client.end();
  return rows;
}

/** A job's key ends with its number; all other keys of a queue are named. */
async function countRedisJobs(url: string, start: string): Promise<number> {
  const redis = new Redis(url);
  const keys = await redis.keys(`${start}*`);
  redis.disconnect();
  return keys.filter((key) => /^\d+$/.test(key.slice(start.length))).length;
}

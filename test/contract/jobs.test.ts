import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Client } from "pg";
import type { Backend } from "#jobs/backend";
import { pglitePool } from "#jobs/pglite-pool";
import { postgresPool } from "#jobs/postgres-pool";
import { testPostgres, testRedis } from "../support/services.ts";
import { jobsContract, type QueueStore } from "./jobs.ts";

const EMPTY_BULLMQ =
  "TRUNCATE bullmq.job, bullmq.scheduler, bullmq.dedup, bullmq.dedup_next, bullmq.meta CASCADE";

jobsContract("PGlite", await pgliteStore());
jobsContract("PostgreSQL", await postgresStore());
jobsContract("Redis", await redisStore());

async function pgliteStore(): Promise<QueueStore> {
  const db = await PGlite.create();
  const directory = await mkdtemp(join(tmpdir(), "xingping-jobs-"));
  const reopened: PGlite[] = [];
  return {
    backend: async () => ({ kind: "postgres", pool: await pglitePool(db) }),
    empty: async () => void (await db.exec(EMPTY_BULLMQ)),
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
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function postgresStore(): Promise<QueueStore | undefined> {
  const postgres = await testPostgres();
  if (postgres === undefined) return undefined;
  const backend = async (): Promise<Backend> => ({ kind: "postgres", pool: postgresPool(postgres.url) });
  return {
    backend,
    async empty() {
      const client = new Client(postgres.url);
      await client.connect();
      await client.query(EMPTY_BULLMQ);
      await client.end();
    },
    killed: async () => ({ during: { kind: "postgres", url: postgres.url }, after: backend }),
    drop: postgres.drop,
  };
}

async function redisStore(): Promise<QueueStore | undefined> {
  const redis = await testRedis();
  if (redis === undefined) return undefined;
  const place = { kind: "redis", url: redis.url, prefix: redis.prefix } as const;
  return {
    backend: async () => place,
    empty: redis.drop,
    killed: async () => ({ during: place, after: async () => place }),
    drop: redis.drop,
  };
}

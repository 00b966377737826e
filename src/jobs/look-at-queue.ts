import { assertSchemaCompatibility, type PgPool, SchemaMigrationRequiredError } from "bullmq";
import { Redis } from "ioredis";
import { AppError } from "#domain/error";
import type { Backend } from "./backend.ts";
import { createQueue, type JobCounts } from "./queue.ts";

const PATIENCE_MILLISECONDS = 3_000;

export type QueueLook = {
  /** Null: the store has no queue yet, and the first start makes it. */
  readonly counts: JobCounts | null;
  /** Of Redis: what it does when its memory is full; null when it does not say. */
  readonly evictionPolicy: string | null;
};

/** Looks at the queue's store without making anything in it. @throws AppError `unavailable` with the reason */
export async function lookAtQueue(backend: Backend): Promise<QueueLook> {
  const evictionPolicy = backend.kind === "redis" ? await askRedis(backend.url) : null;
  if (backend.kind === "postgres" && !(await hasSchema(backend.pool)))
    return { counts: null, evictionPolicy };
  const quiet = { warn: () => undefined, error: () => undefined };
  const queue = await createQueue(backend, { log: quiet, patienceMilliseconds: PATIENCE_MILLISECONDS });
  try {
    return { counts: await queue.counts(), evictionPolicy };
  } finally {
    await queue.close();
  }
}

/** Asked once and without patience: the queue's own connection waits for ever. */
async function askRedis(url: string): Promise<string | null> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MILLISECONDS,
    commandTimeout: PATIENCE_MILLISECONDS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let reason = "no answer";
  // The reason comes here; the command itself only says that the connection is closed.
  redis.on("error", (error: NodeJS.ErrnoException) => (reason = error.code ?? error.message));
  try {
    await redis.connect();
    const memory = await redis.info("memory");
    return /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? null;
  } catch (error) {
    const own = (error as Error).message;
    throw new AppError("unavailable", /closed/i.test(own) ? reason : own);
  } finally {
    redis.disconnect();
  }
}

async function hasSchema(pool: PgPool): Promise<boolean> {
  const client = await pool.connect();
  try {
    await assertSchemaCompatibility(client);
    return true;
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return false;
    throw error;
  } finally {
    client.release();
  }
}

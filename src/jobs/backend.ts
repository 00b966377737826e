import {
  assertSchemaCompatibility,
  createPostgresBackend,
  createRedisBackend,
  LATEST_SCHEMA_VERSION,
  type PgPool,
  type PgPoolClient,
  runMigrations,
  SchemaMigrationRequiredError,
} from "bullmq";
import { Redis } from "ioredis";
import { errorLogger, type QueueLog } from "./queue-log.ts";

export type Backend =
  /** `prefix` begins every key of the queue. */
  | { readonly kind: "redis"; readonly url: string; readonly prefix?: string }
  /** From `pglitePool` or `postgresPool`; the queue ends it when it closes. */
  | { readonly kind: "postgres"; readonly pool: PgPool };

/** A store for the queue that is connected and has its schema. */
export type OpenBackend = {
  /** What BullMQ's classes are made with. */
  readonly connection: never;
  readonly factory: typeof createRedisBackend;
  readonly prefix: string;
  ping(): Promise<unknown>;
  close(): Promise<void>;
};

export async function openBackend(backend: Backend, log: QueueLog): Promise<OpenBackend> {
  return backend.kind === "redis" ? openRedis(backend.url, backend.prefix, log) : openPostgres(backend.pool);
}

async function openRedis(url: string, prefix = "xingping", log: QueueLog): Promise<OpenBackend> {
  // BullMQ's blocking reads must outlive any outage: no limit on retries.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on("error", errorLogger(log, "queue: Redis connection"));
  redis.once("ready", () => void warnOfEviction(redis, log));
  return {
    connection: redis as never,
    factory: createRedisBackend,
    prefix,
    ping: () => redis.ping(),
    close: async () => redis.disconnect(),
  };
}

/** With any other policy Redis may throw parts of the queue away when its memory is full. */
async function warnOfEviction(redis: Redis, log: QueueLog): Promise<void> {
  const memory = await redis.info("memory").catch(() => "");
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy !== undefined && policy !== "noeviction") {
    log.warn({ policy }, "queue: Redis may evict jobs; set maxmemory-policy to noeviction");
  }
}

async function openPostgres(pool: PgPool): Promise<OpenBackend> {
  const client = await pool.connect();
  try {
    await bringSchemaUpToDate(client);
  } finally {
    client.release();
  }
  return {
    connection: pool as never,
    // The classes are typed after the Redis factory; at run time they take either.
    factory: createPostgresBackend as never,
    prefix: "",
    ping: () => pool.query("SELECT 1", []),
    close: () => pool.end(),
  };
}

/** Looks before it migrates, so that a start needs no right to create schemas once they are there. */
async function bringSchemaUpToDate(client: PgPoolClient): Promise<void> {
  const version = await assertSchemaCompatibility(client).catch((error: unknown) => {
    if (error instanceof SchemaMigrationRequiredError) return 0;
    throw error;
  });
  if (version < LATEST_SCHEMA_VERSION) await runMigrations(client);
}

import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { Client } from "pg";

const CONNECT_MILLISECONDS = 2_000;

/** A PostgreSQL database made for one test file, gone after `drop()`, whoever is still connected to it. */
export type TestPostgres = {
  readonly url: string;
  /** Where it was made and others can be. */
  readonly serverUrl: string;
  /** Another database with the same contents. Nobody may be connected to this one meanwhile. */
  copy(): Promise<TestPostgres>;
  drop(): Promise<void>;
};

/** A shared Redis; keep to keys that begin with `prefix`, `drop()` deletes them. */
export type TestRedis = { readonly url: string; readonly prefix: string; drop(): Promise<void> };

/**
 * A fresh database on `TEST_DATABASE_URL` (default: user postgres on 127.0.0.1:5432). Without a server `undefined`,
 * after one line that says so; with `CI=true` it throws.
 */
export async function testPostgres(): Promise<TestPostgres | undefined> {
  const serverUrl = process.env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
  try {
    return await createTestDatabase(serverUrl);
  } catch (error) {
    return leaveOut("PostgreSQL", "TEST_DATABASE_URL", error);
  }
}

/** Throws when the server is not there or refuses. */
export async function createTestDatabase(serverUrl: string, template?: string): Promise<TestPostgres> {
  const name = `xingping_test_${randomBytes(6).toString("hex")}`;
  await runOnServer(
    serverUrl,
    `CREATE DATABASE ${name}${template === undefined ? "" : ` TEMPLATE ${template}`}`,
  );
  return {
    url: withDatabase(serverUrl, name),
    serverUrl,
    copy: () => createTestDatabase(serverUrl, name),
    drop: () => runOnServer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/**
 * A key prefix of one's own on `TEST_REDIS_URL` (default 127.0.0.1:6379). Without a server `undefined`, after one
 * line that says so; with `CI=true` it throws.
 */
export async function testRedis(): Promise<TestRedis | undefined> {
  const url = process.env["TEST_REDIS_URL"] ?? "redis://127.0.0.1:6379";
  const prefix = `xingping-test-${randomBytes(6).toString("hex")}`;
  try {
    await withRedis(url, (redis) => redis.ping());
  } catch (error) {
    return leaveOut("Redis", "TEST_REDIS_URL", error);
  }
  return { url, prefix, drop: () => withRedis(url, (redis) => deleteKeys(redis, prefix)) };
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MILLISECONDS });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

async function withRedis(url: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MILLISECONDS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  // Without a listener ioredis prints what connect() below throws anyway.
  redis.on("error", () => undefined);
  try {
    await redis.connect();
    await work(redis);
  } finally {
    redis.disconnect();
  }
}

async function deleteKeys(redis: Redis, prefix: string): Promise<void> {
  for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 })) {
    const found = keys as string[];
    if (found.length > 0) await redis.del(...found);
  }
}

function leaveOut(service: string, variable: string, error: unknown): undefined {
  const reason = error instanceof Error ? error.message : String(error);
  const line = `${service} is not reachable (${reason}); its tests are left out. Start it or set ${variable}.`;
  if (process.env["CI"] === "true") throw new Error(line, { cause: error });
  console.warn(line);
  return undefined;
}

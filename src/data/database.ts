import type { PGlite } from "@electric-sql/pglite";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type pg from "pg";
import { connectionProblem } from "./connection-problem.ts";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { createStatementNames } from "./statement-names.ts";

export type DatabaseSettings =
  /** A directory, or null for one that lives in memory only (tests). */
  | { readonly kind: "embedded"; readonly directory: string | null }
  | { readonly kind: "postgres"; readonly url: string };

/** Prisma on its own or inside a transaction. */
export type PrismaHandle = PrismaClient | Prisma.TransactionClient;

/** One statement to the driver itself, for a start: Prisma's query compiler takes 0.1 s and 25 MB to load. */
export type Ask = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/** An open database. `pglite` or `pool` is what the queue may share; nobody else speaks to them. */
export type Database = {
  readonly prisma: PrismaClient;
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
  readonly pglite: PGlite | null;
  readonly pool: pg.Pool | null;
  /** Throws AppError `unavailable` when PostgreSQL cannot be reached or refuses the connection. */
  readonly ask: Ask;
  close(): Promise<void>;
};

const TRANSACTION_WAIT_MILLISECONDS = 30_000;

function newPrisma(adapter: SqlMigrationAwareDriverAdapterFactory): PrismaClient {
  return new PrismaClient({
    adapter,
    transactionOptions: { maxWait: TRANSACTION_WAIT_MILLISECONDS, timeout: TRANSACTION_WAIT_MILLISECONDS },
  });
}

/** Opens the database; nothing is migrated here. Throws what the driver throws when it cannot be reached. */
export async function openDatabase(
  settings: DatabaseSettings,
  onError: (error: Error) => void,
): Promise<Database> {
  return settings.kind === "embedded"
    ? openEmbedded(settings.directory)
    : openPostgres(settings.url, onError);
}

async function openEmbedded(directory: string | null): Promise<Database> {
  const [{ PGlite }, { PrismaPGlite }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("pglite-prisma-adapter"),
  ]);
  const pglite = directory === null ? new PGlite() : new PGlite(directory);
  await pglite.exec("SET TIME ZONE 'UTC'");
  const adapter = new PrismaPGlite(pglite);
  const prisma = newPrisma(adapter);
  return {
    prisma,
    adapter,
    pglite,
    pool: null,
    ask: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(sql, [...values])).rows,
    close: async () => {
      await prisma.$disconnect();
      if (!pglite.closed) await pglite.close();
    },
  };
}

async function openPostgres(url: string, onError: (error: Error) => void): Promise<Database> {
  const [{ default: pgDriver }, { PrismaPg }] = await Promise.all([
    import("pg"),
    import("@prisma/adapter-pg"),
  ]);
  const pool = new pgDriver.Pool({
    connectionString: url,
    max: 12,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // The adapter writes instants without an offset, so the session must speak UTC. Not the `options` start
    // parameter: one in the address would silently replace ours.
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'");
    },
  });
  pool.on("error", onError);
  const adapter = new PrismaPg(pool, {
    onConnectionError: onError,
    statementNameGenerator: createStatementNames(),
  });
  const prisma = newPrisma(adapter);
  return {
    prisma,
    adapter,
    pglite: null,
    pool,
    ask: (sql, values = []) => askPool(pool, sql, values),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

async function askPool<Row extends object>(
  pool: pg.Pool,
  sql: string,
  values: readonly unknown[],
): Promise<Row[]> {
  try {
    return (await pool.query<Row>(sql, [...values])).rows;
  } catch (error) {
    throw connectionProblem(error);
  }
}

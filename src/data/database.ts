import type { PGlite } from "@electric-sql/pglite";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import type pg from "pg";
import { blankDatabaseFor } from "./blank-database.ts";
import { connectionProblem } from "./connection-problem.ts";
import { PrismaClient, type Prisma } from "./generated/client.ts";
import { preparedPglite, type PreparedPglite } from "./prepared-pglite.ts";
import { sqlOver, type Connection, type Sql } from "./sql.ts";
import { createStatementNames } from "./statement-names.ts";
import { traceTransactions } from "./transactions.ts";

export type DatabaseSettings =
  /** A directory, or null for one that lives in memory only (tests). */
  | { readonly kind: "embedded"; readonly directory: string | null }
  | { readonly kind: "postgres"; readonly url: string };

/** Prisma on its own or inside a transaction. */
export type PrismaHandle = PrismaClient | Prisma.TransactionClient;

/** An open database. `prepared` or `pool` is what the queue may share; nobody else speaks to them. */
export type Database = {
  /** Its query compiler takes 0.1 s and 25 MB to load, when it is first used. */
  readonly prisma: PrismaClient;
  /** Throws AppError `unavailable` when PostgreSQL cannot be reached or refuses the connection. */
  readonly sql: Sql;
  /** Both speak inside the same transaction, which is rolled back when `work` throws. */
  transaction<Result>(work: (db: PrismaHandle, sql: Sql) => Promise<Result>): Promise<Result>;
  /** For migrations. */
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
  readonly pglite: PGlite | null;
  /** The same session, its statements kept. */
  readonly prepared: PreparedPglite | null;
  readonly pool: pg.Pool | null;
  close(): Promise<void>;
};

const TRANSACTION_WAIT_MILLISECONDS = 30_000;
/** A draw from a million conversations, with ten thousand cards, on a busy machine. */
const TRANSACTION_LIMIT_MILLISECONDS = 300_000;
const QUERY_LIMIT_MILLISECONDS = 60_000;

async function overAdapter(
  adapter: Pick<SqlMigrationAwareDriverAdapterFactory, "provider" | "adapterName" | "connect">,
): Promise<Pick<Database, "prisma" | "sql" | "transaction">> {
  const { factory, within } = traceTransactions(adapter);
  const prisma = new PrismaClient({
    adapter: factory,
    transactionOptions: { maxWait: TRANSACTION_WAIT_MILLISECONDS, timeout: TRANSACTION_LIMIT_MILLISECONDS },
  });
  return {
    prisma,
    sql: sqlOver(inPlainWords(await adapter.connect())),
    transaction: (work) =>
      within((sqlOf) =>
        prisma.$transaction(async (tx) => {
          const sql = sqlOf();
          const result = await work(tx, sql);
          await sql.flush();
          return result;
        }),
      ),
  };
}

function inPlainWords(connection: Connection): Connection {
  const explain = (error: unknown): never => {
    throw connectionProblem(error);
  };
  return {
    queryRaw: (query) => connection.queryRaw(query).catch(explain),
    executeRaw: (query) => connection.executeRaw(query).catch(explain),
  };
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
  const pglite = directory === null ? new PGlite() : new PGlite(directory, await beginningOf(directory));
  await pglite.exec("SET TIME ZONE 'UTC'");
  const prepared = preparedPglite(pglite);
  const access = await overAdapter(new PrismaPGlite(prepared as unknown as PGlite));
  return {
    ...access,
    // Migrations change the tables that kept statements were planned for, so they go their own way.
    adapter: new PrismaPGlite(pglite),
    pglite,
    prepared,
    pool: null,
    close: async () => {
      await access.prisma.$disconnect();
      if (!pglite.closed) await pglite.close();
    },
  };
}

async function beginningOf(directory: string): Promise<{ loadDataDir?: Blob }> {
  const blank = await blankDatabaseFor(directory);
  return blank === undefined ? {} : { loadDataDir: blank };
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
    keepAliveInitialDelayMillis: 10_000,
    // A connection whose other end is gone without a word must not hold up the webhook until the system notices.
    query_timeout: QUERY_LIMIT_MILLISECONDS,
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
  const access = await overAdapter(adapter);
  return {
    ...access,
    adapter,
    pglite: null,
    prepared: null,
    pool,
    close: async () => {
      await access.prisma.$disconnect();
      await pool.end();
    },
  };
}

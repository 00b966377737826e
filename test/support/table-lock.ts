import { Client } from "pg";
import { eventually } from "./eventually.ts";

/** The name of a session that belongs to a test. */
export const TEST_SESSION = "xingping-test";

/** Keeps a program on PostgreSQL from writing to a table, to stop it at one of its steps from outside. */
export type TableLock = {
  /** Resolves when a statement waits for the table. */
  waitedFor(): Promise<void>;
  release(): Promise<void>;
};

/** `writes` lets everybody read on; `everything` stops them too. `table` as SQL names it. */
export async function lockTable(
  databaseUrl: string,
  table: string,
  stops: "writes" | "everything" = "writes",
): Promise<TableLock> {
  const client = new Client({ connectionString: databaseUrl, application_name: TEST_SESSION });
  // A test that fails drops its database under this connection.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("BEGIN");
  await client.query(`LOCK TABLE ${table} IN ${stops === "writes" ? "EXCLUSIVE" : "ACCESS EXCLUSIVE"} MODE`);
  const waiting = async (): Promise<boolean> => {
    const { rows } = await client.query(
      "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = $1::regclass LIMIT 1",
      [table],
    );
    return rows.length > 0;
  };
  return {
    waitedFor: () =>
      eventually(waiting, { what: `a statement that waits for ${table}` }).then(() => undefined),
    release: () => client.end(),
  };
}

/**
 * Ends the program's sessions of the database. What a killed process had sent to the server before it died would
 * otherwise still be carried out when a lock goes.
 */
export async function endProgramSessions(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> $1`,
    [TEST_SESSION],
  );
  await client.end();
}

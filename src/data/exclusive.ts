import type { Pool } from "pg";

/** `lost` is aborted when somebody else may be in the section although the work goes on. */
export type Exclusively = <Result>(
  section: string,
  work: (lost: AbortSignal) => Promise<Result>,
) => Promise<Result | "taken">;

/** For the embedded database, whose one owner is this process. */
export function exclusiveInProcess(): Exclusively {
  const taken = new Set<string>();
  return async (section, work) => {
    if (taken.has(section)) return "taken";
    taken.add(section);
    try {
      return await work(new AbortController().signal);
    } finally {
      taken.delete(section);
    }
  };
}

/**
 * Advisory locks on a connection of their own: PostgreSQL frees them the moment the connection is gone, so a killed
 * process never leaves a section closed, and no lease has to run out.
 */
export function exclusiveOnPostgres(pool: Pool): Exclusively {
  return async (section, work) => {
    const client = await pool.connect();
    const broken = { error: undefined as Error | undefined };
    const lost = new AbortController();
    const onError = (error: Error): void => {
      broken.error = error;
      lost.abort();
    };
    client.on("error", onError);
    try {
      const { rows } = await client.query<{ mine: boolean }>(
        "SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine",
        [section],
      );
      if (rows[0]?.mine !== true) return "taken";
      try {
        return await work(lost.signal);
      } finally {
        if (broken.error === undefined) {
          await client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [section]).catch(onError);
        }
      }
    } finally {
      client.removeListener("error", onError);
      client.release(broken.error);
    }
  };
}

import type { PgPool } from "bullmq";
import { Pool } from "pg";

const CONNECT_MILLISECONDS = 10_000;

/**
 * A pool for the queue alone: its connections see only the `bullmq` schema, which the store's must not. A worker
 * keeps one connection for LISTEN, so at least two are needed.
 */
export function postgresPool(
  databaseUrl: string,
  options: { readonly maxConnections?: number } = {},
): PgPool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.maxConnections ?? 5,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    keepAlive: true,
    // Not the `options` start parameter: one in the address would silently replace ours.
    onConnect: async (client) => {
      await client.query("SET search_path TO bullmq");
    },
  });
  // BullMQ names the few methods it uses in types of its own, which TypeScript cannot match with pg's overloads.
  return pool as unknown as PgPool;
}

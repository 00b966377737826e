import type { AuditStore } from "#ports/store";
import { asRows, type Sql } from "./sql.ts";

export function auditStore(sql: Sql): AuditStore {
  return {
    add: async (entries, at) => {
      if (entries.length === 0) return;
      await sql.later(
        `INSERT INTO "AuditEntry" (at, "whoId", did, what, detail)
         SELECT $2::timestamptz, who, did, what, coalesce(detail, '{}'::jsonb)
         FROM jsonb_to_recordset($1::jsonb) AS r(who uuid, did text, what text, detail jsonb)`,
        asRows(entries),
        at,
      );
    },
    count: async ({ did, what }, since) => {
      const [row] = await sql.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "AuditEntry" WHERE what = $1 AND did = $2 AND at > $3`,
        what,
        did,
        since,
      );
      return row?.count ?? 0;
    },
  };
}

import type { AuditStore } from "#ports/store";
import { asRows, type Sql } from "./sql.ts";

export function auditStore(sql: Sql): AuditStore {
  return {
    add: async (entries, at) => {
      if (entries.length === 0) return;
      await sql.run(
        `INSERT INTO "AuditEntry" (at, "whoId", did, what, detail)
         SELECT $2::timestamptz, who, did, what, coalesce(detail, '{}'::jsonb)
         FROM jsonb_to_recordset($1::jsonb) AS r(who uuid, did text, what text, detail jsonb)`,
        asRows(entries),
        at,
      );
    },
  };
}

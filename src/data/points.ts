import type { PointEntry, PointKind } from "#domain/points";
import type { PointStore } from "#ports/recognition";
import type { PrismaHandle } from "./database.ts";
import type { PointEntry as PointRow } from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { asRows, type Sql } from "./sql.ts";

const toEntry = (row: PointRow): PointEntry => ({ ...row, kind: row.kind as PointKind });

/** People in one order, since each row waits for the lock of its person. */
const ADD = `
  INSERT INTO "PointEntry" (id, "personId", amount, kind, cause, "refersToId", "ideaNumber", "itemId", at)
  SELECT id, "personId", amount, kind, cause, "refersToId", "ideaNumber", "itemId", at
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "personId" uuid, amount int, kind text, cause text,
    "refersToId" uuid, "ideaNumber" int, "itemId" text, at timestamptz)
  ORDER BY "personId", id
  ON CONFLICT (cause) DO NOTHING`;

export function pointStore(db: PrismaHandle, sql: Sql): PointStore {
  const one = (row: PointRow | null): PointEntry | null => (row === null ? null : toEntry(row));
  return {
    lock: async (personId) => {
      await sql.query(
        `SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('points:' || $1, 0))) AS locked`,
        personId,
      );
    },
    balance: async (personId) => {
      const [row] = await sql.query<{ balance: number }>(
        `SELECT coalesce(sum(amount), 0)::int AS balance FROM "PointEntry" WHERE "personId" = $1::uuid`,
        personId,
      );
      return row?.balance ?? 0;
    },
    add: (entries) =>
      entries.length === 0
        ? Promise.resolve(0)
        : sql.run(ADD, asRows(entries.map((entry) => ({ ...entry, id: newId() })))),
    get: async (id) => one(await db.pointEntry.findUnique({ where: { id } })),
    byCause: async (cause) => one(await db.pointEntry.findUnique({ where: { cause } })),
    ofPerson: async (personId, limit) =>
      (
        await db.pointEntry.findMany({
          where: { personId },
          orderBy: [{ at: "desc" }, { id: "desc" }],
          ...(limit !== undefined && { take: limit }),
        })
      ).map(toEntry),
    earnersBefore: async (at) => {
      const rows = await sql.query<{ personId: string }>(
        `SELECT DISTINCT "personId" FROM "PointEntry" WHERE amount > 0 AND at < $1::timestamptz ORDER BY 1`,
        at,
      );
      return rows.map(({ personId }) => personId);
    },
  };
}

import { AppError } from "#domain/error";
import type { ChatEvent } from "#ports/chat";
import type { InboxStore, WaitingEvent } from "#ports/delivery";
import type { Person as PersonRow } from "./generated/client.ts";
import { toPerson } from "./people.ts";
import { asRows, type Sql } from "./sql.ts";

type WaitingRow = {
  id: bigint;
  event: ChatEvent & { at: string };
  attempts: number;
  receivedAt: Date;
  sender: PersonRow | null;
};

const toWaiting = (row: WaitingRow): WaitingEvent => ({
  id: String(row.id),
  event: { ...row.event, at: new Date(row.event.at) },
  attempts: row.attempts,
  receivedAt: row.receivedAt,
  sender: row.sender === null ? null : toPerson(row.sender),
});

/** SQLSTATE class 22: the values themselves are refused, so nothing was stored. */
const isOfData = (error: unknown): boolean =>
  (error as { cause?: { originalCode?: string } }).cause?.originalCode?.startsWith("22") === true;

const ADD = `
  INSERT INTO "InboxEvent" (key, kind, event, "receivedAt", "dueAt")
  SELECT key, event ->> 'kind', event, $2::timestamptz, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS r(key text, event jsonb)
  ON CONFLICT (key) DO NOTHING RETURNING key`;

export function inboxStore(sql: Sql): InboxStore {
  return {
    add: async (entries, at) => {
      const rows = await sql.query<{ key: string }>(ADD, asRows(entries), at).catch((error: unknown) => {
        throw isOfData(error) ? new AppError("bad-input", "an event that cannot be stored") : error;
      });
      return new Set(rows.map((row) => row.key));
    },
    due: async ({ at, pressesKeptBefore }, limit) => {
      const rows = await sql.query<{ id: bigint }>(
        `SELECT id FROM "InboxEvent" WHERE state = 'new' AND "dueAt" <= $1::timestamptz
           AND (kind <> 'card-action' OR "receivedAt" < $2::timestamptz) ORDER BY id LIMIT $3::int`,
        at,
        pressesKeptBefore,
        limit,
      );
      return rows.map((row) => String(row.id));
    },
    take: async (ref, at) => {
      const [row] = await sql.query<WaitingRow>(
        `UPDATE "InboxEvent" i SET state = 'handled', "handledAt" = $2::timestamptz, event = i.event - 'form' - 'text'
         FROM (SELECT id, event FROM "InboxEvent"
           WHERE ${"id" in ref ? "id = $1::bigint" : "key = $1"} AND state = 'new' FOR UPDATE SKIP LOCKED) taken
         WHERE i.id = taken.id
         RETURNING i.id, taken.event, i.attempts, i."receivedAt", (
           SELECT to_jsonb(p) FROM "Identity" n JOIN "Person" p ON p.id = n."personId"
           WHERE n.platform = i.event ->> 'platform' AND n."appId" = i.event ->> 'appId'
             AND n."platformUserId" = i.event ->> 'userId') AS sender`,
        "id" in ref ? BigInt(ref.id) : ref.key,
        at,
      );
      return row === undefined ? null : toWaiting(row);
    },
    isPressedAgain: async ({ id, messageId }) => {
      const rows = await sql.query(
        `SELECT 1 FROM "InboxEvent" WHERE id > $1::bigint AND kind = 'card-action' AND event ->> 'messageId' = $2
         LIMIT 1`,
        BigInt(id),
        messageId,
      );
      return rows.length > 0;
    },
    failed: async (id, reason, dueAt) => {
      await sql.run(
        `UPDATE "InboxEvent" SET attempts = attempts + 1, "lastError" = $2,
           state = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE 'new' END,
           "dueAt" = coalesce($3::timestamptz, "dueAt")
         WHERE id = $1::bigint AND state = 'new'`,
        BigInt(id),
        reason,
        dueAt,
      );
    },
    removeBefore: (at) =>
      sql.run(`DELETE FROM "InboxEvent" WHERE "receivedAt" < $1::timestamptz AND state <> 'new'`, at),
    countByState: async (since = new Date(0)) => {
      const rows = await sql.query<{ state: string; count: number }>(
        `SELECT state, count(*)::int AS count FROM "InboxEvent" WHERE "receivedAt" >= $1::timestamptz GROUP BY state`,
        since,
      );
      return Object.fromEntries(rows.map((row) => [row.state, row.count]));
    },
  };
}

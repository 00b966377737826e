import type { Channel, Contact, ContactMetrics, Direction, Turn } from "#domain/contact";
import type { Secrets } from "#ports/secrets";
import type { FrameEntry } from "#domain/sampling";
import type { ContactStore, ImportCounts } from "#ports/contacts";
import type { PrismaHandle } from "./database.ts";
import type { Contact as ContactRow } from "./generated/client.ts";
import { sealContacts } from "./seal-contacts.ts";
import { asRows, type Sql } from "./sql.ts";

type StoredTurn = { n: number; role: Turn["role"]; at: string | null; text: string };

/** What is read of a contact: without the sealed turns. */
export type ReadableContact = Pick<
  ContactRow,
  | "id"
  | "source"
  | "externalId"
  | "channel"
  | "direction"
  | "scene"
  | "startedAt"
  | "endedAt"
  | "localDate"
  | "agentId"
  | "maskedTurns"
  | "metrics"
>;

export function toContact(row: ReadableContact): Contact {
  const turns = (row.maskedTurns ?? []) as unknown as StoredTurn[];
  return {
    id: row.id,
    source: row.source,
    externalId: row.externalId,
    channel: row.channel as Channel | null,
    direction: row.direction as Direction | null,
    scene: row.scene,
    metrics: row.metrics as ContactMetrics,
    agentId: row.agentId,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    localDate: row.localDate,
    turns: turns.map((turn) => ({ ...turn, at: turn.at === null ? null : new Date(turn.at) })),
  };
}

/**
 * One statement: what is new comes in; what is known gets its empty metrics and fields filled, its turns only while
 * it was never drawn; what brings nothing new does not touch its row and so does not come back.
 */
const IMPORT = `
  INSERT INTO "Contact" AS c (id, source, "externalId", channel, direction, scene, "startedAt", "endedAt",
    "localDate", "agentId", "customerRef", "turnCount", turns, "maskedTurns", "keyVersion", metrics, "createdAt",
    "updatedAt")
  SELECT id, source, "externalId", channel, direction, scene, "startedAt", "endedAt", "localDate", "agentId",
    decode("customerRef", 'base64'), "turnCount", decode(turns, 'base64'), "maskedTurns", "keyVersion", metrics,
    $2::timestamptz, $2::timestamptz
  FROM jsonb_to_recordset(convert_from($1::bytea, 'UTF8')::jsonb) AS r(id uuid, source text, "externalId" text, channel text, direction text,
    scene text, "startedAt" timestamptz, "endedAt" timestamptz, "localDate" text, "agentId" uuid,
    "customerRef" text, "turnCount" int, turns text, "maskedTurns" jsonb, "keyVersion" int, metrics jsonb)
  ON CONFLICT (source, "externalId") DO UPDATE SET
    metrics = excluded.metrics || c.metrics,
    channel = coalesce(c.channel, excluded.channel),
    direction = coalesce(c.direction, excluded.direction),
    scene = coalesce(c.scene, excluded.scene),
    "endedAt" = coalesce(c."endedAt", excluded."endedAt"),
    "customerRef" = coalesce(c."customerRef", excluded."customerRef"),
    turns = CASE WHEN c."turnCount" = 0 AND c."drawnAt" IS NULL THEN excluded.turns ELSE c.turns END,
    "maskedTurns" = CASE WHEN c."turnCount" = 0 AND c."drawnAt" IS NULL THEN excluded."maskedTurns"
      ELSE c."maskedTurns" END,
    "keyVersion" = CASE WHEN c."turnCount" = 0 AND c."drawnAt" IS NULL THEN excluded."keyVersion"
      ELSE c."keyVersion" END,
    "turnCount" = CASE WHEN c."turnCount" = 0 AND c."drawnAt" IS NULL THEN excluded."turnCount"
      ELSE c."turnCount" END,
    "updatedAt" = excluded."updatedAt"
  WHERE NOT c.metrics @> (excluded.metrics || c.metrics)
    OR (c.channel IS NULL AND excluded.channel IS NOT NULL)
    OR (c.direction IS NULL AND excluded.direction IS NOT NULL)
    OR (c.scene IS NULL AND excluded.scene IS NOT NULL)
    OR (c."endedAt" IS NULL AND excluded."endedAt" IS NOT NULL)
    OR (c."customerRef" IS NULL AND excluded."customerRef" IS NOT NULL)
    OR (c."turnCount" = 0 AND excluded."turnCount" > 0 AND c."drawnAt" IS NULL)
  RETURNING c.id`;

/** What can be drawn, `c`, between the dates $1 and $2 with at least $3 turns. */
export const DRAWABLE = `
  FROM "Contact" c JOIN "Person" p ON p.id = c."agentId" AND p.status = 'active'
  WHERE c."localDate" BETWEEN $1 AND $2 AND c."drawnAt" IS NULL AND c."turnCount" >= $3::int`;

export function contactStore(db: PrismaHandle, sql: Sql, secrets: Secrets): ContactStore {
  const withoutSealedText = { omit: { turns: true } } as const;
  return {
    get: async (id) => {
      const row = await db.contact.findUnique({ where: { id }, ...withoutSealedText });
      return row === null ? null : toContact(row);
    },
    many: async (ids) =>
      (await db.contact.findMany({ where: { id: { in: [...ids] } }, ...withoutSealedText })).map(toContact),
    seal: (contacts) => sealContacts(contacts, secrets),
    import: async (contacts, at): Promise<ImportCounts> => {
      const { count, rounds } = "rounds" in contacts ? contacts : sealContacts(contacts, secrets);
      let imported = 0;
      let updated = 0;
      for (const { ids, rows } of rounds) {
        const touched = await sql.query<{ id: string }>(IMPORT, rows, at);
        const isNew = touched.filter(({ id }) => ids.has(id)).length;
        imported += isNew;
        updated += touched.length - isNew;
      }
      return { imported, updated, duplicates: count - imported - updated };
    },
    frame: async (from, to, minTurns) => {
      const rows = await sql.query<FrameEntry>(
        `SELECT c."agentId", array_agg(c.id::text ORDER BY c.id) AS "contactIds"
         ${DRAWABLE} GROUP BY c."agentId" ORDER BY c."agentId"`,
        from,
        to,
        minTurns,
      );
      return rows;
    },
    markDrawn: async (ids, at) => {
      await sql.run(
        `UPDATE "Contact" SET "drawnAt" = $2::timestamptz
         WHERE id IN (SELECT value::uuid FROM jsonb_array_elements_text($1::jsonb))`,
        asRows(ids),
        at,
      );
    },
  };
}

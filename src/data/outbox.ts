import type { Card } from "#cards/card";
import { revivedSince, UNREACHABLE_FOR_MILLISECONDS } from "#domain/reachability";
import type { PlatformName } from "#ports/chat";
import type { Addressee, OutboxMessage, OutboxStore } from "#ports/delivery";
import { newId } from "./new-id.ts";
import { asRows, type Sql } from "./sql.ts";

type AddressColumns = {
  verb: "send" | "reply" | "patch";
  platform?: string;
  appId?: string;
  destinationKind?: "user" | "chat";
  destinationId?: string;
  personId?: string;
  target?: string;
};

function addressOf(to: Addressee): AddressColumns {
  if ("person" in to) return { verb: "send", destinationKind: "user", personId: to.person };
  if ("patchOf" in to) return { verb: "patch", target: to.patchOf };
  if ("replyTo" in to) {
    const { platform, appId, messageId } = to.replyTo;
    return { verb: "reply", platform, appId, target: messageId };
  }
  const place = "user" in to ? to.user : to.chat;
  return {
    verb: "send",
    platform: place.platform,
    appId: place.appId,
    destinationKind: "user" in to ? "user" : "chat",
    destinationId: "user" in to ? to.user.userId : to.chat.chatId,
  };
}

/** A patch's version comes from the table's sequence, so two transactions never give the same one. */
const ADD = `
  INSERT INTO "OutboxMessage" (id, key, verb, platform, "appId", "destinationKind", "destinationId", "personId", target,
    card, "dueAt", "turnAt", "createdAt")
  SELECT id, key, verb, platform, "appId", "destinationKind", "destinationId", "personId", target, card, "dueAt",
    "dueAt", $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, key text, verb text, platform text, "appId" text,
    "destinationKind" text, "destinationId" text, "personId" uuid, target text, card jsonb, "dueAt" timestamptz)
  ON CONFLICT (key) DO NOTHING`;

/** A newer card for the same message: an older one must not go out any more, whatever held it up. */
const IS_OUTDATED = `o.verb = 'patch' AND EXISTS (
  SELECT 1 FROM "OutboxMessage" n WHERE n.target = o.target AND n.verb = 'patch' AND n.version > o.version)`;

/**
 * An earlier message of the same lane is under way, or was put back and is not due again: this one would overtake it.
 * Both have been taken before, so they have their destination. One written for later has its turn later, too.
 */
const isBehind = (sameLane: string): string => `EXISTS (
  SELECT 1 FROM (VALUES ('sending', '-infinity'::timestamptz), ('waiting', $2::timestamptz)) AS held(state, after)
  JOIN "OutboxMessage" e ON e.state = held.state AND e."dueAt" > held.after AND ${sameLane}
  WHERE (e."turnAt", e.id) < (o."turnAt", o.id))`;
const IS_BEHIND_SEND = isBehind(`e.verb = 'send' AND e.platform = coalesce(i.platform, o.platform)
    AND e."appId" = coalesce(i."appId", o."appId")
    AND e."destinationId" = coalesce(i."platformUserId", o."destinationId")`);
const IS_BEHIND_REPLY = isBehind(`e.verb = 'reply' AND e.target = o.target`);

const DUE = `app AS (SELECT platform, "appId" FROM jsonb_to_recordset($1::jsonb) AS r(platform text, "appId" text)),
  due AS (
    SELECT o.id, coalesce(i.platform, t.platform, o.platform) AS platform,
      coalesce(i."appId", t."appId", o."appId") AS "appId",
      coalesce(i."platformUserId", o."destinationId", t."destinationId") AS "destinationId",
      coalesce(t."destinationKind", o."destinationKind") AS "destinationKind",
      CASE o.verb WHEN 'patch' THEN t."platformMessageId" WHEN 'reply' THEN o.target END AS "aboutMessageId",
      CASE WHEN i."unreachableAt" > $4::timestamptz THEN i."unreachableReason"
           WHEN c."unreachableAt" > $4::timestamptz THEN c."unreachableReason" END AS "unreachableReason",
      coalesce(i."unreachableAt", c."unreachableAt") IS NOT NULL AS "wasUnreachable"
    FROM "OutboxMessage" o
    LEFT JOIN LATERAL (
      SELECT x.* FROM "Identity" x JOIN app USING (platform, "appId")
      WHERE x."personId" = o."personId" ORDER BY x."createdAt" LIMIT 1) i ON o."personId" IS NOT NULL
    LEFT JOIN "OutboxMessage" t ON o.verb = 'patch' AND t.key = o.target
    LEFT JOIN "Chat" c ON o."destinationKind" = 'chat' AND c.platform = o.platform AND c."appId" = o."appId"
      AND c."platformChatId" = o."destinationId"
    WHERE o.state = 'waiting' AND o."dueAt" <= $2::timestamptz
      AND (coalesce(i.platform, t.platform, o.platform), coalesce(i."appId", t."appId", o."appId"))
        IN (SELECT platform, "appId" FROM app)
      AND NOT (${IS_OUTDATED})
      AND CASE o.verb WHEN 'patch' THEN t.state = 'sent' AND NOT EXISTS (
            SELECT 1 FROM "OutboxMessage" s WHERE s.target = o.target AND s.state = 'sending')
          WHEN 'send' THEN coalesce(i."platformUserId", o."destinationId") IS NOT NULL AND NOT ${IS_BEHIND_SEND}
          ELSE NOT ${IS_BEHIND_REPLY} END
      AND NOT ($5::jsonb ? coalesce(i."platformUserId", o."destinationId", t."destinationId", ''))
    ORDER BY o."turnAt", o.id LIMIT $3::int FOR UPDATE OF o SKIP LOCKED
  )`;

const TAKE = `
  WITH ${DUE}
  UPDATE "OutboxMessage" o SET state = 'sending', attempts = o.attempts + 1, "lastTriedAt" = $2::timestamptz,
    "firstTriedAt" = coalesce(o."firstTriedAt", $2::timestamptz), platform = due.platform, "appId" = due."appId",
    "destinationId" = due."destinationId", "destinationKind" = due."destinationKind"
  FROM due WHERE o.id = due.id
  RETURNING o.id, o.key, o.platform, o."appId", o.verb, o."destinationKind", o."destinationId", o."personId", o.card,
    o.attempts, o."createdAt", o."firstTriedAt", o."mayHaveArrivedAt", o."turnAt", due."aboutMessageId", due."unreachableReason",
    due."wasUnreachable"`;

type TakenRow = {
  id: string;
  key: string;
  platform: PlatformName;
  appId: string;
  verb: "send" | "reply" | "patch";
  destinationKind: "user" | "chat" | null;
  destinationId: string | null;
  personId: string | null;
  card: Card;
  attempts: number;
  createdAt: Date;
  turnAt: Date;
  firstTriedAt: Date;
  mayHaveArrivedAt: Date | null;
  aboutMessageId: string | null;
  unreachableReason: string | null;
  wasUnreachable: boolean;
};

/** An UPDATE gives its rows back in any order. */
const byTurn = (left: TakenRow, right: TakenRow): number =>
  left.turnAt.getTime() - right.turnAt.getTime() || (left.id < right.id ? -1 : 1);

function toMessage({ destinationKind, destinationId, turnAt: _turn, ...row }: TakenRow): OutboxMessage {
  const destination =
    destinationKind === null || destinationId === null ? null : { kind: destinationKind, id: destinationId };
  return { ...row, destination };
}

const SETTLE = `
  UPDATE "OutboxMessage" o SET state = r.state, "dueAt" = coalesce(r."dueAt", o."dueAt"),
    "platformMessageId" = coalesce(r."platformMessageId", o."platformMessageId"),
    "platformChatId" = coalesce(r."platformChatId", o."platformChatId"),
    attempts = o.attempts - CASE WHEN r."isUntried" THEN 1 ELSE 0 END,
    "firstTriedAt" = CASE WHEN r."isUntried" AND o.attempts <= 1 THEN NULL ELSE o."firstTriedAt" END,
    "lastTriedAt" = CASE WHEN r."isUntried" AND o.attempts <= 1 THEN NULL
      WHEN r."isUntried" THEN o."lastTriedAt" ELSE $2::timestamptz END,
    "mayHaveArrivedAt" = coalesce(o."mayHaveArrivedAt", CASE WHEN r."mayHaveArrived" THEN o."lastTriedAt" END),
    "lastCode" = r.code, "lastReason" = r.reason,
    "doneAt" = CASE WHEN r.state = 'waiting' THEN NULL ELSE $2::timestamptz END
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, attempts int, state text, "dueAt" timestamptz, "platformMessageId" text,
    "platformChatId" text, "mayHaveArrived" boolean, "isUntried" boolean, code text, reason text)
  WHERE o.id = r.id AND o.state = 'sending' AND o.attempts = r.attempts`;

/** A message that could not reach its person may be revived for some days, and must then be followed by its patch. */
const OUTDATE_PATCHES = `
  UPDATE "OutboxMessage" p SET state = 'superseded', "doneAt" = $1::timestamptz
  FROM "OutboxMessage" t WHERE p.verb = 'patch' AND p.state = 'waiting' AND t.key = p.target
    AND (t.state IN ('dead', 'uncertain') OR (t.state = 'unreachable' AND t."createdAt" < $2::timestamptz))`;

const GIVE_UP = `
  UPDATE "OutboxMessage" o SET state = 'dead', "doneAt" = $2::timestamptz, "lastCode" = 'nowhere-to-go',
    "lastReason" = 'Nobody has bound an account to this person, or the message to be changed is unknown.'
  WHERE o.state = 'waiting' AND o."createdAt" < $3::timestamptz AND CASE o.verb
    WHEN 'patch' THEN NOT EXISTS (SELECT 1 FROM "OutboxMessage" t WHERE t.key = o.target)
    WHEN 'send' THEN o."personId" IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM "Identity" i JOIN jsonb_to_recordset($1::jsonb) AS app(platform text, "appId" text)
        USING (platform, "appId") WHERE i."personId" = o."personId")
    ELSE false END`;

export function outboxStore(sql: Sql): OutboxStore {
  return {
    add: async (messages, at) => {
      if (messages.length === 0) return;
      const rows = messages.map((message) => ({
        id: newId(),
        key: message.key,
        card: message.card,
        dueAt: message.dueAt ?? at,
        ...addressOf(message.to),
      }));
      await sql.later(ADD, asRows(rows), at);
    },
    has: async (key) => (await sql.query(`SELECT 1 FROM "OutboxMessage" WHERE key = $1`, key)).length > 0,
    take: async (apps, at, limit, resting = []) => {
      const reachableSince = new Date(at.getTime() - UNREACHABLE_FOR_MILLISECONDS);
      const rows = await sql.query<TakenRow>(TAKE, asRows(apps), at, limit, reachableSince, asRows(resting));
      return rows.sort(byTurn).map(toMessage);
    },
    recoverInterrupted: (at) =>
      sql.run(
        `UPDATE "OutboxMessage" o SET "dueAt" = $1::timestamptz,
           state = CASE WHEN ${IS_OUTDATED} THEN 'superseded' ELSE 'waiting' END,
           "doneAt" = CASE WHEN ${IS_OUTDATED} THEN $1::timestamptz END,
           "mayHaveArrivedAt" = coalesce("mayHaveArrivedAt", CASE WHEN state = 'sending' THEN "lastTriedAt" END),
           "lastTriedAt" = CASE WHEN state = 'sending' THEN $1::timestamptz ELSE "lastTriedAt" END
         WHERE state = 'sending' OR (state = 'waiting' AND ${IS_OUTDATED})`,
        at,
      ),
    dropHopeless: async (apps, at, hopelessSince) => {
      const patches = await sql.run(OUTDATE_PATCHES, at, revivedSince(at));
      return patches + (await sql.run(GIVE_UP, asRows(apps), at, hopelessSince));
    },
    settle: async (outcomes, at) => {
      if (outcomes.length > 0) await sql.run(SETTLE, asRows(outcomes), at);
    },
    withdrawPatches: async (platformMessageId, at) => {
      await sql.run(
        `UPDATE "OutboxMessage" o SET state = 'superseded', "doneAt" = $2::timestamptz FROM "OutboxMessage" t
         WHERE t."platformMessageId" = $1 AND t.verb <> 'patch' AND o.target = t.key AND o.verb = 'patch'
           AND o.state = 'waiting'`,
        platformMessageId,
        at,
      );
    },
    triesSince: (at) =>
      sql.query(
        `SELECT verb, coalesce("destinationId", target, '') AS destination, "lastTriedAt" AS at
         FROM "OutboxMessage" WHERE "lastTriedAt" >= $1::timestamptz ORDER BY at`,
        at,
      ),
    keyOfMessage: async (platformMessageId) => {
      const [row] = await sql.query<{ key: string }>(
        `SELECT key FROM "OutboxMessage" WHERE "platformMessageId" = $1 AND verb <> 'patch' LIMIT 1`,
        platformMessageId,
      );
      return row?.key ?? null;
    },
    nextDueAfter: async (at) => {
      const [row] = await sql.query<{ at: Date | null }>(
        `SELECT min("dueAt") AS at FROM "OutboxMessage" WHERE state = 'waiting' AND "dueAt" > $1::timestamptz`,
        at,
      );
      return row?.at ?? null;
    },
    countDue: async (apps, at) => {
      const reachableSince = new Date(at.getTime() - UNREACHABLE_FOR_MILLISECONDS);
      const [row] = await sql.query<{ count: number }>(
        `WITH ${DUE} SELECT count(*)::int AS count FROM due`,
        asRows(apps),
        at,
        1_000,
        reachableSince,
        "[]",
      );
      return row?.count ?? 0;
    },
    countByState: async (since = new Date(0)) => {
      const rows = await sql.query<{ state: string; count: number }>(
        `SELECT state, count(*)::int AS count FROM "OutboxMessage" WHERE "createdAt" >= $1::timestamptz GROUP BY state`,
        since,
      );
      return Object.fromEntries(rows.map((row) => [row.state, row.count]));
    },
  };
}

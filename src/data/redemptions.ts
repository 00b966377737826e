import type { Redemption } from "#domain/points";
import type { RedemptionStore } from "#ports/recognition";
import type { PrismaHandle } from "./database.ts";
import type { Redemption as RedemptionRow } from "./generated/client.ts";
import type { Sql } from "./sql.ts";

const toRedemption = (row: RedemptionRow): Redemption => ({
  ...row,
  state: row.state as Redemption["state"],
});

export function redemptionStore(db: PrismaHandle, sql: Sql): RedemptionStore {
  const get = async (id: string): Promise<Redemption | null> => {
    const row = await db.redemption.findUnique({ where: { id } });
    return row === null ? null : toRedemption(row);
  };
  return {
    lockItem: async (itemId) => {
      await sql.query(
        `SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('catalogue:' || $1, 0))) AS locked`,
        itemId,
      );
    },
    add: async (redemption) => {
      await db.redemption.create({ data: redemption });
    },
    cardsIssuedBefore: async (at) =>
      (
        await db.redemption.findMany({
          where: { state: "requested", cardIssuedAt: { lt: at } },
          orderBy: { requestedAt: "asc" },
        })
      ).map(toRedemption),
    issueCard: async (id, cardIssue, cardIssuedAt) => {
      await db.redemption.update({ where: { id }, data: { cardIssue, cardIssuedAt } });
    },
    get,
    lock: async (id) => {
      await sql.query(`SELECT 1 FROM "Redemption" WHERE id = $1::uuid FOR UPDATE`, id);
      return get(id);
    },
    decide: async (id, decision) => {
      await db.redemption.update({ where: { id }, data: decision });
    },
    takenSince: async (at) => {
      const rows = await sql.query<{ itemId: string; taken: number }>(
        `SELECT "itemId", count(*)::int AS taken FROM "Redemption"
         WHERE state <> 'refused' AND "requestedAt" >= $1::timestamptz GROUP BY "itemId"`,
        at,
      );
      return new Map(rows.map(({ itemId, taken }) => [itemId, taken]));
    },
  };
}

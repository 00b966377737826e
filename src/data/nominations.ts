import type { Nomination, NominationsBefore, NominationState } from "#domain/nomination";
import type { NominationStore } from "#ports/awards";
import type { PrismaHandle } from "./database.ts";
import type { Nomination as NominationRow } from "./generated/client.ts";
import type { Sql } from "./sql.ts";

const toNomination = (row: NominationRow): Nomination => ({ ...row, state: row.state as NominationState });

export function nominationStore(db: PrismaHandle, sql: Sql): NominationStore {
  return {
    lock: async (nominatorId) => {
      await sql.query(
        `SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('nominations:' || $1, 0))) AS locked`,
        nominatorId,
      );
    },
    before: async (period, nominatorId, nomineeId) => {
      const [row] = await sql.query<NominationsBefore>(
        `SELECT coalesce(max("nominatorTurn"), 0)::int AS "byNominator",
           coalesce(max("pairTurn") FILTER (WHERE "nomineeId" = $3::uuid), 0)::int AS "byPair"
         FROM "Nomination" WHERE period = $1 AND "nominatorId" = $2::uuid`,
        period,
        nominatorId,
        nomineeId,
      );
      return row ?? { byNominator: 0, byPair: 0 };
    },
    add: async (nomination) => {
      await db.nomination.create({ data: { ...nomination, principles: [...nomination.principles] } });
    },
    get: async (id) => {
      const row = await db.nomination.findUnique({ where: { id } });
      return row === null ? null : toNomination(row);
    },
    ofMonths: async (from, to, award) =>
      (
        await db.nomination.findMany({
          where: { period: { gte: from, lte: to }, ...(award !== undefined && { award }) },
          orderBy: [{ at: "asc" }, { id: "asc" }],
        })
      ).map(toNomination),
    settle: async ({ award, from, to }, wonBy) => {
      const where = { award, period: { gte: from, lte: to } };
      await db.nomination.updateMany({ where, data: { state: wonBy === null ? "open" : "not-chosen" } });
      if (wonBy !== null)
        await db.nomination.updateMany({
          where: { ...where, nomineeId: { in: [...wonBy] } },
          data: { state: "won" },
        });
    },
  };
}

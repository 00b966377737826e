import type { Award, AwardState, AwardWinner, CandidateFacts } from "#domain/award";
import type { AwardStore } from "#ports/awards";
import type { PrismaHandle } from "./database.ts";
import type { Award as AwardRow, AwardWinner as WinnerRow } from "./generated/client.ts";
import { toPerson } from "./people.ts";
import type { Sql } from "./sql.ts";

const toAward = (row: AwardRow): Award => ({ ...row, state: row.state as AwardState });
const toWinner = (row: WinnerRow): AwardWinner => ({ ...row, facts: row.facts as CandidateFacts });

const OPEN = `
  INSERT INTO "Award" (id, award, period, "policyId", "announceBy", "shortlistedAt")
  VALUES ($1::uuid, $2, $3, $4, $5, $6::timestamptz)
  ON CONFLICT (award, period) DO NOTHING`;

export function awardStore(db: PrismaHandle, sql: Sql): AwardStore {
  const get = async (id: string): Promise<Award | null> => {
    const row = await db.award.findUnique({ where: { id } });
    return row === null ? null : toAward(row);
  };
  const find = async (award: string, period: string): Promise<Award | null> => {
    const row = await db.award.findUnique({ where: { award_period: { award, period } } });
    return row === null ? null : toAward(row);
  };
  const winner = async (id: string): Promise<AwardWinner | null> => {
    const row = await db.awardWinner.findUnique({ where: { id } });
    return row === null ? null : toWinner(row);
  };
  return {
    open: async ({ id, award, period, policyId, announceBy, shortlistedAt }) => {
      const added = await sql.run(OPEN, id, award, period, policyId, announceBy, shortlistedAt);
      const found = await find(award, period);
      if (found === null) throw new Error(`the award ${award} of ${period} was neither there nor added`);
      return { award: found, isNew: added > 0 };
    },
    get,
    find,
    lock: async (id) => {
      await sql.query(`SELECT 1 FROM "Award" WHERE id = $1::uuid FOR UPDATE`, id);
      return get(id);
    },
    change: async ({ id, revision }, change) => {
      await db.award.update({ where: { id }, data: { ...change, revision: revision + 1 } });
    },
    issueCards: async (id, cardIssue, cardIssuedAt) => {
      await db.award.update({ where: { id }, data: { cardIssue, cardIssuedAt } });
    },
    inState: async (...states) =>
      (
        await db.award.findMany({
          where: { state: { in: [...states] } },
          orderBy: [{ shortlistedAt: "asc" }, { id: "asc" }],
        })
      ).map(toAward),
    winners: async (awardId) =>
      (await db.awardWinner.findMany({ where: { awardId }, orderBy: { place: "asc" } })).map(toWinner),
    addWinners: async (winners) => {
      await db.awardWinner.createMany({ data: winners.map((one) => ({ ...one, facts: { ...one.facts } })) });
    },
    removeWinners: async (awardId) => {
      await db.awardWinner.deleteMany({ where: { awardId } });
    },
    setPictures: async (pictures) => {
      for (const [id, pictureId] of pictures)
        await db.awardWinner.update({ where: { id }, data: { pictureId } });
    },
    winner,
    lockWinner: async (id) => {
      await sql.query(`SELECT 1 FROM "AwardWinner" WHERE id = $1::uuid FOR UPDATE`, id);
      return winner(id);
    },
    markPaid: async (id, mark) => {
      await db.awardWinner.update({ where: { id }, data: mark });
    },
    wonBy: async (personId) => {
      const rows = await db.awardWinner.findMany({
        where: { personId, award: { state: "posted" } },
        include: { award: true },
        orderBy: { award: { postedAt: "desc" } },
      });
      return rows.map(({ award, ...row }) => ({ award: toAward(award), winner: toWinner(row) }));
    },
    ideasDecided: async (award) => {
      // An award as it happens has the idea as its period; one of a quarter is decided for those it went to.
      const rows = await sql.query<{ number: number }>(
        `SELECT substr(period, 2)::int AS number FROM "Award" WHERE award = $1 AND period LIKE '#%'
         UNION
         SELECT w."ideaNumber" FROM "AwardWinner" w JOIN "Award" a ON a.id = w."awardId"
         WHERE a.award = $1 AND a.state = 'posted' AND w."ideaNumber" IS NOT NULL`,
        award,
      );
      return new Set(rows.map(({ number }) => number));
    },
    certificate: async (certificateNumber) => {
      const row = await db.awardWinner.findFirst({
        where: { certificateNumber, award: { state: "posted" } },
        include: { award: true },
      });
      if (row === null) return null;
      const { award, ...rest } = row;
      const person =
        rest.personId === null ? null : await db.person.findUnique({ where: { id: rest.personId } });
      return { award: toAward(award), winner: toWinner(rest), person: person && toPerson(person) };
    },
  };
}

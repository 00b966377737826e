import type { DrawPlan } from "#domain/sampling";
import type { Secrets } from "#ports/secrets";
import type { Draw, DrawStore, SeedCommitment, Selection } from "#ports/quality";
import type { PrismaHandle } from "./database.ts";
import type { Draw as DrawRow, Prisma, SeedCommitment as CommitmentRow } from "./generated/client.ts";
import { setAsideSample, storeSetAside } from "./sample.ts";
import type { Sql } from "./sql.ts";

function toDraw(row: DrawRow, frameSize: number): Draw {
  return {
    ...row,
    plan: row.plan as DrawPlan,
    frameSize,
    selected: row.selected as unknown as Selection[],
    unassigned: row.unassigned as unknown as Draw["unassigned"],
  };
}

export function drawStore(db: PrismaHandle, sql: Sql, secrets: Secrets): DrawStore {
  const toCommitment = (row: CommitmentRow): SeedCommitment => ({
    localDate: row.localDate,
    seedHash: row.seedHash,
    seed: secrets.openText(row.sealedSeed, row.keyVersion),
    committedAt: row.committedAt,
  });
  const find = async (where: Prisma.DrawWhereUniqueInput): Promise<Draw | null> => {
    const row = await db.draw.findUnique({ where });
    if (row === null) return null;
    const [frame] = await sql.query<{ size: number }>(
      `SELECT coalesce(sum(cardinality("contactIds")), 0)::int AS size FROM "DrawFrame" WHERE "drawId" = $1`,
      row.id,
    );
    return toDraw(row, frame?.size ?? 0);
  };
  return {
    commit: async (commitment) => {
      await db.seedCommitment.createMany({
        data: {
          localDate: commitment.localDate,
          seedHash: commitment.seedHash,
          sealedSeed: Buffer.from(secrets.sealText(commitment.seed)),
          keyVersion: secrets.keyVersion,
          committedAt: commitment.committedAt,
        },
        skipDuplicates: true,
      });
      return toCommitment(
        await db.seedCommitment.findUniqueOrThrow({ where: { localDate: commitment.localDate } }),
      );
    },
    commitment: async (localDate) => {
      const row = await db.seedCommitment.findUnique({ where: { localDate } });
      return row === null ? null : toCommitment(row);
    },
    promiseFor: async (localDate) => {
      const own = await db.seedCommitment.findUnique({ where: { localDate } });
      if (own !== null) return toCommitment(own);
      const lastDraw = await db.draw.findFirst({
        where: { localDate: { lt: localDate } },
        orderBy: { localDate: "desc" },
        select: { localDate: true },
      });
      const unspent = await db.seedCommitment.findFirst({
        where: { localDate: { lt: localDate, ...(lastDraw && { gt: lastDraw.localDate }) } },
        orderBy: { localDate: "asc" },
      });
      if (unspent === null) return null;
      return toCommitment(
        await db.seedCommitment.update({ where: { localDate: unspent.localDate }, data: { localDate } }),
      );
    },
    sample: (input) => setAsideSample(sql, input),
    add: async ({ frameSize: _counted, ...draw }) => {
      await db.draw.create({
        data: { ...draw, selected: [...draw.selected], unassigned: [...draw.unassigned] },
      });
      await storeSetAside(sql, draw.id);
    },
    frameOf: (id) =>
      db.drawFrame.findMany({
        where: { drawId: id },
        select: { agentId: true, contactIds: true },
        orderBy: { agentId: "asc" },
      }),
    get: (id) => find({ id }),
    ofDate: (localDate) => find({ localDate }),
    count: () => db.draw.count(),
    isAnyBefore: async (date) =>
      (await db.draw.findFirst({ where: { localDate: { lt: date } }, select: { id: true } })) !== null,
  };
}

import type { DrawPlan } from "#domain/sampling";
import type { Secrets } from "#ports/secrets";
import type { Draw, DrawStore, SeedCommitment, Selection } from "#ports/quality";
import type { PrismaHandle } from "./database.ts";
import type {
  Draw as DrawRow,
  DrawFrame,
  Prisma,
  SeedCommitment as CommitmentRow,
} from "./generated/client.ts";

function toDraw(row: DrawRow & { frame: DrawFrame[] }): Draw {
  return {
    ...row,
    plan: row.plan as DrawPlan,
    frame: row.frame.map(({ agentId, contactIds }) => ({ agentId, contactIds })),
    selected: row.selected as unknown as Selection[],
    unassigned: row.unassigned as unknown as Draw["unassigned"],
  };
}

export function drawStore(db: PrismaHandle, secrets: Secrets): DrawStore {
  const toCommitment = (row: CommitmentRow): SeedCommitment => ({
    localDate: row.localDate,
    seedHash: row.seedHash,
    seed: secrets.openText(row.sealedSeed, row.keyVersion),
    committedAt: row.committedAt,
  });
  const find = async (where: Prisma.DrawWhereUniqueInput): Promise<Draw | null> => {
    const row = await db.draw.findUnique({ where, include: { frame: { orderBy: { agentId: "asc" } } } });
    return row === null ? null : toDraw(row);
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
    add: async ({ frame, ...draw }) => {
      await db.draw.create({
        data: { ...draw, selected: [...draw.selected], unassigned: [...draw.unassigned] },
      });
      await db.drawFrame.createMany({
        data: frame.map(({ agentId, contactIds }) => ({
          drawId: draw.id,
          agentId,
          contactIds: [...contactIds],
        })),
      });
    },
    get: (id) => find({ id }),
    ofDate: (localDate) => find({ localDate }),
    count: () => db.draw.count(),
    isAnyBefore: async (date) =>
      (await db.draw.findFirst({ where: { localDate: { lt: date } }, select: { id: true } })) !== null,
  };
}

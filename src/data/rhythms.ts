import type { RhythmStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import type { Sql } from "./sql.ts";

const HAS_RUN = `SELECT 1 FROM "RhythmRun" WHERE rhythm = $1::text AND "localDate" = $2::char(10)`;

export function rhythmStore(db: PrismaHandle, sql: Sql): RhythmStore {
  return {
    start: async (rhythm, localDate, startedAt) => {
      const { count } = await db.rhythmRun.createMany({
        data: { rhythm, localDate, startedAt },
        skipDuplicates: true,
      });
      return count === 1;
    },
    forget: async (rhythm) => {
      await db.rhythmRun.deleteMany({ where: { rhythm } });
    },
    hasRun: async (rhythm, localDate) => (await sql.query(HAS_RUN, rhythm, localDate)).length > 0,
  };
}

import type { RhythmStore } from "#ports/store";
import type { Ask, PrismaHandle } from "./database.ts";

const HAS_RUN = `SELECT 1 FROM "RhythmRun" WHERE rhythm = $1::text AND "localDate" = $2::char(10)`;

/** @param ask the tick asks it about every rhythm, twice a minute. */
export function rhythmStore(db: PrismaHandle, ask: Ask): RhythmStore {
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
    hasRun: async (rhythm, localDate) => (await ask(HAS_RUN, [rhythm, localDate])).length > 0,
  };
}

import type { RhythmStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";

export function rhythmStore(db: PrismaHandle): RhythmStore {
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
    hasRun: async (rhythm, localDate) =>
      (await db.rhythmRun.findUnique({ where: { rhythm_localDate: { rhythm, localDate } } })) !== null,
  };
}

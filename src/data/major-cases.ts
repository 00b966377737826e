import type { MajorCaseStore } from "#ports/awards";
import type { PrismaHandle } from "./database.ts";

export function majorCaseStore(db: PrismaHandle): MajorCaseStore {
  return {
    add: async (found) => {
      const { count } = await db.majorCase.createMany({ data: [found], skipDuplicates: true });
      return count > 0;
    },
    ofContact: (contactId) => db.majorCase.findUnique({ where: { contactId } }),
    resolvedWithin: ({ from, to }) =>
      db.majorCase.findMany({
        where: { resolvedOn: { gte: from, lte: to } },
        orderBy: [{ resolvedOn: "asc" }, { id: "asc" }],
      }),
  };
}

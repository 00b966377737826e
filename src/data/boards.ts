import type { ShownBoard } from "#domain/shown-board";
import type { BoardStore } from "#ports/boards";
import type { PrismaHandle } from "./database.ts";

export function boardStore(db: PrismaHandle): BoardStore {
  return {
    add: async (posts, at) => {
      const data = posts.map(({ group, shown, ...post }) => ({
        ...post,
        platform: group.platform,
        appId: group.appId,
        chatId: group.chatId,
        shown: structuredClone(shown) as object,
        postedAt: at,
      }));
      await db.boardPost.createMany({ data, skipDuplicates: true });
    },
    last: async (month, { platform, appId, chatId }) => {
      const row = await db.boardPost.findFirst({
        where: { month, platform, appId, chatId },
        orderBy: { version: "desc" },
      });
      if (row === null) return null;
      const { closeId, version, shown } = row;
      return {
        closeId,
        month,
        version,
        group: { platform, appId, chatId },
        shown: shown as unknown as ShownBoard,
      };
    },
  };
}

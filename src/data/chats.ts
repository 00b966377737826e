import type { PlatformName } from "#ports/chat";
import type { ChatStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import { newId } from "./new-id.ts";

export function chatStore(db: PrismaHandle): ChatStore {
  return {
    save: async (chat, at) => {
      const key = { platform: chat.platform, appId: chat.appId, platformChatId: chat.chatId };
      const change = { isBotMember: chat.isBotMember, updatedAt: at };
      await db.chat.upsert({
        where: { platform_appId_platformChatId: key },
        create: { id: newId(), ...key, name: chat.name, ...change },
        update: {
          ...change,
          ...(chat.name === null ? {} : { name: chat.name }),
          ...(chat.isBotMember ? { unreachableReason: null, unreachableAt: null } : {}),
        },
      });
    },
    markUnreachable: async (platform, appId, platformChatId, reason, at) => {
      const unreachable = { unreachableReason: reason, unreachableAt: at, updatedAt: at };
      await db.chat.upsert({
        where: { platform_appId_platformChatId: { platform, appId, platformChatId } },
        create: { id: newId(), platform, appId, platformChatId, isBotMember: false, ...unreachable },
        update: unreachable,
      });
    },
    all: async () =>
      (await db.chat.findMany({ orderBy: { name: "asc" } })).map((row) => ({
        platform: row.platform as PlatformName,
        appId: row.appId,
        chatId: row.platformChatId,
        name: row.name,
        isBotMember: row.isBotMember,
        unreachableReason: row.unreachableReason,
      })),
  };
}

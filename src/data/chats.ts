import type { ChatStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./sql.ts";

export function chatStore(db: PrismaHandle, sql: Sql): ChatStore {
  return {
    save: async (chat, at) => {
      const changed = await sql.run(
        `INSERT INTO "Chat" (id, platform, "appId", "platformChatId", name, "isBotMember", "updatedAt")
         VALUES ($1::uuid, $2, $3, $4, $5, $6, $7::timestamptz)
         ON CONFLICT (platform, "appId", "platformChatId") DO UPDATE SET
           name = coalesce(excluded.name, "Chat".name),
           "isBotMember" = excluded."isBotMember",
           "unreachableReason" = CASE WHEN excluded."isBotMember" THEN NULL ELSE "Chat"."unreachableReason" END,
           "unreachableAt" = CASE WHEN excluded."isBotMember" THEN NULL ELSE "Chat"."unreachableAt" END,
           "updatedAt" = excluded."updatedAt"
         WHERE "Chat"."updatedAt" <= excluded."updatedAt"`,
        newId(),
        chat.platform,
        chat.appId,
        chat.chatId,
        chat.name,
        chat.isBotMember,
        at,
      );
      return changed > 0;
    },
    markUnreachable: async (platform, appId, platformChatId, reason, at) => {
      const unreachable = { unreachableReason: reason, unreachableAt: at };
      await db.chat.upsert({
        where: { platform_appId_platformChatId: { platform, appId, platformChatId } },
        // Nothing is known of its membership yet, so whatever the platform tells of it counts.
        create: {
          id: newId(),
          platform,
          appId,
          platformChatId,
          isBotMember: false,
          ...unreachable,
          updatedAt: new Date(0),
        },
        update: unreachable,
      });
    },
  };
}

import type { BoundGroup, ChatStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import { newId } from "./new-id.ts";
import type { Sql } from "./sql.ts";

const BOUND = `SELECT platform, "appId", "platformChatId" AS "chatId", name, team FROM "Chat"
  WHERE "boundAt" IS NOT NULL AND "isBotMember"`;

export function chatStore(db: PrismaHandle, sql: Sql): ChatStore {
  return {
    binding: async ({ platform, appId, chatId }) => {
      const [group] = await sql.query<BoundGroup>(
        `${BOUND} AND platform = $1 AND "appId" = $2 AND "platformChatId" = $3`,
        platform,
        appId,
        chatId,
      );
      return group ?? null;
    },
    bind: async ({ platform, appId, chatId }, { team, by }, at) => {
      // Somebody speaks to the bot there, so it is in the group, whatever was known of it.
      await sql.run(
        `INSERT INTO "Chat" (id, platform, "appId", "platformChatId", "isBotMember", team, "boundAt", "boundById",
           "updatedAt")
         VALUES ($1::uuid, $2, $3, $4, true, $5, $6::timestamptz, $7::uuid, $6::timestamptz)
         ON CONFLICT (platform, "appId", "platformChatId") DO UPDATE SET "isBotMember" = true,
           team = excluded.team, "boundAt" = excluded."boundAt", "boundById" = excluded."boundById"`,
        newId(),
        platform,
        appId,
        chatId,
        team,
        at,
        by,
      );
    },
    unbind: async ({ platform, appId, chatId }) => {
      const changed = await sql.run(
        `UPDATE "Chat" SET "boundAt" = NULL, "boundById" = NULL, team = NULL
         WHERE platform = $1 AND "appId" = $2 AND "platformChatId" = $3 AND "boundAt" IS NOT NULL`,
        platform,
        appId,
        chatId,
      );
      return changed > 0;
    },
    boundTo: (team) =>
      sql.query<BoundGroup>(`${BOUND} AND team IS NOT DISTINCT FROM $1 ORDER BY "boundAt", id`, team),
    allBound: () => sql.query<BoundGroup>(`${BOUND} ORDER BY "boundAt", id`),
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

import { revivedSince } from "#domain/reachability";
import type { ChatUser, PlatformName } from "#ports/chat";
import type { BindRequest, Identity, IdentityStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import type { BindRequest as BindRequestRow, Identity as IdentityRow } from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { personColumns, toPerson, type PersonColumns } from "./people.ts";
import type { Sql } from "./sql.ts";

const keyOf = (user: ChatUser) => ({
  platform: user.platform,
  appId: user.appId,
  platformUserId: user.userId,
});
const toIdentity = (row: IdentityRow): Identity => ({
  platform: row.platform as PlatformName,
  appId: row.appId,
  userId: row.platformUserId,
  personId: row.personId,
  unreachableReason: row.unreachableReason,
  unreachableAt: row.unreachableAt,
});
const toRequest = (row: BindRequestRow): BindRequest => ({
  id: row.id,
  platform: row.platform as PlatformName,
  appId: row.appId,
  userId: row.platformUserId,
  personId: row.personId,
  state: row.state as BindRequest["state"],
  createdAt: row.createdAt,
});

const REACHED = `
  UPDATE "Identity" SET "unreachableReason" = NULL, "unreachableAt" = NULL
  WHERE platform = $1 AND "appId" = $2 AND "platformUserId" = $3 AND "unreachableAt" IS NOT NULL
  RETURNING "personId"`;

/** What lately could not be delivered to this person goes out as if it had never been tried. */
const REVIVE = `
  UPDATE "OutboxMessage" o SET state = 'waiting', "dueAt" = $4::timestamptz, "doneAt" = NULL, attempts = 0,
    "firstTriedAt" = NULL
  WHERE state = 'unreachable' AND platform = $1 AND "appId" = $2 AND "createdAt" >= $5::timestamptz
    AND "destinationKind" = 'user' AND ("personId" = $6::uuid OR "destinationId" = $3)`;

export function identityStore(db: PrismaHandle, sql: Sql): IdentityStore {
  const revive = ({ platform, appId, userId }: ChatUser, personId: string, at: Date): Promise<number> =>
    sql.run(REVIVE, platform, appId, userId, at, revivedSince(at), personId);
  return {
    personOf: async (user) => {
      // Asked for every event: Prisma would send two statements.
      const [row] = await sql.query<PersonColumns>(
        `SELECT ${personColumns("p")} FROM "Identity" i JOIN "Person" p ON p.id = i."personId"
         WHERE i.platform = $1 AND i."appId" = $2 AND i."platformUserId" = $3`,
        user.platform,
        user.appId,
        user.userId,
      );
      return row === undefined ? null : toPerson(row);
    },
    of: async (personIds, platform, appId) =>
      (await db.identity.findMany({ where: { personId: { in: [...personIds] }, platform, appId } })).map(
        toIdentity,
      ),
    bind: async (user, personId, at) => {
      const { platform, appId } = user;
      await db.identity.deleteMany({
        where: { platform, appId, personId, NOT: { platformUserId: user.userId } },
      });
      await db.identity.upsert({
        where: { platform_appId_platformUserId: keyOf(user) },
        create: { id: newId(), ...keyOf(user), personId, createdAt: at },
        update: { personId, unreachableReason: null, unreachableAt: null },
      });
      await revive(user, personId, at);
    },
    bindFree: async (user, personId, at) => {
      const { count } = await db.identity.createMany({
        data: [{ id: newId(), ...keyOf(user), personId, createdAt: at }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    unmatched: async ({ platform, appId }, { after, limit }) =>
      (
        await db.person.findMany({
          where: {
            status: "active",
            employeeNo: { gt: after },
            OR: [{ email: { not: null } }, { mobile: { not: null } }],
            identities: { none: { platform, appId } },
          },
          orderBy: { employeeNo: "asc" },
          take: limit,
        })
      ).map(toPerson),
    without: async (apps, limit) => {
      const where = {
        status: "active",
        identities: { none: { OR: apps.map(({ platform, appId }) => ({ platform, appId })) } },
      };
      const [count, first] = await Promise.all([
        db.person.count({ where }),
        db.person.findMany({ where, orderBy: { employeeNo: "asc" }, take: limit }),
      ]);
      return { count, first: first.map(toPerson) };
    },
    markUnreachable: async (user, reason, at) => {
      await db.identity.updateMany({
        where: keyOf(user),
        data: { unreachableReason: reason, unreachableAt: at },
      });
    },
    markReachable: async (user, at) => {
      const { platform, appId, userId } = user;
      const [reached] = await sql.query<{ personId: string }>(REACHED, platform, appId, userId);
      if (reached !== undefined) await revive(user, reached.personId, at);
    },
    unreachable: async () =>
      (await db.identity.findMany({ where: { unreachableAt: { not: null } } })).map(toIdentity),
    addRequest: async (request) => {
      await db.bindRequest.create({
        data: {
          id: request.id,
          ...keyOf(request),
          personId: request.personId,
          state: request.state,
          createdAt: request.createdAt,
        },
      });
    },
    request: async (id) => {
      const row = await db.bindRequest.findUnique({ where: { id } });
      return row === null ? null : toRequest(row);
    },
    countRequests: (user, since) =>
      db.bindRequest.count({ where: { ...keyOf(user), createdAt: { gt: since } } }),
    waitingRequestOf: async (user) => {
      const row = await db.bindRequest.findFirst({
        where: { ...keyOf(user), state: "waiting" },
        orderBy: { createdAt: "desc" },
      });
      return row === null ? null : toRequest(row);
    },
    decideRequest: async (id, state, by, at) => {
      const { count } = await db.bindRequest.updateMany({
        where: { id, state: "waiting" },
        data: { state, decidedBy: by, decidedAt: at },
      });
      return count === 1;
    },
  };
}

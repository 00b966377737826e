import type { Effect } from "#domain/effect";
import { UNFINISHED } from "#domain/idea-rules";
import type { Idea, IdeaEvent, IdeaScope, IdeaState, Verdict } from "#domain/idea";
import type { IdeaInFull, IdeaStore, ReviewLoad } from "#ports/recognition";
import type { PrismaHandle } from "./database.ts";
import type { Idea as IdeaRow, Prisma } from "./generated/client.ts";
import { personColumns, toPerson, type PersonColumns } from "./people.ts";
import { asRows, type Sql } from "./sql.ts";

function toIdea({ effect: _effect, ...row }: IdeaRow): Idea {
  return {
    ...row,
    state: row.state as IdeaState,
    beforeMerge: row.beforeMerge as IdeaState | null,
    scope: row.scope as IdeaScope | null,
    verdict: row.verdict as Verdict | null,
  };
}

/** The idea and everything that was merged into it, directly or through others. */
const FAMILY = `
  WITH RECURSIVE family AS (
    SELECT id, number, "authorId" FROM "Idea" WHERE id = $1::uuid
    UNION ALL
    SELECT i.id, i.number, i."authorId" FROM "Idea" i JOIN family f ON i."mergedIntoId" = f.id)`;

const AUTHORS = `${FAMILY}
  SELECT ${personColumns("p")} FROM family f JOIN "Person" p ON p.id = f."authorId"
  GROUP BY p.id ORDER BY min(f.number)`;

const SUPPORTERS = `${FAMILY}
  SELECT ${personColumns("p")} FROM family f JOIN "IdeaSupport" s ON s."ideaId" = f.id
    JOIN "Person" p ON p.id = s."personId"
  WHERE p.id NOT IN (SELECT "authorId" FROM family)
  GROUP BY p.id ORDER BY min(s.at), p."employeeNo"`;

const MERGED = `${FAMILY} SELECT number FROM family WHERE id <> $1::uuid ORDER BY number`;

const STANDS_IN = `
  WITH RECURSIVE chain AS (
    SELECT id, number, "mergedIntoId" FROM "Idea" WHERE id = $1::uuid
    UNION ALL
    SELECT i.id, i.number, i."mergedIntoId" FROM "Idea" i JOIN chain c ON i.id = c."mergedIntoId")
  SELECT number FROM chain WHERE "mergedIntoId" IS NULL AND id <> $1::uuid`;

const STANDING = `
  WITH RECURSIVE chain AS (
    SELECT number AS of, number, "mergedIntoId" FROM "Idea"
    WHERE number IN (SELECT n FROM jsonb_to_recordset($1::jsonb) AS r(n int))
    UNION ALL
    SELECT c.of, i.number, i."mergedIntoId" FROM "Idea" i JOIN chain c ON i.id = c."mergedIntoId")
  SELECT of, number FROM chain WHERE "mergedIntoId" IS NULL`;

const WAITING_FOR = {
  OR: [
    { state: { in: ["reviewing", "adopted", "checking"] } },
    { state: "implementing", implementedOn: null },
  ],
} satisfies Prisma.IdeaWhereInput;

const LOADS = `
  SELECT r.id AS "personId", count(i.id)::int AS total,
    count(i.id) FILTER (WHERE i.state = 'reviewing')::int AS open
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid) LEFT JOIN "Idea" i ON i."reviewerId" = r.id
  GROUP BY r.id`;

export function ideaStore(db: PrismaHandle, sql: Sql): IdeaStore {
  const inOrder = { orderBy: { number: "asc" } } as const;
  const people = async (query: string, id: string) =>
    (await sql.query<PersonColumns>(query, id)).map(toPerson);
  const addEvent = async (ideaId: string, event: IdeaEvent): Promise<void> => {
    await db.ideaEvent.create({ data: { ideaId, ...event } });
  };
  return {
    add: async (idea, at) => {
      const { links, ...rest } = idea;
      const row = await db.idea.create({
        data: {
          ...rest,
          links: [...links],
          createdAt: at,
          cardIssuedAt: idea.reviewerId === null ? null : at,
        },
      });
      return toIdea(row);
    },
    byNumber: async (number) => {
      const row = await db.idea.findUnique({ where: { number } });
      return row === null ? null : toIdea(row);
    },
    inFull: async (id) => readInFull(db, sql, people, id),
    lock: async (ids) => {
      await sql.query(
        `SELECT 1 FROM "Idea" WHERE id IN (SELECT id FROM jsonb_to_recordset($1::jsonb) AS r(id uuid))
         ORDER BY number FOR UPDATE`,
        asRows(ids.map((id) => ({ id }))),
      );
    },
    change: async ({ id, revision }, { links, effect, ...change }, event) => {
      await addEvent(id, { ...event, revision: revision + 1 });
      await db.idea.update({
        where: { id },
        data: {
          ...change,
          ...(links && { links: [...links] }),
          ...(effect && { effect }),
          revision: revision + 1,
        },
      });
    },
    issueCard: async (id, cardIssue, cardIssuedAt) => {
      await db.idea.update({ where: { id }, data: { cardIssue, cardIssuedAt } });
    },
    support: async (ideaId, personId, at) => {
      const { count } = await db.ideaSupport.createMany({
        data: [{ ideaId, personId, at }],
        skipDuplicates: true,
      });
      return count === 1;
    },
    ofAuthor: async (authorId, take) =>
      (await db.idea.findMany({ where: { authorId }, orderBy: { number: "desc" }, take })).map(toIdea),
    waitingFor: async (personId, take) =>
      (
        await db.idea.findMany({
          where: { AND: [WAITING_FOR, { OR: [{ reviewerId: personId }, { escalatedToId: personId }] }] },
          ...inOrder,
          take,
        })
      ).map(toIdea),
    inState: async (state) => (await db.idea.findMany({ where: { state }, ...inOrder })).map(toIdea),
    reviewedByLeavers: async () => {
      const leavers = await db.person.findMany({
        where: { NOT: { status: "active" } },
        select: { id: true },
      });
      const ids = leavers.map(({ id }) => id);
      return (
        await db.idea.findMany({
          where: { state: { in: [...UNFINISHED] }, reviewerId: { in: ids } },
          ...inOrder,
        })
      ).map(toIdea);
    },
    implementedBy: async (date) =>
      (
        await db.idea.findMany({ where: { state: "implementing", implementedOn: { lte: date } }, ...inOrder })
      ).map(toIdea),
    cardsIssuedBefore: async (at) =>
      (await db.idea.findMany({ where: { ...WAITING_FOR, cardIssuedAt: { lt: at } }, ...inOrder })).map(
        toIdea,
      ),
    reviewLoads: (personIds) => sql.query<ReviewLoad>(LOADS, asRows(personIds.map((id) => ({ id })))),
    standing: async (numbers) => {
      const chains = await sql.query<{ of: number; number: number }>(
        STANDING,
        asRows(numbers.map((n) => ({ n }))),
      );
      const found = await db.idea.findMany({ where: { number: { in: chains.map(({ number }) => number) } } });
      const byNumber = new Map(found.map((row) => [row.number, toIdea(row)]));
      return new Map(
        chains.flatMap(({ of, number }) => {
          const idea = byNumber.get(number);
          return idea === undefined ? [] : [[of, idea] as const];
        }),
      );
    },
    texts: (after, among, limit) =>
      sql.query(
        `SELECT number, text FROM "Idea"
         WHERE number > $1::int OR number IN (SELECT n FROM jsonb_to_recordset($2::jsonb) AS r(n int))
         ORDER BY number LIMIT $3::int`,
        after,
        asRows(among.map((n) => ({ n }))),
        limit,
      ),
  };
}

async function readInFull(
  db: PrismaHandle,
  sql: Sql,
  people: (query: string, id: string) => Promise<ReturnType<typeof toPerson>[]>,
  id: string,
): Promise<IdeaInFull | null> {
  const row = await db.idea.findUnique({
    where: { id },
    include: { events: { orderBy: { revision: "asc" } } },
  });
  if (row === null) return null;
  const { events, ...idea } = row;
  const authors = await people(AUTHORS, id);
  const supporters = await people(SUPPORTERS, id);
  const named = [idea.authorId, idea.reviewerId, idea.escalatedToId].flatMap((one) => one ?? []);
  const byId = new Map(
    (await db.person.findMany({ where: { id: { in: named } } })).map((person) => [
      person.id,
      toPerson(person),
    ]),
  );
  const author = byId.get(idea.authorId);
  if (author === undefined) return null;
  const merged = await sql.query<{ number: number }>(MERGED, id);
  const [standsIn] = await sql.query<{ number: number }>(STANDS_IN, id);
  return {
    idea: toIdea(idea),
    author,
    reviewer: byId.get(idea.reviewerId ?? "") ?? null,
    escalatedTo: byId.get(idea.escalatedToId ?? "") ?? null,
    authors,
    supporters,
    merged: merged.map(({ number }) => number),
    standsIn: standsIn?.number ?? null,
    events: events.map(({ ideaId: _id, ...event }) => ({
      ...event,
      did: event.did as IdeaEvent["did"],
      fromState: event.fromState as IdeaState,
      toState: event.toState as IdeaState,
      detail: event.detail as IdeaEvent["detail"],
    })),
    effect: row.effect as Effect | null,
  };
}

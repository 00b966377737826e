import {
  type Appeal,
  type AppealEvent,
  type AppealLevel,
  type AppealMove,
  type AppealRuling,
  type AppealTarget,
  type Ruling,
  subjectOf,
} from "#domain/appeal";
import type { AppealChange, AppealCount, AppealStore, JudgeLoad } from "#ports/appeals";
import type { PrismaHandle } from "./database.ts";
import type { Appeal as AppealRow } from "./generated/client.ts";
import { asRows, type Sql } from "./sql.ts";

function toTarget(row: AppealRow): AppealTarget {
  return row.about === "month"
    ? { about: "month", month: row.month ?? "", metric: row.metric ?? "" }
    : {
        about: "evaluation",
        taskId: row.taskId ?? "",
        evaluationId: row.evaluationId ?? "",
        scorerId: row.scorerId ?? "",
        itemId: row.itemId ?? "",
      };
}

function toRuling(row: AppealRow): AppealRuling | null {
  if (row.ruling === null || row.ruledAt === null) return null;
  return {
    ruling: row.ruling as Ruling,
    value: row.ruledValue,
    reason: row.rulingReason,
    byId: row.ruledById,
    at: row.ruledAt,
    on: row.ruledOn ?? "",
    workingDays: row.workingDays ?? 0,
    evaluationId: row.ruledEvaluationId,
  };
}

function toAppeal(row: AppealRow): Appeal {
  const { id, number, ordinal, firstId, agentId, given, proposed, reason, judgeId, revision } = row;
  const { policyId, filedOn, windowUntil, answerBy, filedAt, escalatedAt, cardIssue, cardIssuedAt } = row;
  return {
    id,
    number,
    ordinal,
    firstId,
    agentId,
    given,
    proposed,
    reason,
    judgeId,
    revision,
    policyId,
    filedOn,
    windowUntil,
    answerBy,
    filedAt,
    escalatedAt,
    cardIssue,
    cardIssuedAt,
    level: row.level as AppealLevel,
    target: toTarget(row),
    ruled: toRuling(row),
  };
}

function changedColumns({ ruled, ...change }: AppealChange) {
  if (ruled === undefined) return change;
  return {
    ...change,
    state: "ruled",
    ruling: ruled.ruling,
    ruledValue: ruled.value,
    rulingReason: ruled.reason,
    ruledById: ruled.byId,
    ruledAt: ruled.at,
    ruledOn: ruled.on,
    workingDays: ruled.workingDays,
    ruledEvaluationId: ruled.evaluationId,
  };
}

const LOADS = `
  SELECT r.id AS "personId", count(a.id)::int AS total,
    count(a.id) FILTER (WHERE a.state = 'open')::int AS open
  FROM jsonb_to_recordset($1::jsonb) AS r(id uuid) LEFT JOIN "Appeal" a ON a."judgeId" = r.id
  GROUP BY r.id`;

const OPEN_IN_MONTH = `
  SELECT count(*)::int AS open FROM "Appeal" a LEFT JOIN "Task" t ON t.id = a."taskId"
    LEFT JOIN "Contact" c ON c.id = t."contactId"
  WHERE a.state = 'open' AND coalesce(a.month, left(c."localDate", 7)) = $1::text`;

const SUMS = `count(*)::int AS filed, count(*) FILTER (WHERE state = 'ruled')::int AS ruled,
  count(*) FILTER (WHERE ruling <> 'keep')::int AS changed,
  count(*) FILTER (WHERE state = 'ruled' AND "ruledById" IS NULL)::int AS late,
  avg("workingDays")::float8 AS days`;
const FILED = `FROM "Appeal" WHERE "filedOn" BETWEEN $1::text AND $2::text`;
const COUNTS = `SELECT ${SUMS} ${FILED}`;
const BY_SCORER = `
  SELECT "scorerId"::text AS of, ${SUMS} ${FILED} AND "scorerId" IS NOT NULL
  GROUP BY "scorerId" ORDER BY count(*) DESC, "scorerId"`;
const BY_ITEM = `
  SELECT coalesce("itemId", metric) AS of, ${SUMS} ${FILED}
  GROUP BY 1 ORDER BY count(*) DESC, 1`;

export function appealStore(db: PrismaHandle, sql: Sql): AppealStore {
  const one = (row: AppealRow | null): Appeal | null => (row === null ? null : toAppeal(row));
  const oldestFirst = { orderBy: { number: "asc" } } as const;
  return {
    add: async ({ target, ...appeal }, at) => {
      const row = await db.appeal.create({
        data: {
          ...appeal,
          ...target,
          subject: subjectOf(target, appeal.agentId),
          filedAt: at,
          cardIssuedAt: at,
        },
      });
      const { level, judgeId, reason: note, agentId: byId } = appeal;
      await db.appealEvent.create({
        data: { appealId: row.id, revision: 0, at, byId, did: "file", level, judgeId, note },
      });
      return toAppeal(row);
    },
    get: async (id) => one(await db.appeal.findUnique({ where: { id } })),
    byNumber: async (number) => one(await db.appeal.findUnique({ where: { number } })),
    lock: async (id) => {
      await sql.query(`SELECT 1 FROM "Appeal" WHERE id = $1::uuid FOR UPDATE`, id);
      return one(await db.appeal.findUnique({ where: { id } }));
    },
    lockSubject: async (subject) => {
      await sql.query(
        `SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('appeal:' || $1, 0))) AS locked`,
        subject,
      );
    },
    change: async ({ id, revision }, change, event) => {
      await db.appealEvent.create({ data: { appealId: id, ...event, revision: revision + 1 } });
      await db.appeal.update({
        where: { id },
        data: { ...changedColumns(change), revision: revision + 1 },
      });
    },
    issueCard: async (id, cardIssue, cardIssuedAt) => {
      await db.appeal.update({ where: { id }, data: { cardIssue, cardIssuedAt } });
    },
    ofSubject: async (subject) =>
      (await db.appeal.findMany({ where: { subject }, ...oldestFirst })).map(toAppeal),
    secondOf: async (firstId) => one(await db.appeal.findUnique({ where: { firstId } })),
    ofAgent: async (agentId, take) =>
      (await db.appeal.findMany({ where: { agentId }, orderBy: { number: "desc" }, take })).map(toAppeal),
    waitingFor: async (judgeId) =>
      (
        await db.appeal.findMany({
          where: { judgeId, state: "open" },
          orderBy: [{ answerBy: "asc" }, { number: "asc" }],
        })
      ).map(toAppeal),
    open: async () => (await db.appeal.findMany({ where: { state: "open" }, ...oldestFirst })).map(toAppeal),
    openInMonth: async (month) => {
      const [row] = await sql.query<{ open: number }>(OPEN_IN_MONTH, month);
      return row?.open ?? 0;
    },
    events: async (appealId) =>
      (await db.appealEvent.findMany({ where: { appealId }, orderBy: { revision: "asc" } })).map(
        ({ appealId: _appeal, ...event }): AppealEvent => ({
          ...event,
          did: event.did as AppealMove,
          level: event.level as AppealLevel,
        }),
      ),
    judgeLoads: (personIds) => sql.query<JudgeLoad>(LOADS, asRows(personIds.map((id) => ({ id })))),
    counts: async (from, to) => {
      const [total] = await sql.query<Omit<AppealCount, "of">>(COUNTS, from, to);
      return {
        total: total ?? { filed: 0, ruled: 0, changed: 0, late: 0, days: null },
        byScorer: await sql.query<AppealCount>(BY_SCORER, from, to),
        byItem: await sql.query<AppealCount>(BY_ITEM, from, to),
      };
    },
  };
}

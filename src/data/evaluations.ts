import type { RatedItem } from "#domain/evaluation";
import type { DrawMark } from "#domain/sampling";
import type { Evaluation } from "#domain/task";
import type { EvaluationStore } from "#ports/quality";
import type { PrismaHandle } from "./database.ts";
import type { Evaluation as EvaluationRow } from "./generated/client.ts";
import type { Sql } from "./sql.ts";

function toEvaluation(row: EvaluationRow): Evaluation {
  return {
    ...row,
    mark: row.mark as DrawMark,
    items: row.items as unknown as RatedItem[],
    evidence: row.evidence as Record<string, number[]>,
  };
}

const STEP_BACK = `UPDATE "Evaluation" SET "isCurrent" = false WHERE "taskId" = $1::uuid AND "isCurrent"`;

const CLOSE_TASK = `
  UPDATE "Task" SET state = 'scored', revision = $2::int, "closedAt" = $3::timestamptz WHERE id = $1::uuid`;

const AMEND_TASK = `UPDATE "Task" SET revision = $2::int WHERE id = $1::uuid`;

const ADD = `
  INSERT INTO "Evaluation" (id, "taskId", revision, "isCurrent", "contactId", "agentId", "scorerId", mark, "policyId",
    "scorecardId", "scorecardVersion", "localDate", score, "ruledScore", "criticalFailures", items, evidence, comment,
    "scoredAt")
  SELECT id, "taskId", revision, true, "contactId", "agentId", "scorerId", mark, "policyId", "scorecardId",
    "scorecardVersion", "localDate", score, "ruledScore",
    ARRAY(SELECT jsonb_array_elements_text("criticalFailures")), items, evidence, comment, "scoredAt"
  FROM jsonb_to_record($1::jsonb) AS r(id uuid, "taskId" uuid, revision int, "contactId" uuid, "agentId" uuid,
    "scorerId" uuid, mark text, "policyId" text, "scorecardId" text, "scorecardVersion" text, "localDate" text,
    score float8, "ruledScore" float8, "criticalFailures" jsonb, items jsonb, evidence jsonb, comment text,
    "scoredAt" timestamptz)`;

export function evaluationStore(db: PrismaHandle, sql: Sql): EvaluationStore {
  return {
    add: async (evaluation) => {
      const { taskId, revision, scoredAt } = evaluation;
      if (revision > 1) await sql.later(STEP_BACK, taskId);
      await sql.later(CLOSE_TASK, taskId, revision, scoredAt);
      await sql.later(ADD, JSON.stringify(evaluation));
    },
    amend: async (evaluation) => {
      const { taskId, revision } = evaluation;
      await sql.run(STEP_BACK, taskId);
      await sql.run(AMEND_TASK, taskId, revision);
      await sql.run(ADD, JSON.stringify(evaluation));
    },
    scorersOf: async (taskId) => {
      const rows = await db.evaluation.findMany({
        where: { taskId },
        select: { scorerId: true },
        distinct: ["scorerId"],
      });
      return rows.map(({ scorerId }) => scorerId);
    },
    get: async (id) => {
      const row = await db.evaluation.findUnique({ where: { id } });
      return row === null ? null : toEvaluation(row);
    },
    current: async (taskId) => {
      const row = await db.evaluation.findFirst({ where: { taskId, isCurrent: true } });
      return row === null ? null : toEvaluation(row);
    },
    count: async () => {
      const [row] = await sql.query<{ scores: number; corrections: number }>(
        `SELECT count(*) FILTER (WHERE revision = 1)::int AS scores,
           count(*) FILTER (WHERE revision > 1)::int AS corrections FROM "Evaluation"`,
      );
      return row ?? { scores: 0, corrections: 0 };
    },
    agentsBetween: async (from, to) => {
      const rows = await sql.query<{ id: string }>(
        `SELECT DISTINCT "agentId"::text AS id FROM "Evaluation"
         WHERE "isCurrent" AND "localDate" BETWEEN $1::text AND $2::text ORDER BY id`,
        from,
        to,
      );
      return rows.map(({ id }) => id);
    },
    ofAgent: async (agentId, from) =>
      (
        await db.evaluation.findMany({
          where: { agentId, isCurrent: true, localDate: { gte: from } },
          orderBy: { scoredAt: "desc" },
        })
      ).map(toEvaluation),
  };
}

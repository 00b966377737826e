import type { DrawMark } from "#domain/sampling";
import type { Task, TaskState } from "#domain/task";
import type { DayProgress, TaskStore } from "#ports/store";
import type { PrismaHandle } from "./database.ts";
import type { Task as TaskRow } from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { query } from "./sql.ts";

function toTask(row: TaskRow): Task {
  const { createdAt: _created, ...rest } = row;
  return { ...rest, mark: row.mark as DrawMark, state: row.state as TaskState };
}

export function taskStore(db: PrismaHandle): TaskStore {
  const inQueueOrder = { orderBy: [{ localDate: "asc" as const }, { position: "asc" as const }] };
  return {
    add: async (tasks, at) => {
      await db.task.createMany({ data: tasks.map((task) => ({ ...task, createdAt: at })) });
    },
    get: async (id) => {
      const row = await db.task.findUnique({ where: { id } });
      return row === null ? null : toTask(row);
    },
    lock: async (id) => {
      const [row] = await query<TaskRow>(db, `SELECT * FROM "Task" WHERE id = $1::uuid FOR UPDATE`, id);
      return row === undefined ? null : toTask(row);
    },
    change: async (id, change) => {
      await db.task.updateMany({ where: { id }, data: change });
    },
    move: async ({ position, ...move }) => {
      await db.taskMove.create({ data: { id: newId(), ...move } });
      await db.task.updateMany({
        where: { id: move.taskId },
        data: { scorerId: move.toId, position, cardIssue: { increment: 1 }, cardIssuedAt: move.at },
      });
    },
    openOf: async (scorerId) =>
      (await db.task.findMany({ where: { scorerId, state: "open" }, ...inQueueOrder })).map(toTask),
    ofDay: async (scorerId, localDate) =>
      (await db.task.findMany({ where: { scorerId, localDate }, ...inQueueOrder })).map(toTask),
    allOfDay: async (localDate) =>
      (await db.task.findMany({ where: { localDate }, ...inQueueOrder })).map(toTask),
    openDueBy: async (at) =>
      (await db.task.findMany({ where: { state: "open", dueAt: { lte: at } }, ...inQueueOrder })).map(toTask),
    openIssuedBefore: async (at) =>
      (await db.task.findMany({ where: { state: "open", cardIssuedAt: { lt: at } }, ...inQueueOrder })).map(
        toTask,
      ),
    progress: async (scorerId, date): Promise<DayProgress> => {
      const [row] = await query<{ done: number; total: number }>(
        db,
        `SELECT count(*) FILTER (WHERE state <> 'open')::int AS done, count(*)::int AS total
         FROM "Task" WHERE "scorerId" = $1::uuid AND "localDate" = $2`,
        scorerId,
        date,
      );
      return row ?? { done: 0, total: 0 };
    },
    ofDraw: async (drawId) =>
      (
        await db.task.findMany({ where: { drawId }, orderBy: [{ scorerId: "asc" }, { position: "asc" }] })
      ).map(toTask),
  };
}

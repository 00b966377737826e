import type { DrawMark } from "#domain/sampling";
import type { Task, TaskState } from "#domain/task";
import type { DayProgress, TaskInFull, TaskStore } from "#ports/quality";
import { toContact, type ReadableContact } from "./contacts.ts";
import type { PrismaHandle } from "./database.ts";
import type { Person as PersonRow, Task as TaskRow } from "./generated/client.ts";
import { newId } from "./new-id.ts";
import { toPerson } from "./people.ts";
import type { Sql } from "./sql.ts";

function toTask(row: TaskRow): Task {
  const { createdAt: _created, ...rest } = row;
  return { ...rest, mark: row.mark as DrawMark, state: row.state as TaskState };
}

/** JSON of everything but the sealed turns, which are large and readable by nobody here. */
const IN_FULL = `
  SELECT to_jsonb(t) AS task, to_jsonb(a) AS agent,
    (SELECT to_jsonb(x) FROM (SELECT c.id, c.source, c."externalId", c.channel, c.direction, c.scene, c."startedAt",
      c."endedAt", c."localDate", c."agentId", c."maskedTurns", c.metrics) x) AS contact,
    (SELECT jsonb_build_object('done', count(*) FILTER (WHERE o.state <> 'open'), 'total', count(*))
      FROM "Task" o WHERE o."scorerId" = t."scorerId" AND o."localDate" = t."localDate") AS progress
  FROM "Task" t JOIN "Contact" c ON c.id = t."contactId" JOIN "Person" a ON a.id = t."agentId"
  WHERE t.id = $1::uuid`;

type FullRow = {
  task: AsJson<TaskRow>;
  agent: PersonRow;
  contact: AsJson<ReadableContact>;
  progress: DayProgress;
};
/** A row as the database writes it into JSON: instants are text. */
type AsJson<Row> = {
  [Column in keyof Row]: Row[Column] extends Date
    ? string
    : Row[Column] extends Date | null
      ? string | null
      : Row[Column];
};

const instant = (text: string): Date => new Date(text);
const instantOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text));

function toFull([row]: FullRow[]): TaskInFull | null {
  if (row === undefined) return null;
  const { task, contact, agent, progress } = row;
  return {
    task: toTask({
      ...task,
      dueAt: instant(task.dueAt),
      closedAt: instantOrNull(task.closedAt),
      cardIssuedAt: instant(task.cardIssuedAt),
      createdAt: instant(task.createdAt),
    }),
    contact: toContact({
      ...contact,
      startedAt: instant(contact.startedAt),
      endedAt: instantOrNull(contact.endedAt),
    }),
    agent: toPerson(agent),
    progress,
  };
}

export function taskStore(db: PrismaHandle, sql: Sql): TaskStore {
  const inQueueOrder = { orderBy: [{ localDate: "asc" as const }, { position: "asc" as const }] };
  return {
    add: async (tasks, at) => {
      await db.task.createMany({ data: tasks.map((task) => ({ ...task, createdAt: at })) });
    },
    inFull: async (id) => toFull(await sql.query<FullRow>(IN_FULL, id)),
    lock: async (id) => toFull(await sql.query<FullRow>(`${IN_FULL} FOR UPDATE OF t`, id)),
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
    countByState: async () => {
      const rows = await sql.query<{ state: string; count: number }>(
        `SELECT state, count(*)::int AS count FROM "Task" GROUP BY state`,
      );
      return Object.fromEntries(rows.map((row) => [row.state, row.count]));
    },
    openIssuedBefore: async (at) =>
      (await db.task.findMany({ where: { state: "open", cardIssuedAt: { lt: at } }, ...inQueueOrder })).map(
        toTask,
      ),
  };
}

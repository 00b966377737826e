// The peer of a press: the ten statements that any program needs for it, written out plainly, in one transaction, on
// the same driver and the same tables, behind the same HTTP server. It verifies nothing, reads no form, renders no card.
import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { Pool } from "pg";

type Rows = readonly Record<string, unknown>[];
type Run = (sql: string, values: readonly unknown[]) => Promise<Rows>;
type InTransaction = (work: (run: Run) => Promise<void>) => Promise<void>;
type Press = { readonly taskId: string; readonly userId: string; readonly form: object };

/** As large as what the program writes: about 3,000 characters a card, 1,700 for the rated items. */
const card = JSON.stringify({
  title: "质检结果",
  lines: Array.from({ length: 215 }, () => "倾听不打断 做到 满分"),
});
const items = JSON.stringify(
  Array.from({ length: 24 }, (_, n) => ({ itemId: `item-number-${n}`, rating: 1, why: "scored", share: 1 })),
);

async function press(run: Run, { taskId, userId, form }: Press): Promise<void> {
  const now = new Date();
  const key = `bare:${randomUUID()}`;
  await run(
    `INSERT INTO "InboxEvent" (key, kind, event, state, "receivedAt", "dueAt") VALUES ($1, 'card-action', $2, 'handled', $3, $3)`,
    [key, JSON.stringify(form), now],
  );
  const [scorer] = await run(
    `SELECT p.* FROM "Identity" i JOIN "Person" p ON p.id = i."personId" WHERE i."platformUserId" = $1`,
    [userId],
  );
  const [task] = await run(`SELECT * FROM "Task" WHERE id = $1 FOR UPDATE`, [taskId]);
  if (scorer === undefined || task === undefined) throw new Error("The database is not filled.");
  await run(`SELECT * FROM "Contact" WHERE id = $1`, [task["contactId"]]);
  await run(`SELECT * FROM "Person" WHERE id = $1`, [task["agentId"]]);
  await run(
    `INSERT INTO "Evaluation" (id, "taskId", revision, "contactId", "agentId", "scorerId", mark, "policyId", "scorecardId",
       "scorecardVersion", "localDate", score, "ruledScore", items, evidence, "scoredAt")
     VALUES ($1, $2, 1, $3, $4, $5, 'random', $6, $7, '1', $8, 100, 100, $9, '{}', $10)`,
    [
      randomUUID(),
      taskId,
      task["contactId"],
      task["agentId"],
      scorer["id"],
      task["policyId"],
      task["scorecardId"],
      task["localDate"],
      items,
      now,
    ],
  );
  await run(`UPDATE "Task" SET state = 'scored', revision = 1, "closedAt" = $2 WHERE id = $1`, [taskId, now]);
  const message = `INSERT INTO "OutboxMessage" (id, key, verb, "personId", target, card, "dueAt", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`;
  await run(message, [randomUUID(), `${key}:patch`, "patch", null, `task:${taskId}:card:1`, card, now]);
  await run(message, [randomUUID(), `${key}:agent`, "send", task["agentId"], null, card, now]);
  await run(`INSERT INTO "AuditEntry" (at, "whoId", did, what) VALUES ($1, $2, 'score', $3)`, [
    now,
    scorer["id"],
    taskId,
  ]);
}

function onPostgres(url: string): InTransaction {
  const pool = new Pool({ connectionString: url, max: 12 });
  return async (work) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await work(async (sql, values) => (await client.query(sql, [...values])).rows as Rows);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  };
}

async function onPglite(directory: string): Promise<InTransaction> {
  const pglite = await PGlite.create(directory);
  return (work) =>
    pglite.transaction((tx) =>
      work(async (sql, values) => (await tx.query<Record<string, unknown>>(sql, [...values])).rows),
    );
}

const place = process.argv[2] ?? "";
const inTransaction = place.startsWith("postgres") ? onPostgres(place) : await onPglite(place);
const app = new Hono().post("/", async (c) => {
  const body = await c.req.json<Press>();
  await inTransaction((run) => press(run, body));
  return c.json({ toast: { type: "success" } });
});
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ msg: "ready", url: `http://127.0.0.1:${port}/` })),
);
process.once("SIGTERM", () => server.close(() => process.exit(0)));

// The program's worker as it runs with PostgreSQL and Redis; with "unlimited" its Lark is said to have no limits.
import { createLarkPlatform } from "#platforms/lark/client";
import { readConfig } from "#main/config";
import { createLog } from "#main/log";
import { openProgram } from "#main/program";
import { serve } from "#main/serve";
import { setTimeout as pause } from "node:timers/promises";
import { writeFileSync } from "node:fs";

const [limits = "", warmUp = "0", resultPath = "", laterUrl = ""] = process.argv.slice(2);
const LOOK_MILLISECONDS = 20;
const UNLIMITED = { perSecond: Infinity, perMinute: Infinity, perDestinationPerSecond: Infinity };

const config = readConfig(process.env);
if (config.lark === null) throw new Error("The bench names no Lark.");
const program = await openProgram(config, createLog("warn", 2));
const { clock, database } = program;
const platform = createLarkPlatform(config.lark, {
  clock,
  ...(limits === "unlimited" && { limits: UNLIMITED }),
});
const serving = await serve({ ...program, platforms: [platform] }, { http: false, worker: true });
await serving.work();

/** So many of the cards, none of which has been tried, are sent from now on. Milliseconds until all are. */
async function sendAll(count: number): Promise<number> {
  await database.sql.run(
    `UPDATE "OutboxMessage" o SET state = CASE WHEN n <= $1::int THEN 'waiting' ELSE 'held' END, attempts = 0,
       "platformMessageId" = NULL, "doneAt" = NULL, "firstTriedAt" = NULL, "lastTriedAt" = NULL, "dueAt" = now()
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM "OutboxMessage") r WHERE r.id = o.id`,
    count,
  );
  await database.sql.run(`VACUUM ANALYZE "OutboxMessage"`);
  const startedAt = performance.now();
  await serving.queue.jobs.wake("outbox");
  while (!(await areSent(count))) await pause(LOOK_MILLISECONDS);
  return performance.now() - startedAt;
}

async function areSent(count: number): Promise<boolean> {
  const [row] = await database.sql.query<{ open: number; sent: number }>(
    `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM "OutboxMessage" WHERE state IN ('waiting', 'sending') LIMIT 1) o) AS open,
       0 AS sent`,
  );
  if ((row?.open ?? 1) > 0) return false;
  const [{ sent } = { sent: 0 }] = await database.sql.query<{ sent: number }>(
    `SELECT count(*)::int AS sent FROM "OutboxMessage" WHERE state = 'sent' AND "platformMessageId" IS NOT NULL`,
  );
  if (sent !== count) throw new Error(`Of ${count} cards ${sent} were sent.`);
  return true;
}

if (Number(warmUp) > 0) await sendAll(Number(warmUp));
if (laterUrl !== "") await fetch(laterUrl, { method: "POST" });
const [{ all } = { all: 0 }] = await database.sql.query<{ all: number }>(
  `SELECT count(*)::int AS all FROM "OutboxMessage"`,
);
const before = process.cpuUsage();
const milliseconds = await sendAll(all);
const { user, system } = process.cpuUsage(before);
writeFileSync(resultPath, JSON.stringify({ milliseconds, computingMilliseconds: (user + system) / 1000 }));
await serving.close();
await program.close();
process.exit(0);

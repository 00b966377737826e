import { Client } from "pg";

export const DRAW_CONTACTS = 1_000_000;
export const DRAW_AGENTS = 5_000;
const SCORERS = 100;
/** The five working days before the draw's Monday. */
const FIRST_DAY = "2026-11-16";
const DAYS = 5;

const TURNS = JSON.stringify([
  { n: 1, role: "customer", at: null, text: "快递显示已签收，可是我根本没有收到，你们是怎么送的？" },
  {
    n: 2,
    role: "agent",
    at: null,
    text: "非常抱歉让您着急了，我现在联系配送站核实签收情况，两小时内给您回电。",
  },
]);

/**
 * Fills a migrated database: agents, and contacts of about 900 bytes, 200 an agent, in the order of their ids as an
 * import leaves them. Contacts are not logged, which halves the time of this and changes nothing for who reads them.
 */
export async function fillForDraw(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      SET synchronous_commit = off;
      ALTER TABLE "Contact" SET UNLOGGED;
      INSERT INTO "Person" (id, "employeeNo", name, roles)
        SELECT gen_random_uuid(), 'P' || n, '同事' || n,
          CASE WHEN n < ${DRAW_AGENTS} THEN '{agent}' ELSE '{supervisor}' END::text[]
        FROM generate_series(0, ${DRAW_AGENTS + SCORERS - 1}) n;
      CREATE TEMP TABLE agent AS SELECT substr("employeeNo", 2)::int AS n, id FROM "Person";`);
    await client.query(
      `INSERT INTO "Contact" (id, source, "externalId", channel, direction, scene, "startedAt", "localDate", "agentId",
         "customerRef", "turnCount", turns, "maskedTurns", metrics)
       SELECT (lpad(to_hex(1795000000000 + c.n / 3), 12, '0') || '7' || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
         'bench', 'C-' || c.n, 'chat', 'in', '咨询', day, to_char(day, 'YYYY-MM-DD'), agent.id,
         decode(hash, 'hex'), 2, convert_to(repeat(hash, 10), 'UTF8'), $1::jsonb, '{"csat": 5}'
       FROM (SELECT n, md5(n::text) AS hash, timestamptz '${FIRST_DAY} 01:00Z' + n % ${DAYS} * interval '1 day' AS day
             FROM generate_series(0::bigint, ${DRAW_CONTACTS - 1}) n) c
       JOIN agent ON agent.n = c.n * 7919 % ${DRAW_AGENTS}`,
      [TURNS],
    );
    await client.query(`ANALYZE "Contact"; ANALYZE "Person"`);
  } finally {
    await client.end();
  }
}

/** Takes a draw and all that came of it back. */
export async function undoDraw(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`
      TRUNCATE "DrawFrame", "Task", "TaskMove", "Evaluation", "Draw", "SeedCommitment", "OutboxMessage";
      UPDATE "Contact" SET "drawnAt" = NULL WHERE "drawnAt" IS NOT NULL;`);
    await client.query(`VACUUM "Contact"`);
  } finally {
    await client.end();
  }
}

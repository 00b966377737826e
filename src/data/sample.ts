import { createHash } from "node:crypto";
import { DRAWABLE } from "./contacts.ts";
import type { SampleInput, SetAside } from "#ports/quality";
import type { Sql } from "./sql.ts";

const PAGE_AGENTS = 500;

/**
 * The frame with what is chosen of it, in one pass: the rank of `sampling.ts` for every contact, the lowest of each
 * agent. The inner order lets several processes of the database rank and sort; the outer one needs no sort then.
 */
const SET_ASIDE = `
  CREATE TEMP TABLE drawn_from ON COMMIT DROP AS
  SELECT "agentId", array_agg(id ORDER BY id) AS "contactIds",
    (array_agg(id ORDER BY rank, id))[1:$5::int] AS chosen
  FROM (
    SELECT c."agentId", c.id, sha256(convert_to($4::text || ':' || c.id::text, 'UTF8')) AS rank
    ${DRAWABLE} ORDER BY c."agentId"
  ) ranked
  GROUP BY "agentId"`;

const PAGE = `
  SELECT "agentId", array_to_string("contactIds", ',') AS ids FROM drawn_from
  WHERE $1::uuid IS NULL OR "agentId" > $1::uuid ORDER BY "agentId" LIMIT $2::int`;

type FramePart = { readonly agentId: string; readonly ids: string };

/** Only inside a transaction: the frame lies beside it until its end, for `storeSetAside`. */
export async function setAsideSample(sql: Sql, { from, to, plan, seed }: SampleInput): Promise<SetAside> {
  // A million contacts are sorted in memory, and no time goes into compiling a statement that runs once a day.
  await sql.query(`SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
  await sql.run(SET_ASIDE, from, to, plan.minTurns, seed, plan.perAgent);
  const chosen = await sql.query<{ agentId: string; contactId: string }>(
    `SELECT f."agentId", c.id AS "contactId" FROM drawn_from f, unnest(f.chosen) WITH ORDINALITY c(id, place)
     ORDER BY f."agentId", c.place`,
  );
  return {
    ...(await fingerprint(sql)),
    selected: chosen.map(({ agentId, contactId }) => ({ agentId, contactId, mark: "random" })),
  };
}

/** The hash of `frameHash`, over pages of agents: the lines of a large frame are longer than a string can be. */
async function fingerprint(sql: Sql): Promise<Pick<SetAside, "frameHash" | "frameSize">> {
  const hash = createHash("sha256");
  let frameSize = 0;
  let page = await sql.query<FramePart>(PAGE, null, PAGE_AGENTS);
  while (page.length > 0) {
    // The database reads the next one meanwhile.
    const next = sql.query<FramePart>(PAGE, page.at(-1)?.agentId ?? null, PAGE_AGENTS);
    for (const { agentId, ids } of page) {
      const contactIds = ids.split(",");
      frameSize += contactIds.length;
      hash.update(`${agentId}\t${contactIds.join(`\n${agentId}\t`)}\n`);
    }
    page = await next;
  }
  return { frameHash: hash.digest("hex"), frameSize };
}

export async function storeSetAside(sql: Sql, drawId: string): Promise<void> {
  await sql.run(
    `INSERT INTO "DrawFrame" ("drawId", "agentId", "contactIds") SELECT $1, "agentId", "contactIds" FROM drawn_from`,
    drawId,
  );
}

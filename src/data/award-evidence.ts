import type { Sample } from "#domain/effect";
import type { AwardEvidenceSource, AwardIdea } from "#ports/awards";
import { asRows, type Sql } from "./sql.ts";

type SampleRow = Sample & { readonly agentId: string };

const SAMPLE = `e."agentId", count(*)::int AS n, avg(e."ruledScore")::float8 AS mean,
  var_samp(e."ruledScore")::float8 AS variance`;
/** Only what was drawn by chance says something about all contacts. */
const COUNTED = `e."isCurrent" AND e.mark = 'random' AND e."ruledScore" IS NOT NULL`;

const SCORES = `
  SELECT ${SAMPLE} FROM "Evaluation" e JOIN "Contact" c ON c.id = e."contactId"
  WHERE ${COUNTED} AND c."localDate" BETWEEN $1 AND $2 GROUP BY e."agentId"`;

const SCORES_WITHIN = `
  SELECT ${SAMPLE}
  FROM jsonb_to_recordset($1::jsonb) AS s("personId" uuid, "from" text, "to" text)
    JOIN "Evaluation" e ON e."agentId" = s."personId" JOIN "Contact" c ON c.id = e."contactId"
  WHERE ${COUNTED} AND c."localDate" BETWEEN s."from" AND s."to" GROUP BY e."agentId"`;

/** An idea with those of everything that was merged into it. */
const ideasWhere = (condition: string): string => `
  WITH RECURSIVE family AS (
    SELECT i.id AS root, i.id, i.number, i."authorId" FROM "Idea" i WHERE i.state <> 'merged' AND ${condition}
    UNION ALL
    SELECT f.root, i.id, i.number, i."authorId" FROM "Idea" i JOIN family f ON i."mergedIntoId" = f.id)
  SELECT r.number, r.category, r.verdict,
    (SELECT array_agg(a."authorId"::text ORDER BY a.first) FROM
      (SELECT "authorId", min(number) AS first FROM family WHERE root = r.id GROUP BY "authorId") a) AS "authorIds",
    (SELECT count(DISTINCT s."personId")::int FROM "IdeaSupport" s JOIN family f ON f.id = s."ideaId"
      WHERE f.root = r.id) AS supporters
  FROM "Idea" r WHERE r.id IN (SELECT root FROM family) ORDER BY r.number`;

/** An evaluation, a nomination, an idea, a case, or a month's own figures. */
const HAS_ANY = `
  SELECT EXISTS (SELECT 1 FROM "Evaluation" WHERE "localDate" BETWEEN $1 AND $2)
    OR EXISTS (SELECT 1 FROM "Nomination" WHERE period BETWEEN left($1, 7) AND left($2, 7))
    OR EXISTS (SELECT 1 FROM "Idea" WHERE "createdAt" >= ($1::date)::timestamp AT TIME ZONE $3
      AND "createdAt" < ($2::date + 1)::timestamp AT TIME ZONE $3)
    OR EXISTS (SELECT 1 FROM "MajorCase" WHERE "resolvedOn" BETWEEN $1 AND $2)
    OR EXISTS (SELECT 1 FROM "PersonMetric" WHERE month BETWEEN left($1, 7) AND left($2, 7))
    OR EXISTS (SELECT 1 FROM "MonthClose" WHERE month BETWEEN left($1, 7) AND left($2, 7)) AS found`;

/** Sources are few and contacts many: from source to source by the index, then one look for each. */
const CALLED = `
  WITH RECURSIVE sources AS (
    (SELECT source FROM "Contact" ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT c.source FROM "Contact" c WHERE c.source > s.source ORDER BY c.source LIMIT 1)
    FROM sources s WHERE s.source IS NOT NULL)
  SELECT c.id FROM sources s JOIN "Contact" c ON c.source = s.source AND c."externalId" = $1`;

export function awardEvidenceSource(sql: Sql): AwardEvidenceSource {
  const byAgent = (rows: readonly SampleRow[]): ReadonlyMap<string, Sample> =>
    new Map(rows.map(({ agentId, n, mean, variance }) => [agentId, { n, mean, variance }]));
  return {
    scores: async ({ from, to }) => byAgent(await sql.query<SampleRow>(SCORES, from, to)),
    scoresWithin: async (spans) => byAgent(await sql.query<SampleRow>(SCORES_WITHIN, asRows(spans))),
    adoptedIdeas: ({ from, to }) =>
      sql.query<AwardIdea>(ideasWhere(`i.state <> 'declined' AND i."adoptedOn" BETWEEN $1 AND $2`), from, to),
    readyIdeas: (from, before) =>
      sql.query<AwardIdea>(
        ideasWhere(`i."awardReadyAt" >= $1::timestamptz AND i."awardReadyAt" < $2::timestamptz`),
        from,
        before,
      ),
    hasAny: async ({ from, to }, zone) => {
      const [row] = await sql.query<{ found: boolean }>(HAS_ANY, from, to, zone);
      return row?.found === true;
    },
    contactsCalled: async (externalId) =>
      (await sql.query<{ id: string }>(CALLED, externalId)).map(({ id }) => id),
  };
}

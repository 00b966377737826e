import type { Database } from "#data/database";

export type MonthSize = { readonly people: number; readonly contacts: number; readonly evaluations: number };
export const FULL_MONTH: MonthSize = { people: 5_000, contacts: 1_000_000, evaluations: 200_000 };
export const BENCH_MONTH = "2026-10";

/** Ids that are the same in every run: the kind and a number in a UUID. */
const uuid = (kind: string, number: string): string =>
  `('0190c0de-${kind}-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const day = (number: string): string => `'${BENCH_MONTH}-' || lpad((1 + ${number} % 31)::text, 2, '0')`;

/** A month of people, contacts with all that a policy may ask for, and evaluations of a part of them; made by the database. */
export async function fillMonth({ sql }: Pick<Database, "sql">, size: MonthSize): Promise<void> {
  const { people, contacts, evaluations } = size;
  await sql.run(`
    INSERT INTO "Person" (id, "employeeNo", name, team, roles, language, status)
    SELECT ${uuid("0001", "g")}, lpad(g::text, 6, '0'), '客服' || g, '团队' || g % 250,
      CASE WHEN g <= 250 THEN '{supervisor}'::text[] WHEN g = 251 THEN '{manager}'::text[] ELSE '{agent}'::text[] END,
      'zh', 'active'
    FROM generate_series(1, ${people + 251}) g`);
  await sql.run(`
    INSERT INTO "Contact" (id, source, "externalId", channel, direction, "startedAt", "localDate", "agentId", metrics)
    SELECT ${uuid("0002", "g")}, 'bench', g::text, 'voice', 'in', (${day("g")} || 'T02:00Z')::timestamptz, ${day("g")},
      ${uuid("0001", `252 + g % ${people}`)},
      jsonb_build_object('csat', 1 + (g * 7) % 5, 'handleSeconds', 60 + (g * 13) % 900, 'answerSeconds', g % 40,
        'firstResponseSeconds', g % 90, 'replyGapSeconds', g % 120, 'rings', g % 5, 'resolved', g % 10 <> 0,
        'firstContactResolved', g % 4 <> 0, 'complaint', g % 200 = 0, 'answered', true)
    FROM generate_series(1, ${contacts}) g`);
  await sql.run(`
    INSERT INTO "Task" (id, "contactId", "agentId", "scorerId", "policyId", "scorecardId", mark, "localDate", position,
      state, revision, "dueAt", "cardIssuedAt", "createdAt")
    SELECT ${uuid("0003", "g")}, ${uuid("0002", "g")}, ${uuid("0001", `252 + g % ${people}`)}, ${uuid("0001", "1")}, 'P',
      'hotline', 'random', ${day("g")}, 1, 'scored', 1, now(), now(), now()
    FROM generate_series(1, ${evaluations}) g`);
  await sql.run(`
    INSERT INTO "Evaluation" (id, "taskId", revision, "contactId", "agentId", "scorerId", mark, "policyId", "scorecardId",
      "scorecardVersion", "localDate", score, "ruledScore", "criticalFailures", items, evidence, "scoredAt")
    SELECT ${uuid("0004", "g")}, ${uuid("0003", "g")}, 1, ${uuid("0002", "g")}, ${uuid("0001", `252 + g % ${people}`)},
      ${uuid("0001", "1")}, 'random', 'P', 'hotline', '1', ${day("g")}, 60 + g % 40, 60 + g % 40, '{}',
      (SELECT jsonb_agg(jsonb_build_object('itemId', item, 'share', ((g + place) % 4) / 3.0, 'rating', (g + place) % 4,
        'why', 'scored')) FROM unnest(ARRAY['restating', 'calming', 'closing-words', 'polite', 'solution', 'opening'])
        WITH ORDINALITY AS i(item, place)), '{}', now()
    FROM generate_series(1, ${evaluations}) g`);
  await sql.run(`
    INSERT INTO "PersonMetric" (month, "personId", metric, value, source, "importedAt")
    SELECT '${BENCH_MONTH}', ${uuid("0001", "251 + g")}, part, 60 + g % 40, 'bench', now()
    FROM generate_series(1, ${people}) g, unnest(ARRAY['knowledge', 'attitude']) part`);
  for (const table of ["Person", "Contact", "Task", "Evaluation", "PersonMetric"])
    await sql.run(`ANALYZE "${table}"`);
}

/** Undoes a close, so that the next round begins where this one did. */
export async function undoClose({ sql }: Pick<Database, "sql">): Promise<void> {
  await sql.run(`DELETE FROM "MonthReview"`);
  await sql.run(`DELETE FROM "MonthResult"`);
  await sql.run(`DELETE FROM "MonthClose"`);
  await sql.run(`DELETE FROM "OutboxMessage"`);
  await sql.run(`DELETE FROM "AuditEntry"`);
  for (const table of ["MonthResult", "MonthClose", "OutboxMessage"]) await sql.run(`VACUUM "${table}"`);
}

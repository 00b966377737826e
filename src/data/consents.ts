import type { ConsentAnswer, ConsentStore } from "#ports/store";
import { asRows, type Sql } from "./sql.ts";

const PEOPLE = `SELECT id FROM jsonb_to_recordset($1::jsonb) AS r(id uuid)`;
const idsOf = (personIds: readonly string[]): string => asRows(personIds.map((id) => ({ id })));

export function consentStore(sql: Sql): ConsentStore {
  return {
    of: async (personIds) => {
      const rows = await sql.query<{ personId: string; answer: ConsentAnswer }>(
        `SELECT "personId", coalesce(answer, 'asked') AS answer FROM "Consent" WHERE "personId" IN (${PEOPLE})`,
        idsOf(personIds),
      );
      return new Map(rows.map(({ personId, answer }) => [personId, answer]));
    },
    ask: async (personIds) => {
      const rows = await sql.query<{ personId: string }>(
        `INSERT INTO "Consent" ("personId") ${PEOPLE} ON CONFLICT DO NOTHING RETURNING "personId"`,
        idsOf(personIds),
      );
      return new Set(rows.map(({ personId }) => personId));
    },
    answer: async (personId, answer, at) => {
      await sql.run(
        `INSERT INTO "Consent" ("personId", answer, "answeredAt") VALUES ($1::uuid, $2, $3::timestamptz)
         ON CONFLICT ("personId") DO UPDATE SET answer = excluded.answer, "answeredAt" = excluded."answeredAt"`,
        personId,
        answer,
        at,
      );
    },
  };
}

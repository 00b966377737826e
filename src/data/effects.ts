import type { Sample } from "#domain/effect";
import type { EffectQuestion, EffectSource } from "#ports/recognition";
import { asRows, type Sql, type SqlValue } from "./sql.ts";

type Row = Sample & { own: boolean; isAfter: boolean };
type Part = { readonly value: string; readonly from: string; readonly parameters: readonly SqlValue[] };

const CONTACTS = `"Contact" c JOIN "Person" p ON p.id = c."agentId"`;
/** By the day of the contact, not of the scoring, and drawn at random: what was picked would tilt the comparison. */
const EVALUATIONS = `"Evaluation" e JOIN "Contact" c ON c.id = e."contactId" JOIN "Person" p ON p.id = e."agentId"`;
const RANDOM = `e."isCurrent" AND e.mark = 'random'`;
const NOTHING: Sample = { n: 0, mean: 0, variance: null };

/** What one measurement is. Parameters begin at $6. */
function partOf({ basis }: EffectQuestion): Part {
  switch (basis.from) {
    case "metric":
      return { value: `(c.metrics ->> $6)::float8`, from: CONTACTS, parameters: [basis.metric] };
    case "share":
      return {
        value: `(c.metrics ->> $6)::boolean::int::float8`,
        from: CONTACTS,
        parameters: [basis.metric],
      };
    case "quality":
      return { value: `e."ruledScore"`, from: `${EVALUATIONS} AND ${RANDOM}`, parameters: [] };
    case "items":
      return {
        value: `(SELECT 100 * avg((i ->> 'share')::float8) FROM jsonb_array_elements(e.items) AS i
                 WHERE i ->> 'itemId' IN (SELECT id FROM jsonb_to_recordset($6::jsonb) AS r(id text)))`,
        from: `${EVALUATIONS} AND ${RANDOM}`,
        parameters: [asRows(basis.items.map((id) => ({ id })))],
      };
  }
}

export function effectSource(sql: Sql): EffectSource {
  return {
    measure: async (question) => {
      const { value, from, parameters } = partOf(question);
      const { team, before, after, band } = question;
      const first = 6 + parameters.length;
      const measured = band === null ? "x" : `greatest(0, $${first}::float8 - x, x - $${first + 1}::float8)`;
      const rows = await sql.query<Row>(
        `SELECT own, "isAfter", count(*)::int AS n, avg(${measured}) AS mean, var_samp(${measured}) AS variance
         FROM (SELECT coalesce($1::text IS NULL OR p.team = $1::text, false) AS own,
             c."localDate" >= $4::text AS "isAfter", ${value} AS x
           FROM ${from}
           WHERE c."localDate" BETWEEN $2::text AND $3::text OR c."localDate" BETWEEN $4::text AND $5::text) v
         WHERE x IS NOT NULL
         GROUP BY own, "isAfter"`,
        team,
        before.from,
        before.to,
        after.from,
        after.to,
        ...parameters,
        ...(band === null ? [] : [band.from, band.to]),
      );
      const sample = (own: boolean, isAfter: boolean): Sample => {
        const row = rows.find((each) => each.own === own && each.isAfter === isAfter);
        return row === undefined ? NOTHING : { n: row.n, mean: row.mean, variance: row.variance };
      };
      const both = (own: boolean) => ({ before: sample(own, false), after: sample(own, true) });
      return { own: both(true), others: both(false) };
    },
  };
}

import type { Sample } from "#domain/effect";
import type { EffectQuestion, EffectSource } from "#ports/recognition";
import { contactValue, COUNTED_EVALUATION, itemsValue, ratedItems } from "./indicator-sql.ts";
import type { Sql } from "./sql.ts";

type Row = Sample & { own: boolean; isAfter: boolean };
type Part = { readonly value: string; readonly from: string };

const CONTACTS = `"Contact" c JOIN "Person" p ON p.id = c."agentId"`;
/** By the day of the contact, not of the scoring. */
const EVALUATIONS = `"Evaluation" e JOIN "Contact" c ON c.id = e."contactId" JOIN "Person" p ON p.id = e."agentId"
  AND ${COUNTED_EVALUATION}`;
const NOTHING: Sample = { n: 0, mean: 0, variance: null };

/** What one measurement is, and of what. */
function partOf({ basis }: EffectQuestion): Part {
  switch (basis.from) {
    case "metric":
    case "share":
    case "limit":
      return { value: contactValue(basis), from: CONTACTS };
    case "quality":
      return { value: `e."ruledScore"`, from: EVALUATIONS };
    case "items":
      return { value: `(SELECT ${itemsValue(basis)} FROM ${ratedItems(basis.items)})`, from: EVALUATIONS };
  }
}

export function effectSource(sql: Sql): EffectSource {
  return {
    measure: async (question) => {
      const { value, from } = partOf(question);
      const { team, before, after, band } = question;
      const measured = band === null ? "x" : `greatest(0, $6::float8 - x, x - $7::float8)`;
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

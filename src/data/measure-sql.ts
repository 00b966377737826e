import type { Measurement, MeasureQuestion } from "#ports/metrics";
import { bandOf, type Indicator, type MeasuredBasis, unitOfOne } from "#policy/indicator";
import { contactValue, COUNTED_EVALUATION, isMeasured, itemsValue, ratedItems } from "./indicator-sql.ts";
import type { Sql } from "./sql.ts";

type ContactBasis = Extract<MeasuredBasis, { from: "metric" | "share" | "limit" }>;
type EvaluationBasis = Extract<MeasuredBasis, { from: "quality" | "items" }>;
type On<Kind> = Indicator & { readonly basis: Kind };
/** A person's columns of the indicator at place 0 begin with n0, m0, v0 and so on. */
type Row = { readonly personId: string } & Readonly<Record<string, number | string | null>>;

const isOfContacts = (indicator: Indicator): indicator is On<ContactBasis> =>
  ["metric", "share", "limit"].includes(indicator.basis.from);
const isOfEvaluations = (indicator: Indicator): indicator is On<EvaluationBasis> =>
  ["quality", "items"].includes(indicator.basis.from);

/**
 * All indicators of contacts in one pass: plain sums, which several processes of the database can share. Percentiles
 * cannot be shared and have to sort, so they are a second statement, and only where they are wanted.
 */
export async function measureContacts(
  sql: Sql,
  { from, to, indicators, hasPercentiles }: MeasureQuestion,
): Promise<Measurement[]> {
  const asked = indicators.filter(isOfContacts);
  if (asked.length === 0) return [];
  const rows = await sql.query<Row>(
    `SELECT c."agentId" AS "personId", ${asked.map(momentsOf).join(", ")}
     FROM "Contact" c WHERE c."localDate" BETWEEN $1 AND $2 GROUP BY c."agentId"`,
    from,
    to,
  );
  const sorted = asked.filter(
    ({ basis }) => basis.from === "metric" && (hasPercentiles === true || basis.statistic !== "mean"),
  );
  const percentiles = sorted.length === 0 ? [] : await percentilesOf(sql, { from, to }, sorted);
  const places = new Map(sorted.map(({ id }, place) => [id, place]));
  const byPerson = new Map(percentiles.map((row) => [row.personId, row]));
  return rows.flatMap((row) =>
    asked.flatMap((indicator, place) => {
      const sortedPlace = places.get(indicator.id);
      const spread = sortedPlace === undefined ? undefined : byPerson.get(row.personId);
      return measured(row, place, indicator, "contacts", {
        median: numberIn(spread, `p50_${sortedPlace}`),
        p90: numberIn(spread, `p90_${sortedPlace}`),
      });
    }),
  );
}

/** All indicators of evaluations in one pass, the items of each read once. */
export async function measureEvaluations(
  sql: Sql,
  { from, to, indicators }: MeasureQuestion,
): Promise<Measurement[]> {
  const asked = indicators.filter(isOfEvaluations);
  if (asked.length === 0) return [];
  const values = asked.map(({ basis }, place) =>
    basis.from === "quality" ? `e."ruledScore" AS x${place}` : `i.x${place}`,
  );
  const items = asked.flatMap(({ basis }, place) =>
    basis.from === "items" ? [`${itemsValue(basis)} AS x${place}`] : [],
  );
  const itemIds = asked.flatMap(({ basis }) => (basis.from === "items" ? basis.items : []));
  const lateral =
    items.length === 0 ? "" : `CROSS JOIN LATERAL (SELECT ${items.join(", ")} FROM ${ratedItems(itemIds)}) i`;
  const sums = asked.map(
    (_, place) =>
      `count(x${place})::int AS n${place}, avg(x${place}) AS m${place}, var_samp(x${place}) AS v${place}`,
  );
  const rows = await sql.query<Row>(
    `SELECT "personId", ${sums.join(", ")}
     FROM (SELECT e."agentId" AS "personId", ${values.join(", ")}
       FROM "Evaluation" e JOIN "Contact" c ON c.id = e."contactId" ${lateral}
       WHERE ${COUNTED_EVALUATION} AND c."localDate" BETWEEN $1 AND $2) v
     GROUP BY "personId"`,
    from,
    to,
  );
  const none = { median: null, p90: null };
  return rows.flatMap((row) =>
    asked.flatMap((indicator, place) => measured(row, place, indicator, "evaluations", none)),
  );
}

/** avg and var_samp of the same value share one state of the database, so its value is read once. */
function momentsOf(indicator: On<ContactBasis>, place: number): string {
  const { basis } = indicator;
  const x = contactValue(basis);
  const band = bandOf(indicator);
  const outside =
    band === null
      ? null
      : `CASE WHEN ${isMeasured(basis.metric)} THEN greatest(0, ${band.from} - ${x}, ${x} - ${band.to}) END`;
  return [
    `count(*) FILTER (WHERE ${isMeasured(basis.metric)})::int AS n${place}`,
    `avg(${x}) AS m${place}`,
    `var_samp(${x}) AS v${place}`,
    ...(outside === null ? [] : [`avg(${outside}) AS om${place}`, `var_samp(${outside}) AS ov${place}`]),
  ].join(", ");
}

function percentilesOf(
  sql: Sql,
  { from, to }: Pick<MeasureQuestion, "from" | "to">,
  indicators: readonly On<ContactBasis>[],
): Promise<Row[]> {
  const columns = indicators.flatMap(({ basis }, place) => {
    const both = `percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${contactValue(basis)})`;
    return [`(${both})[1] AS p50_${place}`, `(${both})[2] AS p90_${place}`];
  });
  return sql.query<Row>(
    `SELECT c."agentId" AS "personId", ${columns.join(", ")}
     FROM "Contact" c WHERE c."localDate" BETWEEN $1 AND $2 GROUP BY c."agentId"`,
    from,
    to,
  );
}

function measured(
  row: Row,
  place: number,
  indicator: Indicator,
  source: Measurement["source"],
  { median, p90 }: Pick<Measurement, "median" | "p90">,
): Measurement[] {
  const count = numberIn(row, `n${place}`);
  const mean = numberIn(row, `m${place}`);
  if (mean === null || count === null || count === 0) return [];
  const unit = unitOfOne(indicator);
  const squared = (variance: number | null) => (variance === null ? null : variance * unit * unit);
  const { basis } = indicator;
  const statistic = basis.from === "metric" ? basis.statistic : "mean";
  const said = { mean: mean * unit, median, p90 }[statistic];
  const outside = numberIn(row, `om${place}`);
  return [
    {
      personId: row.personId,
      metric: indicator.id,
      value: said ?? mean * unit,
      mean: mean * unit,
      variance: squared(numberIn(row, `v${place}`)),
      count,
      median,
      p90,
      outside: outside === null ? null : { mean: outside, variance: numberIn(row, `ov${place}`) },
      target: null,
      source,
    },
  ];
}

function numberIn(row: Row | undefined, column: string): number | null {
  const cell = row?.[column];
  return typeof cell === "number" ? cell : null;
}

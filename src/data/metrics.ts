import { ENTERED_MARKS } from "#domain/month-result";
import type { ImportCounts } from "#ports/contacts";
import type { ImportedMetric, Measurement, MeasureQuestion, MetricStore } from "#ports/metrics";
import { measureContacts, measureEvaluations } from "./measure-sql.ts";
import { asRows, type Sql } from "./sql.ts";

/**
 * A poorer row changes nothing: what it leaves blank stays, except the count of another value. Only a row that was
 * there before has an xmax.
 */
const SAVE = `
  INSERT INTO "PersonMetric" AS m (month, "personId", metric, value, count, target, source, "importedAt")
  SELECT month, "personId", metric, value, count, target, source, $2::timestamptz
  FROM jsonb_to_recordset($1::jsonb) AS r(month text, "personId" uuid, metric text, value float8, count int,
    target float8, source text)
  ORDER BY month, "personId", metric
  ON CONFLICT (month, "personId", metric) DO UPDATE SET
    value = coalesce(excluded.value, m.value),
    count = CASE WHEN excluded.value IS NULL OR excluded.value = m.value THEN coalesce(excluded.count, m.count)
      ELSE excluded.count END,
    target = coalesce(excluded.target, m.target),
    source = excluded.source,
    "importedAt" = excluded."importedAt"
  WHERE (excluded.value IS NOT NULL AND excluded.value IS DISTINCT FROM m.value)
    OR (excluded.count IS NOT NULL AND excluded.count IS DISTINCT FROM m.count)
    OR (excluded.target IS NOT NULL AND excluded.target IS DISTINCT FROM m.target)
  RETURNING (xmax = 0) AS "isNew"`;

/** Of several months: what adds up is added, the rest is weighed by its counts where all are known. */
const IMPORTED = `
  SELECT "personId", metric, sum(value) AS total, avg(value) AS plain, sum(value * count) AS weighed,
    sum(count)::int AS count, bool_and(count > 0) FILTER (WHERE value IS NOT NULL)
      AND count(count) = count(value) AS "isCounted",
    sum(target) AS "targetTotal", (array_agg(target ORDER BY month DESC) FILTER (WHERE target IS NOT NULL))[1] AS target
  FROM "PersonMetric" WHERE month BETWEEN $1 AND $2 GROUP BY "personId", metric`;

type ImportedRow = {
  personId: string;
  metric: string;
  total: number | null;
  plain: number | null;
  weighed: number | null;
  count: number | null;
  isCounted: boolean | null;
  targetTotal: number | null;
  target: number | null;
};

const ADDED_UP: ReadonlySet<string> = new Set(["count", "yuan"]);
const MARKS: ReadonlySet<string> = new Set(ENTERED_MARKS);

export function metricStore(sql: Sql): MetricStore {
  return {
    save: async (rows, at) => {
      const counts = { imported: 0, updated: 0, duplicates: 0 };
      for (const round of withoutRepeats(rows)) {
        const touched = await sql.query<{ isNew: boolean }>(SAVE, asRows(round), at);
        const imported = touched.filter(({ isNew }) => isNew).length;
        counts.imported += imported;
        counts.updated += touched.length - imported;
        counts.duplicates += round.length - touched.length;
      }
      return counts satisfies ImportCounts;
    },
    measure: async (question) => {
      const computed = [
        ...(await measureContacts(sql, question)),
        ...(await measureEvaluations(sql, question)),
      ];
      return withImported(computed, await imported(sql, question));
    },
  };
}

/** One statement cannot change a row twice: what stands again goes into a later round. */
function withoutRepeats(rows: readonly ImportedMetric[]): ImportedMetric[][] {
  const rounds: Map<string, ImportedMetric>[] = [];
  const seen = new Map<string, number>();
  for (const row of rows) {
    const key = `${row.month} ${row.personId} ${row.metric}`;
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    (rounds[round] ??= new Map()).set(key, row);
  }
  return rounds.map((round) => [...round.values()]);
}

type Told = Pick<Measurement, "personId" | "metric" | "target"> & {
  readonly value: number | null;
  readonly count: number | null;
};

async function imported(sql: Sql, { from, to, indicators }: MeasureQuestion): Promise<Told[]> {
  const units = new Map(indicators.map(({ id, unit }) => [id, unit]));
  const rows = await sql.query<ImportedRow>(IMPORTED, from.slice(0, 7), to.slice(0, 7));
  return rows
    .filter(({ metric }) => units.has(metric) || MARKS.has(metric))
    .map((row) => {
      const isSum = ADDED_UP.has(units.get(row.metric) ?? "");
      const isCounted = row.isCounted === true && row.count !== null && row.weighed !== null;
      return {
        personId: row.personId,
        metric: row.metric,
        value: isSum ? row.total : isCounted ? row.weighed! / row.count! : row.plain,
        count: row.isCounted === true ? row.count : null,
        target: isSum ? row.targetTotal : row.target,
      };
    });
}

/** Imported values stand before computed ones; targets stand beside either. */
function withImported(computed: readonly Measurement[], told: readonly Told[]): Measurement[] {
  const keyOf = ({ personId, metric }: { personId: string; metric: string }) => `${personId} ${metric}`;
  const byKey = new Map(computed.map((measurement) => [keyOf(measurement), measurement]));
  for (const { value, count, target, ...whose } of told) {
    const known = byKey.get(keyOf(whose));
    if (value !== null)
      byKey.set(keyOf(whose), {
        ...whose,
        value,
        mean: value,
        variance: null,
        count,
        median: null,
        p90: null,
        outside: null,
        target,
        source: "import",
      });
    else if (known !== undefined) byKey.set(keyOf(whose), { ...known, target });
  }
  return [...byKey.values()];
}

import type { MeasuredBasis } from "#policy/indicator";

/**
 * Current, and drawn at random: what was picked would tilt every comparison. `risk` would have to be weighed by the
 * inverse of its chance of being drawn, and no draw makes such tasks.
 */
export const COUNTED_EVALUATION = `e."isCurrent" AND e.mark = 'random'`;

/** Ids and metric names come from a checked policy; quoted all the same. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listOf = (texts: readonly string[]): string => texts.map(literal).join(", ");

/** The value of one contact `c`: a number as it is, a yes or no as 1 or 0; null when it was not measured. */
export function contactValue(basis: Extract<MeasuredBasis, { from: "metric" | "share" | "limit" }>): string {
  switch (basis.from) {
    case "metric":
      return numberOf(basis.metric);
    case "share":
      return `(c.metrics -> ${literal(basis.metric)})::boolean::int::float8`;
    case "limit":
      return `(${numberOf(basis.metric)} ${basis.compare === "!=" ? "<>" : basis.compare} ${basis.value})::int::float8`;
  }
}

/** Of the items of one evaluation `e`, 0 to 100; null when none of them was rated. */
export function itemsValue({ items, inverted }: Extract<MeasuredBasis, { from: "items" }>): string {
  const reached = `avg(i.share) FILTER (WHERE i."itemId" IN (${listOf(items)}))`;
  return inverted === true ? `100 * (1 - ${reached})` : `100 * ${reached}`;
}

/** What `itemsValue` sums up: only the named items are unfolded, which takes two thirds of the time of all. */
export const ratedItems = (itemIds: readonly string[]): string =>
  `(SELECT j ->> 'itemId' AS "itemId", (j ->> 'share')::float8 AS share FROM jsonb_array_elements(e.items) AS j
    WHERE j ->> 'itemId' IN (${listOf([...new Set(itemIds)])}) OFFSET 0) AS i`;

/** Whether one contact was measured; cheaper than its value. */
export const isMeasured = (metric: string): string => `c.metrics ? ${literal(metric)}`;

const numberOf = (metric: string): string => `(c.metrics ->> ${literal(metric)})::float8`;

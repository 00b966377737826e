import type { FrozenMeasure } from "./month-result.ts";

/**
 * What a correction of a frozen month measures anew: what people judged or brought in (evaluations, imports). Contacts
 * that came in after the freeze stay out, so that a ruling about one score moves nothing else.
 */
export function correctedMeasures(
  frozen: readonly FrozenMeasure[],
  fresh: readonly FrozenMeasure[],
): readonly FrozenMeasure[] {
  const judged = fresh.filter(({ source }) => source !== "contacts");
  const known = new Set(judged.map(({ metric }) => metric));
  const kept = frozen.filter(({ metric, source }) => source === "contacts" && !known.has(metric));
  return [...judged, ...kept];
}

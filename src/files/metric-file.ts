import type { SourceRow } from "#domain/source-row";
import { mapped, sourceOf } from "./contact-file.ts";
import { type MapTarget, readMap } from "./contact-map.ts";
import { columnsOf } from "./map-contact.ts";
import { readRows } from "./read-rows.ts";

/** Beside month and person any name may be a metric; which there are only the policy knows. */
const METRICS: MapTarget = {
  noun: "a metric",
  isField: (name) => name !== "",
  required: ["month", "person"],
};

export type MetricFile = { readonly rows: AsyncIterable<SourceRow>; readonly source: string };

/**
 * Opens a file of metrics, a row for each value or a column for each metric. A map names the columns on its right
 * side: `fields: {month: 月份, person: 工号, satisfaction: 满意度, satisfaction.count: 评价数}`.
 */
export async function openMetricFile(path: string, mapPath?: string): Promise<MetricFile> {
  const map = mapPath === undefined ? null : await readMap(mapPath, METRICS);
  const rows = readRows(path, {
    needed: { names: map === null ? [] : columnsOf(map), remedy: "name the right columns in a map" },
    ...(map?.encoding === undefined ? {} : { encoding: map.encoding }),
  });
  return { rows: map === null ? rows : mapped(rows, map), source: sourceOf(path) };
}

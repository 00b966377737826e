import type { Hono } from "hono";
import { importMetrics, type ImportMetricsDeps } from "#usecases/metrics/import-metrics";
import { byIndex, createEntriesApi, type EntriesApiDeps } from "./entries-api.ts";

/** The source of entries that name none. */
const SOURCE = "api";

/** `POST /api/metrics`: `{read, imported, updated, duplicates, rejected: [{index, reason}]}`. */
export function createMetricsApi(deps: EntriesApiDeps & ImportMetricsDeps): Hono {
  return createEntriesApi("/api/metrics", deps, async (rows) => {
    const { read, imported, updated, duplicates, rejected } = await importMetrics(deps, {
      rows,
      source: SOURCE,
    });
    return { read, imported, updated, duplicates, rejected: byIndex(rejected) };
  });
}

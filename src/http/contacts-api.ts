import type { Hono } from "hono";
import { importContacts, type ImportContactsDeps } from "#usecases/quality/import-contacts";
import { byIndex, createEntriesApi, type EntriesApiDeps } from "./entries-api.ts";

/** The source of contacts that name none. */
const SOURCE = "api";

/** `POST /api/contacts`: `{read, imported, updated, duplicates, rejected: [{index, reason}], unknownScenes}`. */
export function createContactsApi(deps: EntriesApiDeps & ImportContactsDeps): Hono {
  return createEntriesApi("/api/contacts", deps, async (rows) => {
    const { read, imported, updated, duplicates, rejected, unknownScenes } = await importContacts(deps, {
      rows,
      source: SOURCE,
    });
    return { read, imported, updated, duplicates, rejected: byIndex(rejected), unknownScenes };
  });
}

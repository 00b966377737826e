import type { Hono } from "hono";
import { importPeople, type ImportPeopleDeps, type ImportPeopleInput } from "#usecases/quality/import-people";
import { byIndex, createEntriesApi, type EntriesApiDeps } from "./entries-api.ts";

const SOURCE = "api";

/** `POST /api/people`: `{read, imported, updated, duplicates, rejected: [{index, reason}]}`. */
export function createPeopleApi(
  deps: EntriesApiDeps & ImportPeopleDeps & Pick<ImportPeopleInput, "apps">,
): Hono {
  return createEntriesApi("/api/people", deps, async (rows) => {
    const result = await importPeople(deps, { rows, source: SOURCE, apps: deps.apps });
    const { read, imported, updated, duplicates, rejected } = result;
    return { read, imported, updated, duplicates, rejected: byIndex(rejected) };
  });
}

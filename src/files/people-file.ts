import { REQUIRED_PERSON_COLUMNS, PERSON_COLUMNS } from "#domain/person-row";
import type { SourceRow } from "#domain/source-row";
import { readRows } from "./read-rows.ts";

/** The rows of a file of people, whose header names the columns of a people file. */
export function readPeopleFile(path: string): AsyncIterable<SourceRow> {
  const remedy = `write a first row that names the columns, of ${PERSON_COLUMNS.join(", ")}`;
  return readRows(path, { needed: { names: REQUIRED_PERSON_COLUMNS, remedy } });
}

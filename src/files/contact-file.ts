import { basename } from "node:path";
import type { SourceRow } from "#domain/source-row";
import { type ContactMap, readMap } from "./contact-map.ts";
import { columnsOf, mapContact } from "./map-contact.ts";
import { readRows } from "./read-rows.ts";

export type ContactFile = {
  readonly rows: AsyncIterable<SourceRow>;
  /** The file's name; corrected rejects keep the name of the file that they came from. */
  readonly source: string;
  /** Zone of times without an offset, when the map names one. */
  readonly zone?: string;
};

/** Opens a file of contacts; without a map its columns or keys are the names of the contact's fields. */
export async function openContactFile(path: string, mapPath?: string): Promise<ContactFile> {
  const map = mapPath === undefined ? null : await readMap(mapPath);
  const options = {
    needed: { names: columnsOf(map), remedy: "name the right columns in a map" },
    ...(map?.encoding === undefined ? {} : { encoding: map.encoding }),
  };
  const rows = readRows(path, options);
  return {
    rows: map === null ? rows : mapped(rows, map),
    source: sourceOf(path),
    ...(map?.timezone === undefined ? {} : { zone: map.timezone }),
  };
}

const REJECTS_ENDING = /\.rejects\.csv$/i;

/** What rows are from that do not say: corrected rejects keep the name of the file that they came from. */
export const sourceOf = (path: string): string => basename(path).replace(REJECTS_ENDING, "");

export async function* mapped(rows: AsyncIterable<SourceRow>, map: ContactMap): AsyncGenerator<SourceRow> {
  for await (const row of rows) {
    if (row.fault === undefined) yield { ...row, row: mapContact(map, row.row) };
    else yield row;
  }
}

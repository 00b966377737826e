import { extname } from "node:path";
import { AppError } from "#domain/error";
import type { SourceRow } from "#domain/source-row";
import type { NeededColumns } from "./table-header.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonl } from "./read-jsonl.ts";
import { readXlsx } from "./read-xlsx.ts";

export type ReadOptions = {
  /** Columns that the header of a table must have. */
  readonly needed?: NeededColumns;
  /** Of a text file; UTF-8 when absent. */
  readonly encoding?: string;
};

const NOTHING_NEEDED: NeededColumns = { names: [], remedy: "" };

/**
 * The rows of a file, one at a time, read by the ending of its name: `.jsonl`, `.ndjson`, `.csv`, `.tsv`, `.xlsx`.
 * @throws AppError `bad-input` for another ending, `not-found` for a file that is not there.
 */
export function readRows(
  path: string,
  { needed = NOTHING_NEEDED, encoding }: ReadOptions = {},
): AsyncIterable<SourceRow> {
  const ending = extname(path).toLowerCase();
  switch (ending) {
    case ".jsonl":
    case ".ndjson":
      return readJsonl(path, encoding);
    case ".csv":
    case ".tsv":
    case ".txt":
      return readCsv(path, needed, encoding);
    case ".xlsx":
      return readXlsx(path, needed);
    default:
      throw new AppError("bad-input", `The file ${path} cannot be read: save it as .csv, .xlsx or .jsonl.`);
  }
}

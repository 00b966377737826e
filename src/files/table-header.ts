import { AppError } from "#domain/error";
import type { SourceRow } from "#domain/source-row";
import { BROKEN_FAULT, hasBroken, withReplacements } from "./decode-text.ts";
import { unguarded } from "./formula-guard.ts";

/** The first row of a table, trimmed. Columns without a name are not read. */
export type TableHeader = readonly string[];

/** Columns that a table must have, and what to do about one that is not there. */
export type NeededColumns = { readonly names: readonly string[]; readonly remedy: string };

export function emptyTable(path: string): AppError {
  return new AppError("bad-input", `The file ${path} is empty: save it again with its rows.`);
}

/**
 * @throws AppError `bad-input` for a name that stands twice, or a needed column that is not there.
 */
export function tableHeader(cells: readonly string[], needed: NeededColumns, path: string): TableHeader {
  const columns = cells.map((cell) => unguarded(withReplacements(cell).trim()));
  const twice = columns.find((column, index) => column !== "" && columns.indexOf(column) !== index);
  if (twice !== undefined)
    throw new AppError("bad-input", `The column "${twice}" stands twice in ${path}: rename one.`);
  const missing = needed.names.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw missingColumns({ ...needed, names: missing }, columns, path);
  return columns;
}

function missingColumns({ names, remedy }: NeededColumns, columns: TableHeader, path: string): AppError {
  const wanted = names.map((name) => `"${name}"`).join(", ");
  const there = columns.filter((name) => name !== "").join(", ");
  return new AppError("bad-input", `The file ${path} has no column ${wanted}: ${remedy}. It has: ${there}.`);
}

/**
 * A row of a table by column name, without the guards that an export or a rejects file puts before formulas. More
 * cells than columns are a fault: an unquoted separator has moved every cell behind it to a wrong column.
 * @param texts the cells as they are written into the rejects file.
 */
export function tableRow(
  line: number,
  columns: TableHeader,
  cells: readonly unknown[],
  texts: readonly string[],
): SourceRow {
  const named = columns.map((column, index): [string, unknown] => [column, plainCell(cells[index])]);
  const row = Object.fromEntries(named.filter(([column]) => column !== ""));
  const original = { columns, cells: texts.map(withReplacements) };
  if (texts.some(hasBroken)) return { line, row, original, fault: BROKEN_FAULT };
  if (texts.slice(columns.length).every((text) => text.trim() === "")) return { line, row, original };
  const fault = `the row has ${texts.length} cells, the header ${columns.length}: put text with a separator in quotes`;
  return { line, row, original, fault };
}

function plainCell(cell: unknown): unknown {
  return typeof cell === "string" ? unguarded(cell) : (cell ?? "");
}

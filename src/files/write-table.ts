import { AppError } from "#domain/error";
import { guarded } from "./formula-guard.ts";
import { writeXlsx } from "./write-xlsx.ts";

export const TABLE_FORMATS = ["csv", "jsonl", "xlsx"] as const;

export type TableCell = string | number | boolean | null;
export type Table = {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly TableCell[]>;
};

const BYTE_ORDER_MARK = "\uFEFF";
const ROWS_AT_ONCE = 200;

/**
 * The bytes of a table, piece by piece: CSV in UTF-8 with a byte-order mark so that Excel opens it, JSON one object a
 * line, or a workbook (which is built as a whole).
 * @throws AppError `bad-input` for another format.
 */
export function encodeTable(format: string, table: Table): AsyncIterable<string | Uint8Array> {
  const known = TABLE_FORMATS.find((candidate) => candidate === format);
  switch (known) {
    case "csv":
      return encodeCsv(table);
    case "jsonl":
      return encodeJsonl(table);
    case "xlsx":
      return writeXlsx(table);
    case undefined:
      throw new AppError("bad-input", `"${format}" is no format: choose ${TABLE_FORMATS.join(", ")}.`);
  }
}

async function* encodeCsv({ columns, rows }: Table): AsyncGenerator<string> {
  const { stringify } = await import("csv-stringify/sync");
  yield BYTE_ORDER_MARK + stringify([columns]);
  let held: (readonly TableCell[])[] = [];
  for await (const row of rows) {
    held.push(row.map(safeCell));
    if (held.length < ROWS_AT_ONCE) continue;
    yield stringify(held, { cast: { boolean: String } });
    held = [];
  }
  if (held.length > 0) yield stringify(held, { cast: { boolean: String } });
}

async function* encodeJsonl({ columns, rows }: Table): AsyncGenerator<string> {
  for await (const row of rows) {
    const entries = columns.map((column, index) => [column, row[index] ?? null]);
    yield `${JSON.stringify(Object.fromEntries(entries))}\n`;
  }
}

function safeCell(cell: TableCell): TableCell {
  return typeof cell === "string" ? guarded(cell) : cell;
}

import type { Cell, SheetData } from "write-excel-file/node";
import { AppError } from "#domain/error";
import { storableText } from "#domain/storable-text";
import type { Table, TableCell } from "./write-table.ts";

/** Limits of Excel: rows of a sheet with its header, characters of a cell. */
const SHEET_ROWS = 1_048_576;
const CELL_CHARACTERS = 32_767;

/** A workbook with one sheet, its header in bold. @throws AppError `bad-input` for more rows than a sheet holds. */
export async function* writeXlsx({ columns, rows }: Table): AsyncGenerator<Uint8Array> {
  const sheet: SheetData = [columns.map((column) => ({ value: column, fontWeight: "bold" }))];
  for await (const row of rows) {
    sheet.push(row.map(toCell));
    if (sheet.length > SHEET_ROWS)
      throw new AppError("bad-input", "A sheet holds 1,048,575 rows: export as csv, or month by month.");
  }
  // Loaded only here: most exports never make a workbook.
  const { default: writeExcelFile } = await import("write-excel-file/node");
  const file = writeExcelFile(sheet, { stickyRowsCount: 1 });
  yield await file.toBuffer();
}

// Typed as text, so that no cell is a formula, whatever it begins with.
function toCell(cell: TableCell): Cell {
  if (cell === null || cell === "") return null;
  if (typeof cell === "string") return { value: cut(cell), type: String };
  return typeof cell === "number" ? { value: cell, type: Number } : { value: cell, type: Boolean };
}

function cut(text: string): string {
  return text.length > CELL_CHARACTERS ? `${storableText(text.slice(0, CELL_CHARACTERS - 1))}…` : text;
}

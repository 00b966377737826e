import { readFile, stat } from "node:fs/promises";
import { AppError } from "#domain/error";
import { CellError, type SourceRow } from "#domain/source-row";
import { emptyTable, tableHeader, tableRow, type NeededColumns, type TableHeader } from "./table-header.ts";
import { unreadable } from "./text-chunks.ts";

/** A workbook is read as a whole; a larger one would fill the memory. */
const LARGEST_BYTES = 100 * 1024 * 1024;
/** Day 0 of Excel. */
const EPOCH_MILLISECONDS = Date.UTC(1899, 11, 30);
/** A cell before this is no date but a time of day or a duration. */
const FIRST_DATE_MILLISECONDS = Date.UTC(1901, 0, 1);

const ERROR_CELL = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!)$/;

/** The rows of the first sheet; dates as local text, times and durations as `h:mm:ss`, `#N/A` as a CellError. */
export async function* readXlsx(path: string, needed: NeededColumns): AsyncGenerator<SourceRow> {
  let columns: TableHeader | null = null;
  for (const [index, cells] of (await readSheetOf(path)).entries()) {
    const values = cells.map((cell, column) => valueOf(cell, columns?.[column] ?? ""));
    const texts = values.map((value) => (value === null ? "" : String(value)));
    if (texts.every((text) => text.trim() === "")) continue;
    if (columns === null) columns = tableHeader(texts, needed, path);
    else yield tableRow(index + 1, columns, values, texts);
  }
  if (columns === null) throw emptyTable(path);
}

function valueOf(cell: unknown, column: string): unknown {
  if (cell instanceof Date) return dateText(cell);
  return typeof cell === "string" && ERROR_CELL.test(cell) ? new CellError(cell, column) : cell;
}

async function readSheetOf(path: string): Promise<readonly (readonly unknown[])[]> {
  const { size } = await stat(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
  if (size > LARGEST_BYTES)
    throw new AppError("bad-input", `The file ${path} is over 100 MB: save it as CSV UTF-8 and import that.`);
  const bytes = await readFile(path).catch((error: unknown) => Promise.reject(unreadable(path, error)));
  if (bytes.length === 0) throw emptyTable(path);
  // Loaded only here: most imports never see a workbook.
  const [{ readSheet }, { withErrorsAsText }] = await Promise.all([
    import("read-excel-file/node"),
    import("./workbook-errors.ts"),
  ]);
  try {
    return await readSheet(withErrorsAsText(bytes));
  } catch {
    throw new AppError(
      "bad-input",
      `The file ${path} is no XLSX workbook: save it anew from Excel as .xlsx.`,
    );
  }
}

/** Excel keeps wall-clock time without a zone; the reader hands it over as if it were UTC, a millisecond off. */
function dateText(date: Date): string {
  const milliseconds = Math.round(date.getTime() / 1000) * 1000;
  if (milliseconds < FIRST_DATE_MILLISECONDS) return durationText((milliseconds - EPOCH_MILLISECONDS) / 1000);
  const text = new Date(milliseconds).toISOString();
  return text.slice(11, 19) === "00:00:00" ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}

function durationText(seconds: number): string {
  const twoDigits = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${twoDigits((seconds / 60) % 60)}:${twoDigits(seconds % 60)}`;
}

import { pipeline, Readable } from "node:stream";
import { CsvError, parse, type Parser } from "csv-parse";
import { AppError } from "#domain/error";
import type { SourceRow } from "#domain/source-row";
import { brokenRows, swallowsRows } from "./broken-csv.ts";
import { emptyTable, tableHeader, tableRow, type NeededColumns, type TableHeader } from "./table-header.ts";
import { linesOf, textChunks, withUnixLineEnds } from "./text-chunks.ts";

const DELIMITERS = [",", ";", "\t"] as const;
/** Above the largest contact that is accepted; a quote that is never closed must not fill the memory. */
const RECORD_CHARACTERS = 64 * 1024 * 1024;

/** `raw` is the record as it stands in the file. */
type CsvRecord = { readonly cells: readonly string[]; readonly lastLine: number; readonly raw: string };
/** Where the parser gave up, and what of it it had read. */
type Broken = { readonly raw: string };

/**
 * The rows of a CSV file with `,`, `;` or a tab between its cells, each with the line on which it begins. Where a
 * quote is never closed its line is a row with a fault, and what stands behind it is read line by line.
 * @throws AppError `bad-input` for a file without a header or without a needed column.
 */
export async function* readCsv(
  path: string,
  needed: NeededColumns,
  encoding?: string,
): AsyncGenerator<SourceRow> {
  const chunks = withUnixLineEnds(textChunks(path, encoding));
  const first = await chunks.next();
  const start = first.done === true ? "" : first.value;
  const delimiter = guessDelimiter(start);
  let columns: TableHeader | null = null;
  let line = 1;
  for await (const record of records(joined(start, chunks), delimiter)) {
    const broken = { raw: record.raw, line, delimiter };
    if (!("cells" in record)) {
      if (columns === null) throw brokenHeader(path);
      yield* brokenRows({ ...broken, columns, lines: linesFrom(path, encoding, line) });
      return;
    }
    const isSpread = record.lastLine > line;
    const isEmpty = record.cells.every((cell) => cell.trim() === "");
    if (columns === null) {
      if (!isEmpty) columns = tableHeader(record.cells, needed, path);
    } else if (isSpread && swallowsRows(record.raw, delimiter, columns.length))
      yield* brokenRows({ ...broken, columns, lines: record.raw.split("\n") });
    else if (!isEmpty) yield tableRow(line, columns, record.cells, record.cells);
    line = record.lastLine + 1;
  }
  if (columns === null) throw emptyTable(path);
}

function brokenHeader(path: string): AppError {
  return new AppError("bad-input", `The first row of ${path} has a quote that is never closed: close it.`);
}

/** The file once more, from this line on: the parser has let go of what it could not read. */
async function* linesFrom(
  path: string,
  encoding: string | undefined,
  firstLine: number,
): AsyncGenerator<string> {
  let line = 0;
  for await (const text of linesOf(withUnixLineEnds(textChunks(path, encoding)))) {
    line += 1;
    if (line >= firstLine) yield text;
  }
}

/** The records in order; when the file breaks off inside one, what was read of it last. */
async function* records(
  chunks: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord | Broken> {
  const state = { recordsBefore: 0, broken: null as Broken | null };
  const parser = csvParser(delimiter, state);
  pipeline(Readable.from(chunks), parser, () => undefined);
  let given = 0;
  for await (const record of parser as AsyncIterable<CsvRecord>) {
    if (state.broken !== null && given >= state.recordsBefore) break;
    given += 1;
    yield record;
  }
  if (state.broken !== null) yield state.broken;
}

// The parser is told to skip errors, because on a thrown one it drops the good records that it still holds.
function csvParser(delimiter: string, state: { recordsBefore: number; broken: Broken | null }): Parser {
  return parse({
    delimiter,
    record_delimiter: "\n",
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: RECORD_CHARACTERS,
    skip_records_with_error: true,
    raw: true,
    on_record: (parsed: unknown, { lines }) => {
      if (state.broken === null) state.recordsBefore += 1;
      // The typings know neither what `raw` adds to the record nor that the parser hands on whatever it gets.
      const { record: cells, raw } = parsed as { record: string[]; raw: string };
      return { cells, raw, lastLine: lines } satisfies CsvRecord as unknown as string[];
    },
    on_skip: (_: CsvError | undefined, raw: string | undefined) => {
      state.broken ??= { raw: raw ?? "" };
      return undefined;
    },
  });
}

async function* joined(first: string, others: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* others;
}

/** The separator that stands most often in the header, outside quotes. */
function guessDelimiter(text: string): string {
  const header =
    text
      .trimStart()
      .replaceAll(/"[^"]*"/g, "")
      .split("\n", 1)[0] ?? "";
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

import { pipeline, Readable } from "node:stream";
import { CsvError, parse, type Parser } from "csv-parse";
import type { SourceRow } from "#domain/source-row";
import { tableHeader, tableRow, type TableHeader } from "./table-header.ts";
import { textChunks, withUnixLineEnds } from "./text-chunks.ts";

const DELIMITERS = [",", ";", "\t"] as const;
/** Above the largest contact that is accepted; a quote that is never closed must not fill the memory. */
const RECORD_CHARACTERS = 64 * 1024 * 1024;

type CsvRecord = { readonly cells: readonly string[]; readonly lastLine: number };

/**
 * The rows of a CSV file with `,`, `;` or a tab between its cells, each with the line on which it begins. Where a
 * quote is never closed the rest of the file is one row with a fault.
 * @param needed columns that the header must have.
 */
export async function* readCsv(
  path: string,
  needed: readonly string[],
  encoding?: string,
): AsyncGenerator<SourceRow> {
  let columns: TableHeader | null = null;
  let line = 1;
  for await (const record of records(path, encoding)) {
    if (record instanceof CsvError) {
      yield { line, row: {}, original: { columns: columns ?? [], cells: [] }, fault: brokenFault(line) };
      return;
    }
    const isEmpty = record.cells.every((cell) => cell.trim() === "");
    if (!isEmpty && columns === null) columns = tableHeader(record.cells, needed, path);
    else if (!isEmpty && columns !== null) yield tableRow(line, columns, record.cells, record.cells);
    line = record.lastLine + 1;
  }
}

function brokenFault(line: number): string {
  return `a quote that opens on line ${line} or behind it is never closed: the rest of the file was not read`;
}

/** The records in order; when the file breaks off inside one, that error last. */
async function* records(path: string, encoding: string | undefined): AsyncGenerator<CsvRecord | CsvError> {
  const chunks = withUnixLineEnds(textChunks(path, encoding));
  const first = await chunks.next();
  if (first.done === true) return;

  const state = { recordsBefore: 0, error: null as CsvError | null };
  const parser = csvParser(guessDelimiter(first.value), state);
  const text = Readable.from(joined(first.value, chunks));
  pipeline(text, parser, () => undefined);
  let given = 0;
  for await (const record of parser as AsyncIterable<CsvRecord>) {
    if (state.error !== null && given >= state.recordsBefore) break;
    given += 1;
    yield record;
  }
  if (state.error !== null) yield state.error;
}

// The parser is told to skip errors, because on a thrown one it drops the good records that it still holds.
function csvParser(delimiter: string, state: { recordsBefore: number; error: CsvError | null }): Parser {
  return parse({
    delimiter,
    record_delimiter: "\n",
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: RECORD_CHARACTERS,
    skip_records_with_error: true,
    on_record: (cells: string[], { lines }) => {
      if (state.error === null) state.recordsBefore += 1;
      // The typings want the record back; the parser hands on whatever it gets.
      return { cells, lastLine: lines } satisfies CsvRecord as unknown as string[];
    },
    on_skip: (error: CsvError | undefined) => {
      state.error ??= error ?? null;
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

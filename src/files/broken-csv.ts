import { parse } from "csv-parse/sync";
import type { SourceRow } from "#domain/source-row";
import { withReplacements } from "./decode-text.ts";
import { tableRow, type TableHeader } from "./table-header.ts";

type BrokenPart = {
  /** As far as the parser read it, to find the quote in. */
  readonly raw: string;
  /** The lines that are read one by one, the first of them on `line` of the file. */
  readonly lines: AsyncIterable<string> | Iterable<string>;
  readonly line: number;
  readonly delimiter: string;
  readonly columns: TableHeader;
};

/**
 * The lines behind a quote that is never closed, each by itself. A line that is a whole row, as wide as the header, is
 * taken as one; any other is a row with a fault that keeps the line as it stands: it may be a part of a longer cell.
 */
export async function* brokenRows(part: BrokenPart): AsyncGenerator<SourceRow> {
  const { delimiter, columns } = part;
  const quoteLine = part.line + lastQuoteLine(part.raw, delimiter);
  let line = part.line - 1;
  for await (const text of part.lines) {
    line += 1;
    if (text.trim() === "") continue;
    const cells = line > quoteLine ? wholeRow(text, delimiter, columns.length) : null;
    if (cells !== null) yield tableRow(line, columns, cells, cells);
    else
      yield {
        line,
        row: {},
        original: { columns, cells: withReplacements(text).split(delimiter) },
        fault: fault(quoteLine),
      };
  }
}

function fault(quoteLine: number): string {
  return `the quote that opens on line ${quoteLine} is not closed where it should be: close it, then import this line again`;
}

/** Whether a row over several lines is in truth several rows, because the quote of another one ended its text. */
export function swallowsRows(raw: string, delimiter: string, width: number): boolean {
  if (width < 2 || isWellQuoted(raw, delimiter)) return false;
  return raw
    .split("\n")
    .slice(1)
    .some((text) => wholeRow(text, delimiter, width) !== null);
}

function isWellQuoted(raw: string, delimiter: string): boolean {
  const cell = `(?:"[^"]*(?:""[^"]*)*"|[^"\\n${delimiter}][^\\n${delimiter}]*)?`;
  return new RegExp(`^${cell}(?:${delimiter}${cell})*\\n?$`).test(raw);
}

function wholeRow(text: string, delimiter: string, width: number): readonly string[] | null {
  try {
    const [cells] = parse(text, { delimiter });
    return cells?.length === width ? cells : null;
  } catch {
    return null;
  }
}

/** How many lines further down the last quoted cell begins. */
function lastQuoteLine(raw: string, delimiter: string): number {
  const endsCell = (character: string | undefined): boolean =>
    character === undefined || character === delimiter || character === "\n";
  let [line, quoteLine, isQuoted, isCellStart] = [0, 0, false, true];
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw[at];
    if (character === '"' && isQuoted && raw[at + 1] === '"') at += 1;
    else if (character === '"' && isQuoted && endsCell(raw[at + 1])) isQuoted = false;
    else if (character === '"' && !isQuoted && isCellStart) [isQuoted, quoteLine] = [true, line];
    isCellStart = !isQuoted && endsCell(character);
    if (character === "\n") line += 1;
  }
  return quoteLine;
}

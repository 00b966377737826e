/** One row of a file or one entry of a request, before anybody has looked at what it says. */
export type SourceRow = {
  /** The line of the file on which the row begins, from 1; for a request the place in it, from 0. */
  readonly line: number;
  readonly row: Readonly<Record<string, unknown>>;
  /** Why the row could not even be read, as a sentence with the remedy. */
  readonly fault?: string;
  /** The row as it stood in the file, to be written beside the reason when it is rejected. */
  readonly original?: OriginalRow;
};

/** All rows of one file share their columns; a row may have more or fewer cells than there are columns. */
export type OriginalRow = { readonly columns: readonly string[]; readonly cells: readonly string[] };

/** What a spreadsheet shows in place of a value that it could not work out, such as `#DIV/0!`: never a blank. */
export class CellError {
  readonly code: string;
  readonly column: string;

  constructor(code: string, column: string) {
    this.code = code;
    this.column = column;
  }

  toString(): string {
    return this.code;
  }
}

export type RejectedRow = { readonly line: number; readonly reason: string };

/** What reading one row gave: the value, or a sentence for every fault. */
export type RowReading<Value> =
  { readonly value: Value } | { readonly faults: readonly [string, ...(readonly string[])] };

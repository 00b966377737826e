import { readContactRow, type ContactRowContext, type ReadContact } from "./contact-row.ts";
import type { RejectedRow, SourceRow } from "./source-row.ts";

const BATCH_ROWS = 500;
/** Long conversations end a batch early, so that neither memory nor the statement grows with them. */
const BATCH_CHARACTERS = 4_000_000;

export type ContactBatch = {
  readonly rowCount: number;
  readonly contacts: readonly ReadContact[];
  readonly rejected: readonly { readonly row: SourceRow; readonly refusal: RejectedRow }[];
};

/** Reads rows into batches of at most 500, in order; of an endless file only one batch is held at a time. */
export async function* contactBatches(
  rows: AsyncIterable<SourceRow> | Iterable<SourceRow>,
  context: ContactRowContext,
): AsyncGenerator<ContactBatch> {
  let contacts: ReadContact[] = [];
  let rejected: { row: SourceRow; refusal: RejectedRow }[] = [];
  let characters = 0;
  for await (const row of rows) {
    const reading = row.fault === undefined ? readContactRow(row.row, context) : { faults: [row.fault] };
    if ("value" in reading) contacts.push(reading.value);
    else rejected.push({ row, refusal: { line: row.line, reason: reading.faults.join("; ") } });
    if ("value" in reading) characters += charactersOf(reading.value);
    const rowCount = contacts.length + rejected.length;
    if (rowCount < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield { rowCount, contacts, rejected };
    [contacts, rejected, characters] = [[], [], 0];
  }
  const rowCount = contacts.length + rejected.length;
  if (rowCount > 0) yield { rowCount, contacts, rejected };
}

function charactersOf(contact: ReadContact): number {
  return contact.turns.reduce((sum, turn) => sum + turn.text.length, 0);
}

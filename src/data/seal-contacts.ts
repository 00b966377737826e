import type { Turn } from "#domain/contact";
import type { IncomingContact, SealedContacts } from "#ports/contacts";
import type { Secrets } from "#ports/secrets";
import { newId } from "./new-id.ts";

/** The rows of an import, each with a new id, for jsonb_to_recordset. */
export function sealContacts(contacts: readonly IncomingContact[], secrets: Secrets): SealedContacts {
  // One statement cannot touch a row twice: of equal keys in one batch the later ones follow in a second round.
  const rounds: { ids: Set<string>; rows: RowWriter }[] = [];
  const seen = new Map<string, number>();
  for (const contact of contacts) {
    const key = `${contact.source}\0${contact.externalId}`;
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    const round = (rounds[place] ??= { ids: new Set(), rows: createRowWriter() });
    const id = newId();
    round.ids.add(id);
    addRow(round.rows, id, contact, secrets);
  }
  return {
    count: contacts.length,
    rounds: rounds.map(({ ids, rows }) => ({ ids, rows: rows.end() })),
  };
}

type RowWriter = {
  begin(): void;
  write(text: string): void;
  /** For what is known to be ASCII. */
  writePlain(text: string): void;
  end(): Uint8Array;
};

const FIRST_BYTES = 64 * 1024;

/**
 * Writes a JSON array, its rows one after the other. One long string of them would cost more than all their sealing:
 * memory for it comes from the system anew each time, first for the string and then for its bytes.
 */
function createRowWriter(): RowWriter {
  let bytes = Buffer.allocUnsafe(FIRST_BYTES);
  let end = 0;
  const makeRoom = (count: number): void => {
    if (end + count <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(end + count, bytes.length * 4));
    bytes.copy(larger, 0, 0, end);
    bytes = larger;
  };
  const writePlain = (text: string): void => {
    makeRoom(text.length);
    end += bytes.write(text, end, "latin1");
  };
  return {
    begin: () => writePlain(end === 0 ? "[" : ","),
    write: (text) => {
      // No unit of a string takes more than three bytes.
      makeRoom(text.length * 3);
      end += bytes.write(text, end, "utf8");
    },
    writePlain,
    end: () => {
      writePlain("]");
      return bytes.subarray(0, end);
    },
  };
}

/** Most of a contact is its turns, and most turns have nothing to mask: those are made JSON once. */
function addRow(rows: RowWriter, id: string, contact: IncomingContact, secrets: Secrets): void {
  const { turns, maskedTurns, customer } = contact;
  const plain = JSON.stringify(turns);
  const row = JSON.stringify({
    id,
    source: contact.source,
    externalId: contact.externalId,
    channel: contact.channel,
    direction: contact.direction,
    scene: contact.scene,
    startedAt: contact.startedAt,
    endedAt: contact.endedAt,
    localDate: contact.localDate,
    agentId: contact.agentId,
    customerRef: customer === null ? null : base64(secrets.customerHash(customer)),
    turnCount: turns.length,
    keyVersion: secrets.keyVersion,
    metrics: contact.metrics,
  });
  rows.begin();
  rows.write(row.slice(0, -1));
  if (turns.length > 0) rows.writePlain(`,"turns":"${base64(secrets.sealText(plain))}"`);
  rows.writePlain(',"maskedTurns":');
  rows.write(isSame(turns, maskedTurns) ? plain : JSON.stringify(maskedTurns));
  rows.writePlain("}");
}

const isSame = (turns: readonly Turn[], masked: readonly Turn[]): boolean =>
  turns.length === masked.length && turns.every((turn, place) => turn === masked[place]);

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

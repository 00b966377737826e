import { agentDirectory } from "#domain/agent-directory";
import { contactBatches } from "#domain/contact-batch";
import type { ContactRowContext, ReadContact } from "#domain/contact-row";
import { maskText } from "#domain/masking";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import { localDate } from "#domain/working-day";
import { findScene, type Policy } from "#policy/policy";
import type { Clock } from "#ports/clock";
import type { ImportCounts, IncomingContact, SealedContacts } from "#ports/contacts";
import type { Store } from "#ports/store";
import { createTurnMasker } from "./mask-turns.ts";

const KEPT_REJECTS = 1_000;
const KEPT_SCENES = 200;

export type ImportContactsDeps = {
  readonly store: Store;
  readonly clock: Pick<Clock, "now">;
  readonly policy: Pick<Policy, "zone" | "scenes">;
};

export type ImportContactsInput = {
  readonly rows: AsyncIterable<SourceRow> | Iterable<SourceRow>;
  /** The source of rows that name none; with `id` it says what is the same contact. */
  readonly source: string;
  /** Zone of times without an offset; the policy's when absent. */
  readonly zone?: string;
  /** Told every rejected row, in order. */
  readonly onRejected?: (rejected: RejectedRow, row: SourceRow) => Promise<void>;
  /** Told after each batch how many rows were read so far. */
  readonly onProgress?: (rowsRead: number) => void;
};

export type ContactImport = ImportCounts & {
  readonly read: number;
  readonly rejectedCount: number;
  /** The first 1,000. */
  readonly rejected: readonly RejectedRow[];
  /** How often each word, masked, stood as a scene that the policy does not know; at most 200 words. */
  readonly unknownScenes: Readonly<Record<string, number>>;
};

/**
 * Takes in what is right and says of the rest why not. Each batch is one transaction, so an import that breaks off
 * can simply be run again: nothing comes in twice.
 */
export async function importContacts(
  deps: ImportContactsDeps,
  input: ImportContactsInput,
): Promise<ContactImport> {
  const context = await contextOf(deps, input);
  const tally = { read: 0, imported: 0, updated: 0, duplicates: 0, rejectedCount: 0 };
  const rejected: RejectedRow[] = [];
  const scenes = sceneReader(deps.policy);
  const maskTurns = createTurnMasker();
  const writer = oneAtATime();

  try {
    for await (const batch of contactBatches(input.rows, context)) {
      tally.read += batch.rowCount;
      tally.rejectedCount += batch.rejected.length;
      rejected.push(...batch.rejected.slice(0, KEPT_REJECTS - rejected.length).map(({ refusal }) => refusal));
      for (const { refusal, row } of batch.rejected) await input.onRejected?.(refusal, row);
      const contacts: IncomingContact[] = [];
      for (const contact of batch.contacts) {
        const maskedTurns = await maskTurns(contact.turns);
        contacts.push(incoming(contact, maskedTurns, deps.policy.zone, scenes.read(contact.scene)));
      }
      if (contacts.length > 0) {
        const sealed = deps.store.contacts.seal(contacts);
        await writer.write(async () => add(tally, await importBatch(deps, sealed)));
      }
      input.onProgress?.(tally.read);
    }
  } finally {
    // Whoever hears of a failure may close the store.
    await writer.idle();
  }
  await writer.written();
  const result = { ...tally, rejected, unknownScenes: scenes.unknown() };
  await keepRecord(deps, input.source, result);
  return result;
}

async function contextOf(deps: ImportContactsDeps, input: ImportContactsInput): Promise<ContactRowContext> {
  return {
    agents: agentDirectory(await deps.store.people.all()),
    source: input.source,
    zone: input.zone ?? deps.policy.zone,
    now: deps.clock.now(),
    mask: maskText,
  };
}

function importBatch(deps: ImportContactsDeps, contacts: SealedContacts): Promise<ImportCounts> {
  return deps.store.transaction((tx) => tx.contacts.import(contacts, deps.clock.now()));
}

/**
 * The database works on one batch while the next one is read, masked and sealed; never on two, since equal contacts
 * keep their order. A failure is told at the next call.
 */
function oneAtATime() {
  let failure: unknown;
  let underWay: Promise<void> = Promise.resolve();
  const idle = (): Promise<void> => underWay;
  const written = async (): Promise<void> => {
    await underWay;
    if (failure !== undefined) throw failure;
  };
  return {
    write: async (work: () => Promise<void>): Promise<void> => {
      await written();
      underWay = work().catch((error: unknown) => {
        failure = error;
      });
    },
    written,
    idle,
  };
}

function incoming(
  contact: ReadContact,
  maskedTurns: IncomingContact["maskedTurns"],
  zone: string,
  scene: string | null,
): IncomingContact {
  return { ...contact, scene, localDate: localDate(contact.startedAt, zone), maskedTurns };
}

function add(tally: { -readonly [Count in keyof ImportCounts]: number }, counts: ImportCounts): void {
  tally.imported += counts.imported;
  tally.updated += counts.updated;
  tally.duplicates += counts.duplicates;
}

/** Turns the words for a known scene into its id; keeps other words and counts them. */
function sceneReader(policy: Pick<Policy, "scenes">) {
  const ids = new Map<string, string | null>();
  const unknown = new Map<string, number>();
  return {
    read: (word: string | null): string | null => {
      if (word === null) return null;
      const known = ids.get(word);
      const id = known === undefined ? (findScene(policy, word)?.id ?? null) : known;
      if (known === undefined && ids.size < KEPT_SCENES) ids.set(word, id);
      if (id !== null) return id;
      const shown = maskText(word);
      if (unknown.has(shown) || unknown.size < KEPT_SCENES) unknown.set(shown, (unknown.get(shown) ?? 0) + 1);
      return word;
    },
    unknown: (): Readonly<Record<string, number>> => Object.fromEntries(unknown),
  };
}

async function keepRecord(deps: ImportContactsDeps, source: string, result: ContactImport): Promise<void> {
  const { read, imported, updated, duplicates, rejectedCount } = result;
  if (imported + updated === 0) return;
  const detail = { read, imported, updated, duplicates, rejected: rejectedCount };
  const entry = { who: null, did: "import-contacts", what: maskText(source), detail };
  await deps.store.audit.add([entry], deps.clock.now());
}

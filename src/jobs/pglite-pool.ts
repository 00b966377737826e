import { EventEmitter } from "node:events";
import type { PGlite, Results, Transaction } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";

/** What the queue needs of a PGlite. */
export type QueuePglite = Session &
  Pick<PGlite, "onNotification"> & {
    transaction<Result>(work: (transaction: OpenSession) => Promise<Result>): Promise<Result>;
  };
type Session = Pick<PGlite, "query" | "exec">;
type OpenSession = Session & Pick<Transaction, "rollback">;

/**
 * Makes one PGlite look like a `pg.Pool` to BullMQ. The session may be shared with Prisma: every single statement
 * waits for PGlite's transaction lock, and a BEGIN takes that lock until its COMMIT, ROLLBACK or release, so neither
 * side ever speaks inside the other's transaction. `end()` leaves the PGlite open, its owner closes it.
 * Throws when a table of the queue is hidden behind one of the same name in `public`.
 */
export async function pglitePool(db: QueuePglite): Promise<PgPool> {
  // `public` first: statements without a schema, migrations among them, belong to the store.
  await db.exec("SET search_path TO public, bullmq");
  await refuseHiddenTables(db);
  return new PglitePool(db);
}

async function refuseHiddenTables(db: QueuePglite): Promise<void> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT store.relname AS name FROM pg_class store JOIN pg_class queue USING (relname)
     WHERE store.relnamespace = to_regnamespace('public') AND queue.relnamespace = to_regnamespace('bullmq')`,
  );
  if (rows.length > 0) {
    throw new Error(
      `public and bullmq share names in one session: ${rows.map((row) => row.name).join(", ")}`,
    );
  }
}

class PglitePool extends EventEmitter implements PgPool {
  /** Tells BullMQ that its LISTEN cannot break silently: there is no socket. */
  readonly options = { keepAlive: true };
  readonly #db: QueuePglite;
  readonly #clients = new Set<PgliteClient>();
  readonly #stopListening: () => void;

  constructor(db: QueuePglite) {
    super();
    this.#db = db;
    this.#stopListening = db.onNotification((channel, payload) => {
      for (const client of this.#clients) client.emit("notification", { channel, payload });
    });
  }

  async query<Row>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<Row>> {
    if (transactionWord(text) !== undefined)
      throw new Error("a transaction needs a client of its own: use connect()");
    return runStatement<Row>(this.#db, text, params);
  }

  async connect(): Promise<PgPoolClient> {
    const client = new PgliteClient(this.#db, () => this.#clients.delete(client));
    this.#clients.add(client);
    return client;
  }

  async end(): Promise<void> {
    this.#stopListening();
    for (const client of this.#clients) client.release();
  }
}

class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #db: QueuePglite;
  readonly #leave: () => void;
  #open: OpenTransaction | undefined;

  constructor(db: QueuePglite, leave: () => void) {
    super();
    this.#db = db;
    this.#leave = leave;
  }

  async query<Row>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<Row>> {
    const word = transactionWord(text);
    if (word === undefined) return runStatement<Row>(this.#open?.transaction ?? this.#db, text, params);
    if (word === "BEGIN") {
      this.#open ??= await openTransaction(this.#db);
    } else {
      const open = this.#open;
      this.#open = undefined;
      await open?.end(word);
    }
    return { rows: [], rowCount: 0 };
  }

  release(): void {
    this.#leave();
    // A transaction that nobody ended must not hold the store's session for ever; a failure means it is gone anyway.
    this.#open?.end("ROLLBACK").catch(() => undefined);
    this.#open = undefined;
  }
}

type TransactionEnd = "COMMIT" | "ROLLBACK";
type OpenTransaction = { readonly transaction: OpenSession; end(how: TransactionEnd): Promise<void> };

function openTransaction(db: QueuePglite): Promise<OpenTransaction> {
  return new Promise((opened, refused) => {
    let decide: (how: TransactionEnd) => void = () => undefined;
    const decision = new Promise<TransactionEnd>((resolve) => (decide = resolve));
    const finished = db.transaction(async (transaction) => {
      opened({ transaction, end: (how) => (decide(how), finished) });
      if ((await decision) === "ROLLBACK") await transaction.rollback();
    });
    finished.catch(refused);
  });
}

/** BullMQ sends these words alone in a statement; a comment may stand before them. */
function transactionWord(text: string): "BEGIN" | TransactionEnd | undefined {
  const word = /^(?:\s|--.*\n)*(BEGIN|COMMIT|ROLLBACK)\s*;?\s*$/i.exec(text)?.[1]?.toUpperCase();
  return word as "BEGIN" | TransactionEnd | undefined;
}

async function runStatement<Row>(
  session: Session,
  text: string,
  params: readonly unknown[] | undefined,
): Promise<PgQueryResult<Row>> {
  // Without parameters there may be many statements, as in a migration: only the simple protocol takes those.
  const result =
    params === undefined ? (await session.exec(text)).at(-1) : await session.query<Row>(text, [...params]);
  return {
    rows: (result?.rows ?? []) as Row[],
    rowCount: (result as Results | undefined)?.affectedRows ?? null,
  };
}

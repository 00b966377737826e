import {
  messages as protocolMessages,
  parse,
  protocol,
  type PGlite,
  type QueryOptions,
  type Results,
  type Transaction,
} from "@electric-sql/pglite";
import { MOST_STATEMENTS } from "./statement-names.ts";

/** A migration changed what the statement answers, or somebody has dropped it. */
const BROKEN_STATEMENT = new Set(["0A000", "26000"]);

type Message = Awaited<ReturnType<PGlite["execProtocol"]>>["messages"][number];
type Prepared = {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  readonly columns: Message[];
};
type Session = { query: PGlite["query"]; exec: PGlite["exec"] };

/** What Prisma's adapter and the queue need of a PGlite. */
export type PreparedPglite = Session & {
  readonly onNotification: PGlite["onNotification"];
  transaction<Result>(
    work: (transaction: Session & Pick<Transaction, "rollback">) => Promise<Result>,
  ): Promise<Result>;
};

/**
 * A PGlite that keeps its statements prepared. PGlite's own `query` parses and plans every time and takes six calls
 * into WebAssembly; a prepared one takes one call and a quarter of the time. What was not used for longest makes room.
 */
export function preparedPglite(pglite: PGlite): PreparedPglite {
  const statements = new Map<string, Prepared>();
  const { serialize } = protocol;

  let prepared = 0;
  const prepare = async (text: string): Promise<Prepared> => {
    const [longestUnused] = statements.keys();
    if (longestUnused !== undefined && statements.size >= MOST_STATEMENTS) await forget(longestUnused);
    const name = `kept_${prepared++}`;
    const { messages } = await pglite.execProtocol(
      joined(serialize.parse({ name, text }), serialize.describe({ type: "S", name }), serialize.sync()),
      { syncToFs: false },
    );
    return {
      name,
      parameterTypes: parse.parseDescribeStatementResults(messages),
      columns: messages.filter((message) => message.name === "rowDescription"),
    };
  };
  const forget = async (text: string): Promise<void> => {
    const known = statements.get(text);
    if (known === undefined) return;
    statements.delete(text);
    const close = serialize.close({ type: "S", name: known.name });
    await pglite.execProtocol(joined(close, serialize.sync()), { syncToFs: false });
  };

  const runPrepared = async <Row>(
    text: string,
    values: readonly unknown[],
    options: QueryOptions | undefined,
  ): Promise<Results<Row>> => {
    const known = statements.get(text);
    const statement = known ?? (await prepare(text));
    // Behind all others: they stand in the order in which they were last used.
    statements.delete(text);
    statements.set(text, statement);
    try {
      return await run(statement, values, options);
    } catch (error) {
      if (known === undefined || !isBroken(error)) throw error;
      await forget(text);
      // A transaction is lost with its first error; the next one finds the statement made anew.
      if (pglite.isInTransaction()) throw error;
      return runPrepared(text, values, options);
    }
  };
  const run = async <Row>(
    { name, parameterTypes, columns }: Prepared,
    values: readonly unknown[],
    options: QueryOptions | undefined,
  ): Promise<Results<Row>> => {
    const bound = values.map((value, place) => toText(pglite, value, parameterTypes[place] ?? 0));
    const { messages } = await pglite.execProtocol(
      joined(serialize.bind({ statement: name, values: bound }), serialize.execute({}), serialize.sync()),
    );
    const parsers = parsersFor(options?.parsers);
    const [result] = parse.parseResults([...columns, ...messages], parsers, {
      rowMode: options?.rowMode ?? "object",
    });
    return result as Results<Row>;
  };
  // PGlite copies its hundreds of parsers for every result that brings some of its own: a tenth of a millisecond.
  const merged = new WeakMap<object, PGlite["parsers"]>();
  const parsersFor = (own: QueryOptions["parsers"]): PGlite["parsers"] => {
    if (own === undefined) return pglite.parsers;
    const parsers = merged.get(own) ?? { ...pglite.parsers, ...own };
    merged.set(own, parsers);
    return parsers;
  };

  return {
    query: async <Row>(text: string, values: unknown[] = [], options?: QueryOptions) => {
      await pglite._checkReady();
      // Calls of the protocol pass by PGlite's locks: this one keeps out of other people's transactions.
      return pglite._runExclusiveTransaction(() =>
        pglite.runExclusive(() => runPrepared<Row>(text, values, options)),
      );
    },
    exec: (text, options) => pglite.exec(text, options),
    onNotification: (listener) => pglite.onNotification(listener),
    transaction: (work) =>
      pglite.transaction((transaction) =>
        work({
          query: async <Row>(text: string, values: unknown[] = [], options?: QueryOptions) => {
            if (transaction.closed) throw new Error("Transaction is closed");
            return pglite.runExclusive(() => runPrepared<Row>(text, values, options));
          },
          exec: (text, options) => transaction.exec(text, options),
          rollback: () => transaction.rollback(),
        }),
      ),
  };
}

const isBroken = (error: unknown): boolean =>
  error instanceof protocolMessages.DatabaseError && BROKEN_STATEMENT.has(error.code ?? "");

function toText(pglite: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  const serializer = pglite.serializers[type];
  return serializer === undefined ? String(value) : serializer(value);
}

const joined = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

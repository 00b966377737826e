import { AsyncLocalStorage } from "node:async_hooks";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { createDeferredWrites, createTogether } from "./deferred-writes.ts";
import { sqlOver, type Sql } from "./sql.ts";

type Factory = Pick<SqlMigrationAwareDriverAdapterFactory, "provider" | "adapterName" | "connect">;
type Asker = { sql?: TransactionSql };
type TransactionSql = Sql & { flush(): Promise<void> };

/**
 * Prisma does not say on which connection a transaction of its runs. This adapter does: `sqlOf` gives the statements
 * of the transaction that Prisma has begun inside `within`.
 */
export function traceTransactions(factory: Factory) {
  const asking = new AsyncLocalStorage<Asker>();
  const together = createTogether();
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: async () => {
        const adapter = await factory.connect();
        const start = adapter.startTransaction.bind(adapter);
        adapter.startTransaction = async (isolationLevel) => {
          const transaction = await start(isolationLevel);
          const asker = asking.getStore();
          if (asker !== undefined) asker.sql = sqlWithin(transaction, together);
          return transaction;
        };
        return adapter;
      },
    } satisfies Factory,
    within: <Result>(work: (sqlOf: () => TransactionSql) => Promise<Result>): Promise<Result> => {
      const asker: Asker = {};
      return asking.run(asker, () =>
        work(() => {
          if (asker.sql === undefined) throw new Error("Prisma has begun no transaction.");
          return asker.sql;
        }),
      );
    },
  };
}

type Transaction = Awaited<ReturnType<Awaited<ReturnType<Factory["connect"]>>["startTransaction"]>>;

/**
 * The statements of one transaction, beside those that Prisma sends there. Once Prisma ends it, also one that took too
 * long, its connection serves somebody else: a statement that comes later must fail, not run there.
 */
function sqlWithin(transaction: Transaction, together: ReturnType<typeof createTogether>): TransactionSql {
  let isOver = false;
  const [commit, rollback] = [transaction.commit.bind(transaction), transaction.rollback.bind(transaction)];
  const executeRaw = transaction.executeRaw.bind(transaction);
  const queryRaw = transaction.queryRaw.bind(transaction);
  const writes = createDeferredWrites(executeRaw, together);
  const ends = (): void => {
    isOver = true;
    writes.forget();
  };
  transaction.commit = () => (ends(), commit());
  transaction.rollback = () => (ends(), rollback());
  // Asked after the writes that waited have gone: the transaction may have ended meanwhile.
  const refuseWhenOver = (): void => {
    if (isOver) throw new Error("The transaction is over.");
  };
  transaction.queryRaw = async (query) => {
    await writes.flush();
    refuseWhenOver();
    return queryRaw(query);
  };
  transaction.executeRaw = async (query) => {
    // On PostgreSQL Prisma sends these words itself before it calls one of the above.
    const isEnd = query.sql === "COMMIT" || query.sql === "ROLLBACK";
    if (isEnd) ends();
    await writes.flush();
    if (!isEnd) refuseWhenOver();
    return executeRaw(query);
  };
  const defer = async (write: Parameters<typeof writes.add>[0]): Promise<void> => {
    refuseWhenOver();
    writes.add(write);
  };
  return { ...sqlOver(transaction, defer), flush: writes.flush };
}

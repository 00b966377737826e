import { AsyncLocalStorage } from "node:async_hooks";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { createDeferredWrites } from "./deferred-writes.ts";
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
          if (asker !== undefined) asker.sql = sqlWithin(transaction);
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
function sqlWithin(transaction: Transaction): TransactionSql {
  let isOver = false;
  const [commit, rollback] = [transaction.commit.bind(transaction), transaction.rollback.bind(transaction)];
  const executeRaw = transaction.executeRaw.bind(transaction);
  const queryRaw = transaction.queryRaw.bind(transaction);
  const writes = createDeferredWrites(executeRaw);
  const ends = (): void => {
    isOver = true;
    writes.forget();
  };
  transaction.commit = () => (ends(), commit());
  transaction.rollback = () => (ends(), rollback());
  transaction.queryRaw = async (query) => {
    await writes.flush();
    return queryRaw(query);
  };
  transaction.executeRaw = async (query) => {
    // On PostgreSQL Prisma sends these words itself before it calls one of the above.
    if (query.sql === "COMMIT" || query.sql === "ROLLBACK") ends();
    await writes.flush();
    return executeRaw(query);
  };
  const refuseWhenOver = (): void => {
    if (isOver) throw new Error("The transaction is over.");
  };
  const connection: Pick<Transaction, "queryRaw" | "executeRaw"> = {
    queryRaw: async (query) => (refuseWhenOver(), transaction.queryRaw(query)),
    executeRaw: async (query) => (refuseWhenOver(), transaction.executeRaw(query)),
  };
  const defer: typeof writes.add = async (write) => (refuseWhenOver(), writes.add(write));
  return { ...sqlOver(connection, defer), flush: writes.flush };
}

import { AsyncLocalStorage } from "node:async_hooks";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { sqlOver, type Connection, type Sql } from "./sql.ts";

type Factory = Pick<SqlMigrationAwareDriverAdapterFactory, "provider" | "adapterName" | "connect">;

/**
 * Prisma does not say on which connection a transaction of its runs. This adapter does: `sqlOf` gives the statements
 * of the transaction that Prisma has begun inside `within`.
 */
export function traceTransactions(factory: Factory) {
  const asking = new AsyncLocalStorage<{ connection?: Connection }>();
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
          if (asker !== undefined) asker.connection = untilItEnds(transaction);
          return transaction;
        };
        return adapter;
      },
    } satisfies Factory,
    within: <Result>(work: (sqlOf: () => Sql) => Promise<Result>): Promise<Result> => {
      const asker: { connection?: Connection } = {};
      return asking.run(asker, () =>
        work(() => {
          if (asker.connection === undefined) throw new Error("Prisma has begun no transaction.");
          return sqlOver(asker.connection);
        }),
      );
    },
  };
}

type Transaction = Awaited<ReturnType<Awaited<ReturnType<Factory["connect"]>>["startTransaction"]>>;

/**
 * Once Prisma ends a transaction, also one that took too long, its connection serves somebody else: a statement that
 * comes later must fail, not run there.
 */
function untilItEnds(transaction: Transaction): Connection {
  let isOver = false;
  const ends = (): void => {
    isOver = true;
  };
  const [commit, rollback] = [transaction.commit.bind(transaction), transaction.rollback.bind(transaction)];
  const executeRaw = transaction.executeRaw.bind(transaction);
  const queryRaw = transaction.queryRaw.bind(transaction);
  transaction.commit = () => (ends(), commit());
  transaction.rollback = () => (ends(), rollback());
  // On PostgreSQL Prisma sends these words itself before it calls one of the above.
  transaction.executeRaw = (query) => {
    if (query.sql === "COMMIT" || query.sql === "ROLLBACK") ends();
    return executeRaw(query);
  };
  const refuseWhenOver = (): void => {
    if (isOver) throw new Error("The transaction is over.");
  };
  return {
    queryRaw: async (query) => (refuseWhenOver(), queryRaw(query)),
    executeRaw: async (query) => (refuseWhenOver(), executeRaw(query)),
  };
}

import type { Statement } from "./sql.ts";

export type DeferredWrites = {
  add(write: Statement): Promise<void>;
  /** Sends what waits as one statement. */
  flush(): Promise<void>;
  forget(): void;
};

/** Writes that wait for each other, because each way to the database and back costs as much as the write itself. */
export function createDeferredWrites(send: (write: Statement) => Promise<unknown>): DeferredWrites {
  let waiting: Statement[] = [];
  const flush = async (): Promise<void> => {
    if (waiting.length === 0) return;
    const writes = waiting;
    waiting = [];
    await send(together(writes));
  };
  return {
    add: async (write) => {
      // The parts of one statement run in any order; what the same write does twice has an order.
      if (waiting.some(({ sql }) => sql === write.sql)) await flush();
      waiting.push(write);
    },
    flush,
    forget: () => {
      waiting = [];
    },
  };
}

/** All of them as parts of the last one. */
function together(writes: readonly Statement[]): Statement {
  const args: unknown[] = [];
  const texts = writes.map(({ sql, args: own }) => {
    const before = args.length;
    args.push(...own);
    return sql.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`);
  });
  const parts = texts.slice(0, -1).map((text, place) => `part_${place} AS (${text})`);
  const last = texts.at(-1) ?? "";
  return {
    sql: parts.length === 0 ? last : `WITH ${parts.join(", ")} ${last}`,
    args,
    argTypes: writes.flatMap(({ argTypes }) => argTypes),
  };
}

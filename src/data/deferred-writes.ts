import type { Statement } from "./sql.ts";

export type DeferredWrites = {
  add(write: Statement): void;
  /** Sends what waits, as one statement where it can be one. */
  flush(): Promise<void>;
  forget(): void;
};

type Together = (writes: readonly Statement[]) => Statement;

/** Writes that wait for each other, because each way to the database and back costs as much as the write itself. */
export function createDeferredWrites(
  send: (write: Statement) => Promise<unknown>,
  together: Together,
): DeferredWrites {
  let groups: Statement[][] = [];
  let sent: Promise<void> = Promise.resolve();
  const sendAll = async (): Promise<void> => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) await send(together(group));
  };
  return {
    add: (write) => {
      const last = groups.at(-1);
      // The parts of one statement run in any order; what the same write does twice has an order.
      if (last === undefined || last.some(({ sql }) => sql === write.sql)) groups.push([write]);
      else last.push(write);
    },
    // Whoever asks while another one's writes are on their way goes behind them; their failure is that one's.
    flush: () => (sent = sent.then(sendAll, sendAll)),
    forget: () => {
      groups = [];
    },
  };
}

/** Makes writes parts of the last one. It remembers the texts: the same few combinations come again and again. */
export function createTogether(): Together {
  const texts = new Map<string, string>();
  return (writes) => {
    const key = writes.map(({ sql }) => sql).join(";");
    const sql = texts.get(key) ?? oneText(writes);
    texts.set(key, sql);
    return {
      sql,
      args: writes.flatMap(({ args }) => args),
      argTypes: writes.flatMap(({ argTypes }) => argTypes),
    };
  };
}

function oneText(writes: readonly Statement[]): string {
  let before = 0;
  const texts = writes.map(({ sql, args }) => {
    const text = renumbered(sql, before);
    before += args.length;
    return text;
  });
  const parts = texts.slice(0, -1).map((text, place) => `part_${place} AS (${text})`);
  const last = texts.at(-1) ?? "";
  return parts.length === 0 ? last : `WITH ${parts.join(", ")} ${last}`;
}

/** A dollar between quotes is no parameter. */
function renumbered(sql: string, before: number): string {
  return sql.replace(/'[^']*'|"[^"]*"|\$(\d+)/g, (found, place: string | undefined) =>
    place === undefined ? found : `$${Number(place) + before}`,
  );
}

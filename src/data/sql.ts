import { ColumnTypeEnum, type ColumnType, type SqlQueryable } from "@prisma/driver-adapter-utils";

/** Statements written by hand, on a connection that Prisma uses too, but without Prisma's way through its engine. */
export type Sql = {
  query<Row>(text: string, ...values: readonly SqlValue[]): Promise<Row[]>;
  /** Answers how many rows were touched. */
  run(text: string, ...values: readonly SqlValue[]): Promise<number>;
  /**
   * A write whose answer nobody needs. Inside a transaction it is sent together with others like it, before anything
   * else is asked there and before the transaction ends. `text` must be one INSERT, UPDATE or DELETE without WITH,
   * comments, E'' or $$ strings, and the same each time (values are parameters): texts are remembered. What waits
   * together runs in any order and sees nothing of each other, so two different writes that wait must not touch one
   * row; ask something in between.
   */
  later(text: string, ...values: readonly SqlValue[]): Promise<void>;
};

export type SqlValue = string | number | bigint | boolean | Date | Uint8Array | null;

/** Rows for one statement: the database unfolds them with jsonb_to_recordset, so one plan serves any number. */
export const asRows = (rows: readonly unknown[]): string => JSON.stringify(rows);

/** What Prisma's driver adapters are spoken to with. */
export type Connection = Pick<SqlQueryable, "queryRaw" | "executeRaw">;

/** A statement as the adapters take it. */
export type Statement = ReturnType<typeof statement>;

export function sqlOver(connection: Connection, defer?: (write: Statement) => Promise<void>): Sql {
  const later = defer ?? (async (write: Statement) => void (await connection.executeRaw(write)));
  return {
    later: (text, ...values) => later(statement(text, values)),
    query: async <Row>(text: string, ...values: readonly SqlValue[]) => {
      const { columnNames, columnTypes, rows } = await connection.queryRaw(statement(text, values));
      const readers = columnTypes.map(readerOf);
      return rows.map((cells) => {
        const row: Record<string, unknown> = {};
        for (const [place, name] of columnNames.entries()) {
          const [cell, read] = [cells[place], readers[place]];
          row[name] = cell === null || read === undefined ? cell : read(cell);
        }
        return row as Row;
      });
    },
    run: (text, ...values) => connection.executeRaw(statement(text, values)),
  };
}

/** Every value goes as text; the statement casts what is none. */
const AS_TEXT = { scalarType: "unknown", arity: "scalar" } as const;

function statement(text: string, values: readonly SqlValue[]) {
  return { sql: text, args: values.map(toArgument), argTypes: values.map(() => AS_TEXT) };
}

function toArgument(value: SqlValue): unknown {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "bigint" ? String(value) : value;
}

type Reader = (cell: unknown) => unknown;

const READERS: Partial<Record<ColumnType, Reader>> = {
  [ColumnTypeEnum.DateTime]: (cell) => new Date(cell as string),
  [ColumnTypeEnum.Int64]: (cell) => BigInt(cell as string),
  [ColumnTypeEnum.Json]: (cell) => JSON.parse(cell as string),
};

/** Undefined for a column whose cells the driver gives as they are wanted. */
const readerOf = (type: ColumnType): Reader | undefined => READERS[type];

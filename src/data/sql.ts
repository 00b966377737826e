import type { PrismaHandle } from "./database.ts";

/** Rows for one statement: the database unfolds them with jsonb_to_recordset, so one plan serves any number. */
export const asRows = (rows: readonly unknown[]): string => JSON.stringify(rows);

export const query = <Row>(db: PrismaHandle, sql: string, ...values: unknown[]): Promise<Row[]> =>
  db.$queryRawUnsafe<Row[]>(sql, ...values);

export const run = (db: PrismaHandle, sql: string, ...values: unknown[]): Promise<number> =>
  db.$executeRawUnsafe(sql, ...values);

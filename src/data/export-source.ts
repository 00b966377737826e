import { EXPORT_COLUMNS, type ExportCell, type ExportName, type ExportRow } from "#domain/export-columns";
import type { ExportMonth, ExportSource } from "#ports/export-source";
import { EXPORT_QUERIES, type ExportQuery } from "./export-queries.ts";
import type { Sql, SqlValue } from "./sql.ts";

const PAGE_ROWS = 500;

type RawRow = Readonly<Record<string, unknown>> & { readonly cursor: string };

/** Each page begins behind the last key of the one before it, so every page costs the same. */
export function exportSource(sql: Sql): ExportSource {
  return {
    rows: async function* <Name extends ExportName>(name: Name, month?: ExportMonth) {
      const definition: ExportQuery = EXPORT_QUERIES[name];
      let cursor: string | null = null;
      for (;;) {
        const page: RawRow[] = await readPage(sql, definition, cursor, month);
        for (const row of page) yield toExportRow(name, row);
        cursor = page.at(-1)?.cursor ?? null;
        if (page.length < PAGE_ROWS) return;
      }
    },
  };
}

async function readPage(
  sql: Sql,
  definition: ExportQuery,
  cursor: string | null,
  month: ExportMonth | undefined,
): Promise<RawRow[]> {
  const { text, values } = pageStatement(definition, cursor, month);
  return sql.query<RawRow>(text, ...values);
}

/** The statement of the page behind a key, of the first page for null. */
export function pageStatement(
  { columns, from, key, keyType, paging, month: monthFilter }: ExportQuery,
  cursor: string | null,
  month?: ExportMonth,
): { readonly text: string; readonly values: readonly SqlValue[] } {
  const values: SqlValue[] = [];
  const parameter = (value: SqlValue): string => `$${values.push(value)}`;
  const behind = (at: string): string => paging?.behind(`${at}::text`) ?? `${key} > ${at}::${keyType}`;
  const conditions = [
    ...(cursor === null ? [] : [behind(parameter(cursor))]),
    ...(month === undefined || monthFilter === null ? [] : [monthFilter(month, parameter)]),
  ];
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const order = paging?.order ?? key;
  const text = `SELECT ${key}::text AS cursor, ${columns} FROM ${from} ${where} ORDER BY ${order} LIMIT ${PAGE_ROWS}`;
  return { text, values };
}

function toExportRow<Name extends ExportName>(name: Name, row: RawRow): ExportRow<Name> {
  const cells = EXPORT_COLUMNS[name].map((column) => {
    if (!Object.hasOwn(row, column)) throw new Error(`the query of ${name} does not read ${column}`);
    return [column, toCell(row[column])];
  });
  return Object.fromEntries(cells) as ExportRow<Name>;
}

function toCell(value: unknown): ExportCell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.join("|");
  if (typeof value === "object") return JSON.stringify(value);
  return value as string | number | boolean;
}

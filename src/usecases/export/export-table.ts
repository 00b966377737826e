import { AppError } from "#domain/error";
import {
  EXPORT_COLUMNS,
  EXPORT_NAMES,
  FREE_TEXT_COLUMNS,
  type ExportCell,
  type ExportName,
  type ExportRow,
} from "#domain/export-columns";
import { maskText } from "#domain/masking";
import { instantOf } from "#domain/working-day";
import type { Policy } from "#policy/policy";
import type { ExportMonth, ExportSource } from "#ports/export-source";

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

export type ExportTableDeps = { readonly exports: ExportSource; readonly policy: Pick<Policy, "zone"> };
export type ExportTableInput = {
  readonly name: string;
  /** `2026-11`; everything when absent. */
  readonly month?: string;
};
/** Cells in the order of the columns. The rows can be read once. */
export type ExportTable = {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly ExportCell[]>;
};

/** @throws AppError `bad-input` for a name that cannot be exported, or a month that is none. */
export async function exportTable(deps: ExportTableDeps, input: ExportTableInput): Promise<ExportTable> {
  const name = EXPORT_NAMES.find((known) => known === input.name);
  if (name === undefined)
    throw new AppError("bad-input", `"${input.name}" cannot be exported: choose ${EXPORT_NAMES.join(", ")}.`);
  const month = input.month === undefined ? undefined : monthOf(input.month, deps.policy.zone);
  const columns = EXPORT_COLUMNS[name];
  return { columns, rows: cellsOf(name, deps.exports.rows(name, month)) };
}

function monthOf(text: string, zone: string): ExportMonth {
  const match = MONTH.exec(text);
  if (match === null) throw new AppError("bad-input", `"${text}" is no month: write it as 2026-11.`);
  const next = new Date(Date.UTC(Number(match[1]), Number(match[2]), 1)).toISOString().slice(0, 7);
  return {
    month: text,
    from: instantOf(`${text}-01`, "00:00", zone),
    to: instantOf(`${next}-01`, "00:00", zone),
  };
}

async function* cellsOf<Name extends ExportName>(
  name: Name,
  rows: AsyncIterable<ExportRow<Name>>,
): AsyncGenerator<readonly ExportCell[]> {
  const columns: readonly (keyof ExportRow<Name>)[] = EXPORT_COLUMNS[name];
  for await (const row of rows)
    yield columns.map((column) => {
      const cell = row[column];
      return typeof cell === "string" && FREE_TEXT_COLUMNS.has(column) ? maskText(cell) : cell;
    });
}

import type { ExportName, ExportRow } from "#domain/export-columns";
import type { LocalMonth } from "#domain/working-day";

/** A local month with the instants at which it begins and ends (the end is no part of it). */
export type ExportMonth = { readonly month: LocalMonth; readonly from: Date; readonly to: Date };

/** Reads what can be exported, page by page, in the order in which it came in. */
export type ExportSource = {
  /** @param month absent: everything. People belong to no month and come whole. */
  rows<Name extends ExportName>(name: Name, month?: ExportMonth): AsyncIterable<ExportRow<Name>>;
};

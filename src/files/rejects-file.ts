import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { stringify } from "csv-stringify/sync";
import type { RejectedRow, SourceRow } from "#domain/source-row";
import { guarded } from "./formula-guard.ts";

const BYTE_ORDER_MARK = "\uFEFF";
const OWN_COLUMNS = ["line", "reason"] as const;
const HELD_CHARACTERS = 65_536;

/** Where rows go that an import did not take: `FILE.rejects.csv` beside the file. */
export type RejectsFile = {
  readonly path: string;
  add(rejected: RejectedRow, row: SourceRow): Promise<void>;
  /** Puts the new file in the place of an older one; without rejects none is left there. Answers its path or null. */
  close(): Promise<string | null>;
};

export function openRejectsFile(inputPath: string): RejectsFile {
  const path = `${inputPath}.rejects.csv`;
  // Under another name until it is whole: the input may be the older rejects file itself.
  const unfinished = `${path}.part`;
  let file: FileHandle | null = null;
  let held = "";

  const write = async (): Promise<void> => {
    file ??= await open(unfinished, "w");
    await file.appendFile(held);
    held = "";
  };
  return {
    path,
    add: async ({ line, reason }, { original }) => {
      const { columns, cells } = withoutOwnColumns(original ?? { columns: [], cells: [] });
      if (held === "" && file === null) held = BYTE_ORDER_MARK + csvLine([...OWN_COLUMNS, ...columns]);
      held += csvLine([String(line), reason, ...cells]);
      if (held.length > HELD_CHARACTERS) await write();
    },
    close: async () => {
      if (held !== "") await write();
      await file?.close();
      if (file === null) await rm(path, { force: true });
      else await rename(unfinished, path);
      return file === null ? null : path;
    },
  };
}

/** Rejects of a corrected rejects file do not carry the older line and reason along. */
function withoutOwnColumns(original: NonNullable<SourceRow["original"]>): NonNullable<SourceRow["original"]> {
  const areRejects = OWN_COLUMNS.every((name, index) => original.columns[index] === name);
  if (!areRejects) return original;
  return {
    columns: original.columns.slice(OWN_COLUMNS.length),
    cells: original.cells.slice(OWN_COLUMNS.length),
  };
}

function csvLine(cells: readonly string[]): string {
  return stringify([cells.map(guarded)]);
}

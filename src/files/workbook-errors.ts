import { unzipSync, zipSync } from "fflate";

const SHEETS = /^xl\/worksheets\/[^/]+\.xml$/;
const ERROR_TYPES = ['t="e"', "t='e'"] as const;
const ERROR_TYPE = /(<(?:\w+:)?c\s[^>]*?)\bt=["']e["']/g;

/**
 * The workbook with its error cells (`#DIV/0!`) as cells of text: the reader takes an error for a blank cell, and so
 * does not tell what was not measured from what could not be worked out.
 * @throws what fflate throws for bytes that are no zip.
 */
export function withErrorsAsText(workbook: Buffer): Buffer {
  const sheets = Object.entries(unzipSync(workbook, { filter: ({ name }) => SHEETS.test(name) }));
  const changed = sheets
    .map(([name, sheet]) => [name, Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength)] as const)
    .filter(([, sheet]) => ERROR_TYPES.some((type) => sheet.includes(type)))
    // Latin-1 keeps every byte as it is.
    .map(([name, sheet]) => [
      name,
      Buffer.from(sheet.toString("latin1").replaceAll(ERROR_TYPE, '$1t="str"'), "latin1"),
    ]);
  if (changed.length === 0) return workbook;
  const files = { ...unzipSync(workbook), ...(Object.fromEntries(changed) as Record<string, Uint8Array>) };
  return Buffer.from(zipSync(files, { level: 0 }));
}

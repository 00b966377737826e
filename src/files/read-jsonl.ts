import type { SourceRow } from "#domain/source-row";
import { AppError } from "#domain/error";
import { BROKEN_FAULT, hasBroken, withReplacements } from "./decode-text.ts";
import { linesOf, textChunks } from "./text-chunks.ts";

const COLUMNS = ["row"] as const;
/** Far above the largest contact that is accepted. */
const LINE_CHARACTERS = 64 * 1024 * 1024;

/** One JSON object a line. What is none becomes a row with a fault; empty lines are passed over. */
export async function* readJsonl(path: string, encoding?: string): AsyncGenerator<SourceRow> {
  let line = 0;
  for await (const text of lines(path, encoding)) {
    line += 1;
    if (text.trim() !== "") yield toRow(line, text);
  }
}

// Not node:readline: it also breaks lines at U+2028, which may stand in a JSON string.
function lines(path: string, encoding: string | undefined): AsyncIterable<string> {
  return linesOf(textChunks(path, encoding), (characters) => {
    if (characters > LINE_CHARACTERS)
      throw new AppError("bad-input", `The file ${path} is no JSONL: write one JSON object a line.`);
  });
}

function toRow(line: number, text: string): SourceRow {
  if (hasBroken(text)) return withOriginal({ line, row: {}, fault: BROKEN_FAULT }, text);
  const row = parseObject(text);
  if (row !== null) return withOriginal({ line, row }, text);
  return withOriginal({ line, row: {}, fault: "the line is no JSON object: write one object a line" }, text);
}

/** Written out only for the few rows that are refused. */
function withOriginal(row: Omit<SourceRow, "original">, text: string): SourceRow {
  return {
    ...row,
    get original() {
      return { columns: COLUMNS, cells: [withReplacements(text.replace(/\r$/, ""))] };
    },
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

import { refusalWords, unreachableWords } from "#data/connection-problem";
import { AppError } from "#domain/error";
import { ConfigError } from "./config.ts";

const UNREACHABLE = /Can't reach database server at `?([^\s`]+)/;
/** SQLSTATE classes 28 (who may connect) and 3D (which database), as Prisma reports them. */
const REFUSED = /Code: `(?:28|3D)\w{3}`\. Message: `(.+)`/;

/** What a person reads when a command or a start fails: plain words that say what to do, never a stack trace. */
export function plainError(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof ConfigError) return `xingping cannot start:\n${error.message}`;
  const message = error instanceof Error ? error.message : String(error);
  return databaseProblem(message) ?? fileProblem(error) ?? `Something failed: ${lastLine(message)}`;
}

function databaseProblem(message: string): string | null {
  const address = UNREACHABLE.exec(message)?.[1];
  if (address !== undefined) return unreachableWords(address);
  const refusal = REFUSED.exec(message)?.[1];
  return refusal === undefined ? null : refusalWords(refusal);
}

const FILE_REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: "the folder or file does not exist; correct the name",
  EACCES: "it may not be used; correct its rights",
  EPERM: "it may not be used; correct its rights",
  EROFS: "the disk is read-only; choose another place",
  EISDIR: "it is a folder; name a file",
  ENOTDIR: "a part of it is no folder; correct the name",
  EEXIST: "a file stands where a folder is needed; correct the name",
  ENOSPC: "the disk is full; make room",
};

function fileProblem(error: unknown): string | null {
  const { code, path } = error as NodeJS.ErrnoException;
  const remedy = FILE_REMEDIES[code ?? ""];
  return path === undefined || remedy === undefined ? null : `${path} cannot be opened: ${remedy}.`;
}

/** A driver echoes the query, which may hold what somebody wrote, before it says what is wrong. */
function lastLine(message: string): string {
  return message.trim().split("\n").at(-1) ?? "";
}

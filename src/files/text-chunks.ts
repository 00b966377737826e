import { open } from "node:fs/promises";
import { AppError } from "#domain/error";
import { encodingOf, pieceDecoder, type PieceDecoder } from "./decode-text.ts";

const CHUNK_BYTES = 65_536;

/**
 * The text of a file in pieces, without its byte-order mark. UTF-8 unless another encoding is named (`gbk`) or the file
 * says itself that it is UTF-16, as Excel's "Unicode text" does. A broken character is marked for its row to be refused.
 * @throws AppError `not-found`, `bad-input` for bytes that are no text in this encoding.
 */
export async function* textChunks(path: string, encoding = "utf-8"): AsyncGenerator<string> {
  let decoder: PieceDecoder | null = null;
  const file = await openFile(path);
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      decoder ??= pieceDecoder(encodingOf(buffer.subarray(0, bytesRead)) ?? encoding);
      const text = decode(decoder, buffer.subarray(0, bytesRead), bytesRead === 0, path);
      if (text !== "") yield text;
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

/** The lines of a text, without their ends; `\r\n`, `\n` and a lone `\r` end one. */
export async function* withUnixLineEnds(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const chunk of chunks) {
    const text = held + chunk;
    // The other half of a line end may be in the next piece.
    held = text.endsWith("\r") ? "\r" : "";
    yield (held === "" ? text : text.slice(0, -1)).replaceAll(/\r\n?/g, "\n");
  }
  if (held !== "") yield "\n";
}

/** The lines between `\n`; the last one may be empty. */
export async function* linesOf(
  chunks: AsyncIterable<string>,
  onHeld: (characters: number) => void = () => undefined,
): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const pieces = chunk.includes("\n") ? (rest + chunk).split("\n") : [rest + chunk];
    rest = pieces.pop() ?? "";
    onHeld(rest.length);
    yield* pieces;
  }
  yield rest;
}

async function openFile(path: string): ReturnType<typeof open> {
  try {
    return await open(path, "r");
  } catch (error) {
    throw unreadable(path, error);
  }
}

export function unreadable(path: string, error: unknown): AppError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return new AppError("not-found", `The file ${path} does not exist: check its name.`);
  if (code === "EISDIR") return new AppError("bad-input", `${path} is a folder: name a file in it.`);
  if (code === "EACCES" || code === "EPERM")
    return new AppError("bad-input", `The file ${path} may not be read: correct its rights.`);
  return new AppError("bad-input", `The file ${path} cannot be read (${code || String(error)}).`);
}

function decode(decoder: PieceDecoder, bytes: Uint8Array, isLast: boolean, path: string): string {
  try {
    return decoder.decode(bytes, isLast);
  } catch {
    const remedy =
      decoder.name === "utf-8"
        ? 'It may be GBK: in Excel save it as "CSV UTF-8", or name its encoding (encoding: gbk in the map).'
        : "Name the encoding that it was saved in.";
    throw new AppError("bad-input", `The file ${path} is not ${decoder.name.toUpperCase()} text. ${remedy}`);
  }
}

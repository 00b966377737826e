import { TextDecoder } from "node:util";
import { AppError } from "#domain/error";

/** Stands where the file holds no whole character, until its row is refused: no text has this sign. */
const BROKEN = "\uFFFF";
/** With more broken characters than that the file is text of another encoding. */
const SOUND_FOR_EACH_BROKEN = { wide: 10, any: 1_000 };
const LOOKED_AT_BYTES = 4_096;

/** Decodes a file piece by piece; throws a TypeError at what is no text of this encoding. */
type DecodePiece = (bytes: Uint8Array, isLast: boolean) => string;
export type PieceDecoder = { readonly name: string; readonly decode: DecodePiece };

export const hasBroken = (text: string): boolean => text.includes(BROKEN);
/** As it can be shown and written. */
export const withReplacements = (text: string): string => text.replaceAll(BROKEN, "\uFFFD");
export const BROKEN_FAULT =
  "the row has a broken character: correct it, or name the file's encoding in the map if many rows have";

/**
 * What the bytes at the beginning of a file say about its encoding: the byte-order mark of UTF-16, or without one the
 * NULs that half of every Latin letter, digit and sign is in it.
 */
export function encodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const start = bytes.subarray(0, LOOKED_AT_BYTES);
  const nulsAt = [0, 0] as [number, number];
  for (const [place, byte] of start.entries()) if (byte === 0) nulsAt[place % 2 === 0 ? 0 : 1] += 1;
  const [even, odd] = nulsAt;
  if (Math.max(even, odd) < Math.max(2, start.length / 40)) return null;
  // Some Chinese characters, 一 first of all, have theirs in the other half; zeroed blocks have as many in both.
  if (odd > 1.5 * even) return "utf-16le";
  return even > 1.5 * odd ? "utf-16be" : null;
}

/**
 * UTF-8 and UTF-16 are read with their broken characters marked, other encodings strictly.
 * @throws AppError `bad-input` for an encoding that is not known.
 */
export function pieceDecoder(encoding: string): PieceDecoder {
  const strict = strictDecoder(encoding);
  const name = strict.encoding;
  if (name === "utf-8" || name === "utf-16le" || name === "utf-16be")
    return { name, decode: tolerantDecoder(name) };
  return { name, decode: (bytes, isLast) => strict.decode(bytes, { stream: !isLast }) };
}

function strictDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new AppError("bad-input", `The encoding "${encoding}" is not known: write utf-8, gbk or big5.`);
  }
}

type Unicode = "utf-8" | "utf-16le" | "utf-16be";

function tolerantDecoder(encoding: Unicode): DecodePiece {
  const strict = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const tolerant = new TextDecoder(encoding, { ignoreBOM: true });
  const seen = { broken: 0, wide: 0, all: 0 };
  let held: Uint8Array = new Uint8Array();
  let isStart = true;

  const decodeWhole = (bytes: Uint8Array): string => {
    try {
      const text = strict.decode(bytes);
      // Of three bytes of UTF-8 two are more than the one unit that they become.
      seen.wide += (bytes.length - text.length) / 2;
      seen.all += text.length;
      return text;
    } catch {
      const text = tolerant.decode(bytes).replaceAll("\uFFFD", BROKEN);
      const broken = text.split(BROKEN).length - 1;
      seen.broken += broken;
      seen.wide += text.replaceAll(/[\0-\u007f]/g, "").length - broken;
      seen.all += text.length;
      if (encoding === "utf-8" && isOfAnotherEncoding(seen)) throw new TypeError("broken all over");
      return text;
    }
  };
  return (bytes, isLast) => {
    const all = Buffer.concat([held, bytes]);
    const end = isLast ? all.length : endOfWhole(all, encoding);
    held = all.subarray(end);
    const text = decodeWhole(all.subarray(0, end));
    const isMarked = isStart && text.startsWith("\uFEFF");
    isStart &&= text === "";
    return isMarked ? text.slice(1) : text;
  };
}

function isOfAnotherEncoding(seen: { readonly broken: number; wide: number; all: number }): boolean {
  return (
    seen.broken * SOUND_FOR_EACH_BROKEN.wide > seen.wide && seen.broken * SOUND_FOR_EACH_BROKEN.any > seen.all
  );
}

/** Where the last character ends of which no byte can be missing. */
function endOfWhole(bytes: Buffer, encoding: Unicode): number {
  if (encoding === "utf-8") {
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
      const byte = bytes[bytes.length - back] ?? 0;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      if (length > back) return bytes.length - back;
      if (byte < 0x80 || byte >= 0xc0) break;
    }
    return bytes.length;
  }
  const even = bytes.length - (bytes.length % 2);
  const highByte = bytes[encoding === "utf-16le" ? even - 1 : even - 2] ?? 0;
  return highByte >= 0xd8 && highByte <= 0xdb ? even - 2 : even;
}

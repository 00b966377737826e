import { createDecipheriv, createHash } from "node:crypto";
import { AppError } from "#domain/error";

const BLOCK_BYTES = 16;

/**
 * Lark's encryption: base64 of a random 16-byte IV and the AES-256-CBC text with PKCS#7 padding; the AES key is the
 * SHA-256 of the Encrypt Key. Throws `bad-input` for anything else, always with the same words.
 */
export function createDecryptor(encryptKey: string): (encrypted: string) => Buffer {
  const key = createHash("sha256").update(encryptKey).digest();
  // One for all messages, since making a decipher costs more than using it: CBC needs nothing of what came before a
  // block but the block next to it, so an IV that is read as the first block serves the second and is dropped.
  const decipher = createDecipheriv("aes-256-cbc", key, Buffer.alloc(BLOCK_BYTES));
  // The padding is taken off by hand, as this decipher never ends.
  decipher.setAutoPadding(false);
  return (encrypted) => {
    const bytes = Buffer.from(encrypted, "base64");
    // A part of a block would stay in the decipher and shift the next message.
    if (bytes.length < 2 * BLOCK_BYTES || bytes.length % BLOCK_BYTES !== 0) {
      throw undecipherable();
    }
    return withoutPadding(decipher.update(bytes).subarray(BLOCK_BYTES));
  };
}

function withoutPadding(padded: Buffer): Buffer {
  const count = padded[padded.length - 1] ?? 0;
  const start = padded.length - count;
  if (count < 1 || count > BLOCK_BYTES || start < 0) {
    throw undecipherable();
  }
  for (let at = start; at < padded.length; at += 1) {
    if (padded[at] !== count) {
      throw undecipherable();
    }
  }
  return padded.subarray(0, start);
}

function undecipherable(): AppError {
  return new AppError("bad-input", "The encrypted body cannot be read with this Encrypt Key.");
}

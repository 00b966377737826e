import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import type { Turn } from "#domain/contact";
import type { Secrets } from "#ports/secrets";
import { newId } from "./new-id.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_VERSION = 1;

export type SecretKeys = Secrets & {
  /** Base64url HMAC-SHA-256 of the text under the key for links. */
  signLink(text: string): string;
};

const NONCES_AT_ONCE = 512;

/** Each one is given out once. Drawing the random bytes of many together takes a hundredth of the time. */
function nonces(): () => Buffer {
  let pool = Buffer.alloc(0);
  let next = 0;
  return () => {
    if (next === pool.length) {
      pool = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
      next = 0;
    }
    const nonce = pool.subarray(next, next + NONCE_BYTES);
    next += NONCE_BYTES;
    return nonce;
  };
}

/** @param secretKey 32 bytes. Each purpose has a key of its own, by HKDF-SHA-256 (RFC 5869). */
export function createSecrets(secretKey: Uint8Array): SecretKeys {
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync("sha256", secretKey, "xingping", `${purpose}/${KEY_VERSION}`, 32));
  const textKey = derive("text");
  const customerKey = derive("customer");
  const linkKey = derive("link");

  const newNonce = nonces();
  const sealText = (text: string): Uint8Array => {
    const nonce = newNonce();
    const cipher = createCipheriv("aes-256-gcm", textKey, nonce);
    const sealed = cipher.update(text, "utf8");
    const end = cipher.final();
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed, end]);
  };
  const openText = (sealed: Uint8Array, keyVersion: number): string => {
    if (keyVersion !== KEY_VERSION) throw new Error(`No key of version ${keyVersion} is known.`);
    const decipher = createDecipheriv("aes-256-gcm", textKey, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString("utf8");
  };

  return {
    keyVersion: KEY_VERSION,
    sealText,
    openText,
    openTurns: (sealed, keyVersion) =>
      (JSON.parse(openText(sealed, keyVersion)) as (Omit<Turn, "at"> & { at: string | null })[]).map(
        (turn) => ({
          ...turn,
          at: turn.at === null ? null : new Date(turn.at),
        }),
      ),
    customerHash: (reference) => createHmac("sha256", customerKey).update(reference).digest(),
    sha256: (text) => createHash("sha256").update(text).digest("hex"),
    randomSeed: () => randomBytes(32).toString("hex"),
    newId,
    signLink: (text) => createHmac("sha256", linkKey).update(text).digest("base64url"),
  };
}

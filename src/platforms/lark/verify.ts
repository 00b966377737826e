import { createHash, timingSafeEqual } from "node:crypto";

const SECONDS = /^\d{1,11}$/;
const FUTURE_SECONDS = 300;

export type SignedRequest = {
  /** The body exactly as it arrived. */
  readonly rawBody: Uint8Array;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly encryptKey: string;
};

/** Whether the signature is the hex SHA-256 of timestamp, nonce, key and body, compared in constant time. */
export function verifySignature(request: SignedRequest): boolean {
  const expected = createHash("sha256")
    .update(request.timestamp + request.nonce + request.encryptKey)
    .update(request.rawBody)
    .digest();
  const given = Buffer.from(request.signature, "hex");
  return request.signature.length === 64 && given.length === 32 && timingSafeEqual(given, expected);
}

/** Whether a timestamp in Unix seconds is no older than allowed and not more than five minutes ahead. */
export function isFresh(timestampSeconds: string, now: Date, maxAgeSeconds: number): boolean {
  if (!SECONDS.test(timestampSeconds)) {
    return false;
  }
  const ageSeconds = now.getTime() / 1000 - Number(timestampSeconds);
  return ageSeconds <= maxAgeSeconds && ageSeconds >= -FUTURE_SECONDS;
}

/** A check for one secret that takes the same time wherever the first difference is. */
export function createSecretCheck(secret: string): (given: string | null) => boolean {
  const expected = createHash("sha256").update(secret).digest();
  return (given) => given !== null && timingSafeEqual(createHash("sha256").update(given).digest(), expected);
}

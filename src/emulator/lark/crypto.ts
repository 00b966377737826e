import { createCipheriv, createHash, randomBytes } from "node:crypto";

/** base64(iv ‖ AES-256-CBC(plaintext)), key = SHA-256 of the encrypt key, PKCS#7 (event encryption page). */
export function encryptBody(encryptKey: string, plaintext: string, iv: Buffer = randomBytes(16)): string {
  const key = createHash("sha256").update(encryptKey, "utf8").digest();
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  return Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final()]).toString("base64");
}

/** Lower-case hex SHA-256 (no HMAC) of timestamp, nonce, encrypt key and the bytes that go over the wire. */
export function signBody(
  encryptKey: string,
  signed: { timestamp: string; nonce: string; body: Buffer | string },
): string {
  return createHash("sha256")
    .update(signed.timestamp + signed.nonce + encryptKey, "utf8")
    .update(signed.body)
    .digest("hex");
}

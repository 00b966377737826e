import { createHash, timingSafeEqual } from "node:crypto";

/** Whether `Authorization: Bearer …` carries the token. Without a token nobody's does. */
export function isBearer(header: string | undefined, token: string | null): boolean {
  const given = /^Bearer +(\S+)\s*$/i.exec(header ?? "")?.[1];
  return given !== undefined && isToken(given, token);
}

/** Whether `Authorization: Basic …` carries the token as its password, by whatever user name: what a browser asks for. */
export function isPassword(header: string | undefined, token: string | null): boolean {
  const encoded = /^Basic +(\S+)\s*$/i.exec(header ?? "")?.[1];
  const given = Buffer.from(encoded ?? "", "base64").toString("utf8");
  const colon = given.indexOf(":");
  return colon >= 0 && isToken(given.slice(colon + 1), token);
}

/** Compares hashes, so that neither time nor length tells anything of the token. */
function isToken(given: string, token: string | null): boolean {
  if (token === null || token === "") return false;
  return timingSafeEqual(sha256(given), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

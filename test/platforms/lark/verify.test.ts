import { expect, test } from "vitest";
import { isFresh, isSame, verifySignature } from "#platforms/lark/verify";

const COMPACT = '{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}';
const request = {
  rawBody: Buffer.from(COMPACT),
  timestamp: "1700000000",
  nonce: "nonce-1",
  signature: "002a272a435d056759149cce18e88064ff320d38d91a09432445c344c4296949",
  encryptKey: "test key",
};

test("the signature is over timestamp, nonce, key and body", () => {
  expect(verifySignature(request)).toBe(true);
});

test("the bytes count, not the object: a space after the colon has a signature of its own", () => {
  const rawBody = Buffer.from(COMPACT.replace(":", ": "));
  const signature = "e007967e8d25b1fff72be88551a04c3c98bc4a5cef359ed9b8c8240194b0877f";

  expect(verifySignature({ ...request, rawBody, signature })).toBe(true);
  expect(verifySignature({ ...request, rawBody })).toBe(false);
});

test("a body inside a larger buffer is read at its own place", () => {
  const around = Buffer.from(`..${COMPACT}..`);

  expect(verifySignature({ ...request, rawBody: around.subarray(2, -2) })).toBe(true);
});

test.each([
  ["one digit changed", request.signature.replace("0", "1")],
  ["cut short", request.signature.slice(2)],
  ["made longer", `${request.signature}00`],
  ["no hex", "z".repeat(64)],
  ["empty", ""],
])("a signature that is %s is refused", (_, signature) => {
  expect(verifySignature({ ...request, signature })).toBe(false);
});

test.each([
  ["timestamp", "1700000001"],
  ["nonce", "nonce-2"],
  ["encryptKey", "another"],
])("another %s is refused", (field, value) => {
  expect(verifySignature({ ...request, [field]: value })).toBe(false);
});

const now = new Date("2026-11-03T01:00:00Z");
const seconds = now.getTime() / 1000;

test.each([
  ["just now", String(seconds), true],
  ["exactly as old as allowed", String(seconds - 300), true],
  ["one second too old", String(seconds - 301), false],
  ["a little ahead", String(seconds + 299), true],
  ["more than five minutes ahead", String(seconds + 301), false],
  ["in milliseconds", String(seconds * 1000), false],
  ["empty", "", false],
  ["no number", "yesterday", false],
  ["negative", "-1", false],
])("a timestamp that is %s", (_, timestamp, isAccepted) => {
  expect(isFresh(timestamp, now, 300)).toBe(isAccepted);
});

test("a secret is only itself", () => {
  expect(isSame("token-1", "token-1")).toBe(true);
  expect(isSame("token-1", "token-2")).toBe(false);
  expect(isSame("token-1", "token-1 ")).toBe(false);
  expect(isSame("令牌", "令片")).toBe(false);
});

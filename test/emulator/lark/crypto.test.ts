import { expect, test } from "vitest";
import { encryptBody, signBody } from "#emulator/lark/crypto";
import { variedJson } from "#emulator/lark/varied-json";
import { decrypt } from "../test-bed.ts";

const KNOWN = "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=";

test("the example of the encryption page comes out byte for byte with its vector", () => {
  const iv = Buffer.from(KNOWN, "base64").subarray(0, 16);

  const encrypted = encryptBody("test key", "hello world", iv);

  expect(encrypted).toBe(KNOWN);
});

test("what is encrypted can be read with the same key, and each time looks different", () => {
  const text = JSON.stringify({ challenge: "5634b122-c042-4634-bc7f-b07a3c3e77ad", text: "你好" });

  const twice = [encryptBody("mazhe.nerd", text), encryptBody("mazhe.nerd", text)];

  expect(twice.map((each) => decrypt("mazhe.nerd", each))).toEqual([text, text]);
  expect(twice[0]).not.toBe(twice[1]);
});

test.each([
  ["nonce1", `{"encrypt":"${KNOWN}"}`, "21b279029a3bdf7b9f02a4935c76c53f09876d9d0e45add77a99d55d1bc7e79e"],
  ["nonce-1", `{"encrypt":"${KNOWN}"}`, "002a272a435d056759149cce18e88064ff320d38d91a09432445c344c4296949"],
  ["nonce-1", `{"encrypt": "${KNOWN}"}`, "e007967e8d25b1fff72be88551a04c3c98bc4a5cef359ed9b8c8240194b0877f"],
])("the signature over %s %s is the known one", (nonce, body, signature) => {
  expect(signBody("test key", { timestamp: "1700000000", nonce, body })).toBe(signature);
});

test("every spelling of a value reads the same, and most are not compact JSON", () => {
  const value = { 姓名: "李雷", list: [1, { b: "x/y", a: null }], url: "http://a/b" };

  const spellings = [0, 1, 2, 3, 4].map((turn) => variedJson(value, turn));

  expect(spellings.map((text) => JSON.parse(text))).toEqual([value, value, value, value, value]);
  expect(new Set(spellings).size).toBe(5);
  expect(variedJson(value, 5)).toBe(spellings[0]);
});

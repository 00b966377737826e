import { createCipheriv, createHash } from "node:crypto";
import { expect, test } from "vitest";
import { AppError } from "#domain/error";
import { createDecryptor } from "#platforms/lark/decrypt";
import { encrypt } from "./sealed.ts";

const CHALLENGE =
  "tT1xP+ovuc0T3b/rnZX3ax76exqAn0ANQ6/U45GcciC0mgNBc8JtvqOJGNAPMKpgRs2dVU1NYk9VDeqS8T4SYtU0hzNU54aS84WnxvZ3VFfDcy/RyABlNqlUiGyLDzFI0yxdCMT4KR/YEQXlt6nZi50KwRlZ+A75r645KesZuLMljezYyY8VeeXEVjPw35+e";

test("the official example is decrypted", () => {
  const text = createDecryptor("test key")("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=");

  expect(text.toString()).toBe("hello world");
});

test("the SDK's challenge is decrypted", () => {
  const text = createDecryptor("mazhe.nerd")(CHALLENGE).toString();

  expect(JSON.parse(text)).toMatchObject({ challenge: "5634b122-c042-4634-bc7f-b07a3c3e77ad" });
});

test.each([0, 1, 15, 16, 17, 1000])("a text of %i bytes comes back whole", (length) => {
  const text = "x".repeat(length);

  expect(createDecryptor("k")(encrypt(text, "k")).toString()).toBe(text);
});

test("Chinese text comes back whole", () => {
  expect(createDecryptor("k")(encrypt("质检评分 🎧", "k")).toString()).toBe("质检评分 🎧");
});

test("a message comes back whole whatever was decrypted or refused before it", () => {
  const decrypt = createDecryptor("k");

  decrypt(encrypt("一条较早的消息", "k"));
  for (const refused of ["", Buffer.alloc(40).toString("base64"), blockEndingWith(9, 3, 3)]) {
    expect(() => decrypt(refused)).toThrow(AppError);
  }

  expect(decrypt(encrypt("质检评分", "k")).toString()).toBe("质检评分");
});

function refusal(encrypted: string): unknown {
  try {
    createDecryptor("k")(encrypted);
    return "accepted";
  } catch (error) {
    return error;
  }
}

/** One block whose last bytes are given, encrypted without adding padding. */
function blockEndingWith(...ending: number[]): string {
  const iv = Buffer.alloc(16, 1);
  const block = Buffer.alloc(16, 120);
  block.set(ending, 16 - ending.length);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update("k").digest(), iv);
  cipher.setAutoPadding(false);
  return Buffer.concat([iv, cipher.update(block), cipher.final()]).toString("base64");
}

test.each([
  ["empty", ""],
  ["only an IV", Buffer.alloc(16).toString("base64")],
  ["not whole blocks", Buffer.alloc(40).toString("base64")],
  ["padded with 0", blockEndingWith(0)],
  ["padded with 33", blockEndingWith(33)],
  ["padded unevenly", blockEndingWith(9, 3, 3)],
])("a text that is %s is refused with the same words", (_, encrypted) => {
  const error = refusal(encrypted);

  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).code).toBe("bad-input");
  expect((error as AppError).message).toBe("The encrypted body cannot be read with this Encrypt Key.");
});

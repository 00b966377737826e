import { describe, expect, it } from "vitest";
import { cutText, storableText } from "#domain/storable-text";

describe("a text that is cut", () => {
  it.each([
    ["12345", 5, "12345"],
    ["123456", 5, "1234…"],
    ["123😀😀", 5, "123😀😀"],
    ["123😀😀6", 5, "123😀…"],
    ["😀😀😀😀😀😀😀😀😀😀😀", 5, "😀😀😀😀…"],
    ["a😀b😀c😀d😀", 4, "a😀b…"],
    ["12", 0, "…"],
  ])("%j, has %i characters at most, none of them halved", (text, most, expected) => {
    expect(cutText(text, most)).toBe(expected);
  });
});

describe("a text that is stored", () => {
  it("has a sign where a character was broken", () => {
    expect(storableText("a\0b\uD800c\uDC00😀")).toBe("a\uFFFDb\uFFFDc\uFFFD😀");
  });
});

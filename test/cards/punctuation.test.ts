import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceFiles } from "../support/layers.ts";

const HALF_WIDTH = /\p{Script=Han}[,:;!?()]|[,:;!?()]\p{Script=Han}/u;
/** English sentences with a Chinese word in them. */
const ENGLISH = [
  "Xingping 星评: a customer-service quality programme",
  "write the employee number (工号)",
  "pressed 提交 on",
  "Be 林芳 (supervisor)",
  "Be 沈卓 (manager)",
];
/** They hold patterns for what people type, not words that are shown. */
const PATTERNS = ["src/domain/masking-rules.ts", "src/domain/turn-numbers.ts"];

/** Every text in quotes, in any file of the program; what is filled in stands as one Chinese character. */
function textsOf(source: string): string[] {
  return source
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|\/?\*)/.test(line))
    .flatMap((line) => line.match(/"(?:[^"\\]|\\.)*"|`[^`]*`/g) ?? [])
    .filter((text) => /\p{Script=Han}/u.test(text))
    .map((text) => text.replaceAll(/\$\{[^}]*\}/g, "某"));
}

describe("the Chinese words", () => {
  it("have full-width punctuation beside every Chinese character", () => {
    const files = sourceFiles(join(import.meta.dirname, "..", "..")).filter(
      ({ path }) => !PATTERNS.includes(path),
    );

    const texts = files.flatMap(({ path, text }) => textsOf(text).map((found) => `${path}: ${found}`));
    const wrong = texts
      // A clause is named as its policy names it.
      .filter((text) => !/^[^:]+: "00\d /.test(text))
      .filter((text) => !ENGLISH.some((sentence) => text.includes(sentence)))
      .filter((text) => HALF_WIDTH.test(text.slice(text.indexOf(": ") + 2)));

    expect(texts.length).toBeGreaterThan(200);
    expect(wrong).toEqual([]);
  });

  it.each(['"没有,请"', '"例如:"', "`工号(${number}`", "`第 1 条${then}!`"])(
    "would be found wrong in %s",
    (source) => {
      const [text] = textsOf(source);

      expect(text).toMatch(HALF_WIDTH);
    },
  );
});

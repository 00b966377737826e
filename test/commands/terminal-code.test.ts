import { encode } from "uqr";
import { describe, expect, it } from "vitest";
import { terminalCode } from "#main/commands/terminal-code";

const MODULES: Readonly<Record<string, readonly [number, number]>> = {
  " ": [0, 0],
  "▀": [1, 0],
  "▄": [0, 1],
  "█": [1, 1],
};

describe("a QR code in a terminal", () => {
  const content = `https://accounts.feishu.cn/page?user_code=ABCD&addons=${"x".repeat(450)}`;
  const { columns, text } = terminalCode(content);
  const lines = text.trimEnd().split("\n");

  it("is drawn black on white, whatever the terminal's own colours", () => {
    for (const line of lines) expect(line).toMatch(/^\u001b\[30;107m[ ▀▄█]+\u001b\[0m$/);
  });

  it("holds every module of the code, and a quiet zone of two around it", () => {
    const rows = lines.flatMap((line) => {
      const characters = line.slice("\u001b[30;107m".length, -"\u001b[0m".length).split("");
      return [0, 1].map((half) => characters.map((character) => MODULES[character]![half as 0 | 1] === 1));
    });
    const { data, size } = encode(content, { ecc: "L", border: 2 });

    expect(columns).toBe(size);
    expect(rows.slice(0, size)).toEqual(data);
    expect(data.slice(0, 2).flat().some(Boolean)).toBe(false);
  });

  it("fits a window of 100 columns with all that we ask for", () => {
    expect(columns).toBeLessThanOrEqual(100);
  });
});

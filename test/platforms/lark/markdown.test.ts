import { expect, test } from "vitest";
import { escapeMarkdown } from "#platforms/lark/escape";
import { lineToMarkdown } from "#platforms/lark/markdown";

test.each([
  ["a mention", "<at id=all></at>", "&#60;at id=all&#62;&#60;/at&#62;"],
  ["a link", "[点我](https://x.example)", "&#91;点我&#93;(https&#58;//x.example)"],
  ["a bare link", "见 http://x.example 和 www.x.example", "见 http&#58;//x.example 和 www&#46;x.example"],
  ["an image", "![a](img_v2)", "&#33;&#91;a&#93;(img&#95;v2)"],
  ["bold", "**急**", "&#42;&#42;急&#42;&#42;"],
  ["struck out", "~~a~~", "&#126;&#126;a&#126;&#126;"],
  ["code", "`a`", "&#96;a&#96;"],
  ["a heading", "# 标题", "&#35; 标题"],
  ["an entity", "&#60;at&lt;", "&#38;&#35;60;at&#38;lt;"],
  ["a list", "- a\n+ b\n1. c", "&#45; a<br>&#43; b<br>1&#46; c"],
  ["a rule", "---", "&#45;--"],
  ["an underlined heading", "a\n===", "a<br>&#61;=="],
  ["indented code", "    a", "a"],
  ["a table", "|a|b|", "&#124;a&#124;b&#124;"],
  ["an emoji's name", "很好 :OK:", "很好 &#58;OK:"],
  ["a backslash", "\\*", "&#92;&#42;"],
  ["a variable", "${x}", "&#36;{x}"],
])("%s stays text", (_, text, expected) => {
  expect(escapeMarkdown(text)).toBe(expected);
});

test("ordinary text is not touched", () => {
  const text = "09:12 您好,订单 2026-11-03 的 3.5 元运费(含税)已退;请查收!";

  expect(escapeMarkdown(text)).toBe(text.replace("!", "&#33;"));
});

test("line breaks of every kind become one", () => {
  expect(escapeMarkdown("a\r\nb\rc\nd")).toBe("a<br>b<br>c<br>d");
});

test("invisible direction marks and control characters go", () => {
  expect(escapeMarkdown("a\u202Eb\u0000c")).toBe("a b c");
});

test("bold stands apart, or the stars would show", () => {
  const line = lineToMarkdown([{ text: "总评:", bold: true }, { text: "很好" }]);

  expect(line).toBe("**总评:** 很好");
});

test("colour goes inside bold", () => {
  expect(lineToMarkdown([{ text: "红线", bold: true, tone: "bad" }])).toBe(
    "**<font color='red'>红线</font>**",
  );
});

test.each([
  ["https://x.example/a?b=(1)&c='2'", "[会话](https://x.example/a?b=%281%29&c=%272%27)"],
  ["javascript:alert(1)", "会话"],
  ["lark://msgcard", "会话"],
  ["not a url", "会话"],
])("a link to %s", (url, expected) => {
  expect(lineToMarkdown([{ text: "会话", url }])).toBe(expected);
});

test("an empty span leaves nothing behind", () => {
  expect(lineToMarkdown([{ text: "a" }, { text: " ", bold: true }, { text: "b" }])).toBe("ab");
});

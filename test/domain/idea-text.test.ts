import { describe, expect, it } from "vitest";
import { linksIn, readIdeaNumber, readIdeaText, readNumberField } from "#domain/idea-text";
import { readNote } from "#domain/note-text";

describe("the text of an idea", () => {
  it("is masked before anybody sees it", () => {
    const { text } = readIdeaText("客户 13812345678 说退款进度查不到，做成可查询的卡片");

    expect(text).toBe("客户 138****5678 说退款进度查不到，做成可查询的卡片");
  });

  it("gives its addresses as links, each once, without the full stop behind them", () => {
    const { links } = readIdeaText(
      "参考 https://example.com/a?x=1，以及 https://example.com/b. 还有 https://example.com/b",
    );

    expect(links).toEqual(["https://example.com/a?x=1", "https://example.com/b"]);
  });

  it("gives no link in which a customer's number stands", () => {
    expect(linksIn("https://crm.example.com/13812345678 https://example.com/c")).toEqual([
      "https://example.com/c",
    ]);
  });

  it.each([
    ["", "idea"],
    ["  。！", "idea"],
    ["好", "idea-short"],
    ["a".repeat(1001), "too-long"],
  ])("%j is refused as %s", (typed, what) => {
    expect(() => readIdeaText(typed)).toThrow(
      expect.objectContaining({ code: "bad-input", facts: expect.objectContaining({ what }) }),
    );
  });

  it("keeps nothing that the database refuses", () => {
    expect(readIdeaText("退款进度\0做成卡片").text).toBe("退款进度\uFFFD做成卡片");
  });
});

it("a reason that says nothing is none", () => {
  expect(() => readNote(" …", "reason")).toThrow(expect.objectContaining({ facts: { what: "reason" } }));
  expect(readNote(" 已有同样的功能 ", "reason")).toBe("已有同样的功能");
});

describe("a number in front of what is said", () => {
  it.each([
    ["#12", { number: 12, rest: "" }],
    ["＃１２ 补充：每月三百次", { number: 12, rest: "补充：每月三百次" }],
    ["# 7，再说一句", { number: 7, rest: "再说一句" }],
  ])("of %j", (said, expected) => {
    expect(readIdeaNumber(said)).toEqual(expected);
  });

  it.each(["12小时轮班改成八小时", "#标签 自动化", "退款 #12", ""])("%j names none", (said) => {
    expect(readIdeaNumber(said)).toBeNull();
  });
});

it("a field takes a number with or without its sign", () => {
  expect([" #7 ", "7", "＃７"].map(readNumberField)).toEqual([7, 7, 7]);
  expect(["", "七", "#7 8", "-7"].map(readNumberField)).toEqual([null, null, null, null]);
});

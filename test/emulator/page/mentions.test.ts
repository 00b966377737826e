import { describe, expect, it } from "vitest";
import { matching, mentionedIn, mentionTyping, withMention } from "#emulator/page/mentions";

const BOT = { reference: "bot", name: "星评" };
const LI = { reference: "ou_li", name: "李雷" };
const LI_LEI_LEI = { reference: "ou_li2", name: "李雷雷" };
const GRACE = { reference: "ou_grace", name: "Grace Lin" };
const ALL = [BOT, LI, LI_LEI_LEI, GRACE];

describe("an @ in the text", () => {
  it.each([
    ["@", { start: 0, query: "" }],
    ["你好@李", { start: 2, query: "李" }],
    ["提名 @gra", { start: 3, query: "gra" }],
  ])("begins a mention in %j", (text, typing) => {
    expect(mentionTyping(text, text.length)).toEqual(typing);
  });

  it.each(["写信给 li@example", "@李雷 好的", "没有", "@@"])("begins none in %j", (text) => {
    const typing = mentionTyping(text, text.length);

    expect(typing === null || typing.query === "").toBe(true);
    if (text !== "@@") expect(typing).toBeNull();
  });

  it("counts only up to where the caret stands", () => {
    expect(mentionTyping("@李雷 好的", 2)).toEqual({ start: 0, query: "李" });
  });
});

describe("the offered names", () => {
  it("hold what was typed, those that begin with it first", () => {
    expect(matching(ALL, "l")).toEqual([GRACE]);
    expect(matching(ALL, "雷")).toEqual([LI, LI_LEI_LEI]);
    expect(matching([GRACE, { reference: "ou_lin", name: "Lin" }], "lin").map(({ name }) => name)).toEqual([
      "Lin",
      "Grace Lin",
    ]);
    expect(matching(ALL, "王")).toEqual([]);
  });

  it("take the place of what was typed, with the caret behind them", () => {
    expect(withMention("请@李看一下", { start: 1, query: "李" }, "李雷")).toEqual({
      text: "请@李雷 看一下",
      caret: 5,
    });
  });
});

describe("who is mentioned", () => {
  it("is read in the order of the text, each once", () => {
    expect(mentionedIn("@星评 提名 @Grace Lin 和 @李雷，谢谢 @星评", ALL)).toEqual([
      "bot",
      "ou_grace",
      "ou_li",
    ]);
  });

  it("is the longer name where one begins like the other", () => {
    expect(mentionedIn("@李雷雷 @李雷", ALL)).toEqual(["ou_li2", "ou_li"]);
  });

  it("is nobody for an @ before an unknown word", () => {
    expect(mentionedIn("a@b @somebody", ALL)).toEqual([]);
  });
});

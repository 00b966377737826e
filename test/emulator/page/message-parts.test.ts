import { describe, expect, it } from "vitest";
import { partsOfText, readPost } from "#emulator/page/message-parts";

const LI = { key: "@_user_1", name: "李雷", openId: "ou_li", type: "user" as const };

describe("a text", () => {
  it("shows the names behind its placeholders", () => {
    expect(partsOfText("@_user_1 你好", [LI], "所有人")).toEqual([
      { kind: "mention", name: "李雷", openId: "ou_li" },
      { kind: "text", text: " 你好" },
    ]);
  });

  it("keeps a placeholder that nobody stands behind", () => {
    expect(partsOfText("@_user_2", [LI], "所有人")).toEqual([{ kind: "text", text: "@_user_2" }]);
  });

  it("shows mentions that a bot wrote, everybody by the reader's word", () => {
    const parts = partsOfText('<at user_id="ou_li">李雷</at> <at user_id="all"></at>', [], "所有人");

    expect(parts).toEqual([
      { kind: "mention", name: "李雷", openId: "ou_li" },
      { kind: "text", text: " " },
      { kind: "mention", name: "所有人", openId: "all" },
    ]);
  });

  it("makes links of addresses, without the full stop behind them", () => {
    expect(partsOfText("见 https://example.com/a?b=1。好", [], "").map((part) => part.kind)).toEqual([
      "text",
      "link",
      "text",
    ]);
    expect(partsOfText("javascript:alert(1)", [], "")).toEqual([
      { kind: "text", text: "javascript:alert(1)" },
    ]);
  });
});

describe("a post", () => {
  const post = {
    zh_cn: {
      title: "周报",
      content: [
        [
          { tag: "text", text: "你好 " },
          { tag: "at", user_name: "李雷" },
        ],
      ],
    },
    en_us: { title: "Digest", content: [[{ tag: "a", text: "more", href: "https://example.com" }]] },
  };

  it("is read in the reader's language", () => {
    expect(readPost(post, "en_us")).toEqual({
      title: "Digest",
      lines: [[{ tag: "a", text: "more", url: "https://example.com" }]],
    });
    expect(readPost(post, "zh_cn").lines[0]?.map(({ text }) => text)).toEqual(["你好 ", "@李雷"]);
  });

  it("is read in the language that it has when the reader's is not there", () => {
    expect(readPost({ zh_cn: post.zh_cn }, "en_us").title).toBe("周报");
  });

  it("opens no address but one of the web", () => {
    const sly = { zh_cn: { content: [[{ tag: "a", text: "x", href: "javascript:alert(1)" }]] } };

    expect(readPost(sly, "zh_cn").lines).toEqual([[{ tag: "a", text: "x" }]]);
  });

  it.each([null, "text", { zh_cn: { content: "none" } }])("that is none (%j) is empty", (content) => {
    expect(readPost(content, "zh_cn")).toEqual({ title: "", lines: [] });
  });
});

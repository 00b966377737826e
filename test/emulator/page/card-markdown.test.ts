import { describe, expect, it, test } from "vitest";
import { decodeEntities } from "#emulator/page/card/card-entities";
import { markdownBlocks, markdownLines, type Inline } from "#emulator/page/card/card-markdown";

const lineOf = (content: string): readonly Inline[] => {
  const [block] = markdownBlocks(content);
  return block?.kind === "paragraph" ? block.children : [];
};
const text = (words: string): Inline => ({ kind: "text", text: words });

describe("the markdown of a card", () => {
  it("colours words, also inside bold ones", () => {
    expect(lineOf("a **<font color='red'>b</font>** c")).toEqual([
      text("a "),
      { kind: "strong", children: [{ kind: "font", color: "red", children: [text("b")] }] },
      text(" c"),
    ]);
  });

  it.each([
    ["<at id=ou_1></at>", ["ou_1"]],
    ["<at id='all'></at>", ["all"]],
    ['<at ids="ou_1, ou_2"></at>', ["ou_1", "ou_2"]],
    ["<at ids=ou_1,ou_2></at>", ["ou_1", "ou_2"]],
    ["<at id=ou_1>", ["ou_1"]],
  ])("mentions people in %s", (content, ids) => {
    expect(lineOf(content)).toEqual(ids.map((id) => ({ kind: "mention", id })));
  });

  it("loses no words after a mention that is not closed", () => {
    expect(lineOf("<at id=ou_1> hello")).toEqual([{ kind: "mention", id: "ou_1" }, text(" hello")]);
  });

  it("keeps words in their order when tags end in another order than they began", () => {
    expect(JSON.stringify(lineOf("<font color=red>a<text_tag color=blue>b</font>c</text_tag>d"))).toMatch(
      /a.*b.*c.*d/,
    );
  });

  it.each([
    ["<script>alert(1)</script>"],
    ["<div onclick='x'>words</div>"],
    ["<img src=x onerror=alert(1)>"],
    ["<iframe src='https://x.example'></iframe>"],
    ["<!-- hidden -->"],
  ])("shows HTML as the letters it is made of: %s", (content) => {
    const shown = lineOf(content);

    expect(shown.every((inline) => inline.kind === "text")).toBe(true);
    expect(shown.map((inline) => ("text" in inline ? inline.text : "")).join("")).toBe(content);
  });

  it.each([
    ["[a](javascript:alert\\(1\\))", undefined],
    ["[a](data:text/html,x)", undefined],
    ["[a](https://x.example/y)", "https://x.example/y"],
    ["<link url='javascript:alert(1)'>a</link>", undefined],
    ["<link url='https://x.example/'>a</link>", "https://x.example/"],
    ["<a href='https://x.example/'>a</a>", "https://x.example/"],
  ])("links only to the web: %s", (content, url) => {
    expect(lineOf(content)).toEqual([{ kind: "link", url, children: [text("a")] }]);
  });

  it("reads tags, numbers, people, times and pictures", () => {
    expect(
      lineOf(
        "<text_tag color='orange'>t</text_tag><number_tag background_color='grey' font_color='white'>7</number_tag>" +
          "<person id='ou_1' show_avatar=false></person><local_datetime millisecond='1000' format_type='time'></local_datetime>" +
          "![alt](img_1)",
      ),
    ).toEqual([
      { kind: "tag", color: "orange", children: [text("t")] },
      { kind: "number", text: "7", ground: "grey", color: "white", url: undefined },
      { kind: "person", id: "ou_1", hasName: true, hasAvatar: false },
      { kind: "time", milliseconds: 1000, format: "time", url: undefined },
      { kind: "image", key: "img_1", alt: "alt" },
    ]);
  });

  it("breaks the line at <br> and at a line's end", () => {
    expect(lineOf("a<br>b\nc")).toEqual([
      text("a"),
      { kind: "break" },
      text("b"),
      { kind: "break" },
      text("c"),
    ]);
  });

  it("makes lists, quotes, code, rules and tables", () => {
    const kinds = markdownBlocks(
      "# h\n\n- a\n- [x] b\n\n3. c\n\n> q\n\n```\nx\n```\n\n---\n\n|a|b|\n|-|:-:|\n|1|2|",
    );

    expect(kinds.map((block) => block.kind)).toEqual([
      "heading",
      "list",
      "list",
      "quote",
      "code",
      "rule",
      "table",
    ]);
    expect(kinds[2]).toMatchObject({ start: 3 });
    expect(kinds[1]).toMatchObject({ items: [{ isChecked: null }, { isChecked: true }] });
    expect(kinds[6]).toMatchObject({ align: [null, "center"], rows: [[[text("1")], [text("2")]]] });
  });

  it("of the kind lark_md knows no lists and headings", () => {
    expect(markdownLines("# a\n- **b**")).toEqual([
      text("# a"),
      { kind: "break" },
      text("- "),
      { kind: "strong", children: [text("b")] },
    ]);
  });
});

test("an escaped character is shown and starts nothing", () => {
  expect(lineOf("&#42;&#42;a&#42;&#42; &#60;at id=all&#62;")).toEqual([text("**a** <at id=all>")]);
});

test.each([
  ["&#38;lt;", "&lt;"],
  ["&lt;&gt;&amp;", "<>&"],
  ["&#x4e2d;", "中"],
  ["&unknown; & &#0;", "&unknown; & \ufffd"],
  ["&#1114112;", "\ufffd"],
])("the entities of %s are read once", (given, shown) => {
  expect(decodeEntities(given)).toBe(shown);
});

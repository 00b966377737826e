import type { JsonObject } from "./card/card-json.ts";
import { callback, card, columns, link, markdown, plain } from "./gallery-card.ts";

const TYPES = [
  "default",
  "primary",
  "danger",
  "text",
  "primary_text",
  "danger_text",
  "primary_filled",
  "danger_filled",
  "laser",
];

const button = (words: string, more: JsonObject = {}): JsonObject => ({
  tag: "button",
  text: plain(words),
  ...callback({ press: words }),
  ...more,
});

export const BUTTON_CARDS: Readonly<Record<string, JsonObject>> = {
  button: card([
    columns(
      TYPES.map((type) => [button(type, { type })]),
      { flex_mode: "flow" },
      { width: "auto" },
    ),
    columns(
      ["tiny", "small", "medium", "large"].map((size) => [button(size, { size, type: "primary_filled" })]),
      { flex_mode: "flow" },
      { width: "auto" },
    ),
    button("占满一行", { width: "fill", type: "primary_filled" }),
    button("200px", { width: "200px" }),
    button("带图标", { icon: { tag: "standard_icon", token: "chat_outlined" } }),
    button("鼠标停留有提示", { hover_tips: plain("这里是提示") }),
    button("不能按", { disabled: true, disabled_tips: plain("已经提交过了"), type: "primary_filled" }),
    button("先确认", {
      name: "confirmed",
      type: "danger",
      confirm: {
        title: plain("删除这条？", "Delete this?"),
        text: plain("删除后不能恢复。", "It cannot be restored."),
      },
    }),
    { tag: "button", text: plain("打开网页"), ...link("https://example.com/") },
    { tag: "button", text: plain("脚本地址不打开"), ...link("javascript:alert(1)") },
    button("很长很长的按钮文字会换行而不是被切掉，因为手机上一行放不下这么多字"),
  ]),
  overflow: card([
    columns(
      [
        [markdown("更多操作放在菜单里")],
        [
          {
            tag: "overflow",
            options: [
              { text: plain("移交同事", "Hand over"), value: "hand-over" },
              { text: plain("跳过", "Skip"), value: "skip" },
              { text: plain("打开原文"), multi_url: { url: "https://example.com/" }, value: "open" },
            ],
            ...callback({ menu: 1 }),
          },
        ],
      ],
      { flex_mode: "none" },
      { width: "auto" },
    ),
  ]),
};

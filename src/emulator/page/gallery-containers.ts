import type { JsonObject } from "./card/card-json.ts";
import { callback, card, columns, link, markdown, plain } from "./gallery-card.ts";

const cells = (count: number) =>
  Array.from({ length: count }, (_, index) => [markdown(`**${index + 1}**<br>第${index + 1}列的内容`)]);
const grey = { background_style: "grey", padding: "8px 8px 8px 8px" };

export const CONTAINER_CARDS: Readonly<Record<string, JsonObject>> = {
  column_set: card([
    ...["none", "stretch", "flow", "bisect", "trisect"].flatMap((mode) => [
      markdown(`flex_mode: ${mode}`, { text_size: "notation" }),
      columns(cells(mode === "trisect" ? 6 : 4), { flex_mode: mode }, grey),
    ]),
    markdown("权重 1 : 3", { text_size: "notation" }),
    {
      tag: "column_set",
      horizontal_spacing: "large",
      background_style: "blue-50",
      columns: [
        { tag: "column", width: "weighted", weight: 1, elements: [markdown("1")], padding: "8px" },
        { tag: "column", width: "weighted", weight: 3, elements: [markdown("3：右侧更宽")], padding: "8px" },
      ],
    },
    markdown("100px、auto、可点的列", { text_size: "notation" }),
    {
      tag: "column_set",
      columns: [
        { tag: "column", width: "100px", elements: [markdown("100px")], ...grey },
        { tag: "column", width: "auto", elements: [markdown("auto")], vertical_align: "center", ...grey },
        {
          tag: "column",
          width: "weighted",
          elements: [markdown("整列是链接")],
          ...grey,
          action: { multi_url: { url: "https://example.com/" } },
        },
      ],
    },
  ]),
  collapsible_panel: card([
    {
      tag: "collapsible_panel",
      header: {
        title: plain("对话全文（12 条）", "Whole conversation (12)"),
        icon: { tag: "standard_icon", token: "down-small-ccm_outlined" },
        icon_position: "right",
        icon_expanded_angle: -180,
      },
      border: { color: "grey", corner_radius: "5px" },
      padding: "8px 8px 8px 8px",
      elements: [markdown("**1 客户**：我的退款呢？<br>**2 客服**：您好，马上为您查。")],
    },
    {
      tag: "collapsible_panel",
      expanded: true,
      background_color: "grey-50",
      header: {
        title: { tag: "markdown", content: "**已展开** 的 [面板](https://example.com)" },
        background_color: "blue-50",
        padding: "4px 8px 4px 8px",
      },
      border: { color: "blue-300", corner_radius: "8px" },
      elements: [markdown("里面"), { tag: "button", text: plain("按钮"), ...callback({ in: "panel" }) }],
    },
  ]),
  interactive_container: card([
    {
      tag: "interactive_container",
      has_border: true,
      border_color: "grey",
      corner_radius: "8px",
      padding: "12px 12px 12px 12px",
      background_style: "blue-50",
      hover_tips: plain("点一下打开"),
      ...callback({ open: "case-1" }),
      elements: [
        markdown("**整块都能点**<br>里面的按钮仍单独有效"),
        { tag: "button", text: plain("里面的按钮"), ...callback({ inner: 1 }) },
      ],
    },
    {
      tag: "interactive_container",
      has_border: true,
      padding: "8px",
      disabled: true,
      disabled_tips: plain("已关闭"),
      ...callback({ x: 1 }),
      elements: [markdown("不能点")],
    },
    {
      tag: "interactive_container",
      background_style: "laser",
      corner_radius: "8px",
      padding: "8px",
      ...link("https://example.com/"),
      elements: [markdown("链接容器")],
    },
  ]),
  layout: card(
    [
      markdown("横向"),
      { tag: "button", text: plain("一"), ...callback({ n: 1 }) },
      { tag: "button", text: plain("二"), ...callback({ n: 2 }) },
    ],
    {
      body: {
        direction: "horizontal",
        horizontal_spacing: "12px",
        vertical_align: "center",
        padding: "20px 20px 20px 20px",
        elements: [
          markdown("横向排列"),
          { tag: "button", text: plain("一"), ...callback({ n: 1 }) },
          { tag: "button", text: plain("二"), ...callback({ n: 2 }) },
        ],
      },
      config: { width_mode: "compact" },
    },
  ),
};

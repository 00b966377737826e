import type { JsonObject } from "./card/card-json.ts";
import { card, markdown } from "./gallery-card.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 3, 1);
const WEEK = ["周一", "周二", "周三", "周四", "周五"];
const rows = Array.from({ length: 12 }, (_, index) => ({
  name: `会话 ${index + 1}`,
  note: index === 1 ? "很长的说明，很长的说明，很长的说明，很长的说明，很长的说明" : "**重点** 说明",
  level: [{ text: ["优秀", "合格", "较差"][index % 3], color: ["green", "blue", "red"][index % 3] }],
  amount: 1234.5 * (index + 1),
  who: index % 2 === 0 ? "ou_han" : ["ou_li", "ou_smith"],
  at: START + index * DAY,
  more: "[打开](https://example.com/)",
}));
const bars = WEEK.flatMap((day, index) => [
  { day, count: 12 + index * 3, team: "A 组" },
  { day, count: 20 - index * 2, team: "B 组" },
]);

const chart = (spec: JsonObject, more: JsonObject = {}): JsonObject => ({
  tag: "chart",
  chart_spec: spec,
  ...more,
});

export const DATA_CARDS: Readonly<Record<string, JsonObject>> = {
  table: card(
    [
      {
        tag: "table",
        page_size: 5,
        row_height: "auto",
        freeze_first_column: true,
        header_style: { text_align: "left", background_style: "grey", bold: true },
        columns: [
          { name: "name", display_name: "会话", data_type: "text", width: "100px" },
          { name: "note", display_name: "说明", data_type: "lark_md", width: "180px" },
          { name: "level", display_name: "等级", data_type: "options" },
          {
            name: "amount",
            display_name: "金额",
            data_type: "number",
            format: { symbol: "¥", precision: 2, separator: true },
            horizontal_align: "right",
          },
          { name: "who", display_name: "客服", data_type: "persons", width: "140px" },
          { name: "at", display_name: "日期", data_type: "date", date_format: "YYYY-MM-DD" },
          { name: "more", display_name: "链接", data_type: "markdown", width: "20%" },
        ],
        rows,
      },
      markdown("行高 low，没有数据："),
      {
        tag: "table",
        row_height: "low",
        columns: [{ name: "a", display_name: "甲", data_type: "text" }],
        rows: [],
      },
    ],
    { config: { width_mode: "fill" } },
  ),
  chart: card([
    chart({
      type: "bar",
      title: { text: "每日会话" },
      data: { values: bars },
      xField: ["day", "team"],
      yField: "count",
      seriesField: "team",
      legends: { visible: true, orient: "bottom" },
    }),
    chart(
      { type: "line", data: { values: bars }, xField: "day", yField: "count", seriesField: "team" },
      { aspect_ratio: "2:1", color_theme: "rainbow" },
    ),
    chart(
      {
        type: "pie",
        data: {
          values: [
            { kind: "优秀", n: 5 },
            { kind: "合格", n: 3 },
            { kind: "较差", n: 1 },
          ],
        },
        valueField: "n",
        categoryField: "kind",
        outerRadius: 0.9,
        innerRadius: 0.5,
        label: { visible: true },
        legends: { visible: true },
      },
      { aspect_ratio: "4:3", color_theme: "complementary" },
    ),
    chart({ type: "no-such-chart", data: { values: [] } }),
  ]),
};

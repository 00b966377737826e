import type { JsonObject } from "./card/card-json.ts";
import { callback, card, markdown, plain } from "./gallery-card.ts";

const TEMPLATES = [
  "blue",
  "wathet",
  "turquoise",
  "green",
  "yellow",
  "orange",
  "red",
  "carmine",
  "violet",
  "purple",
  "indigo",
  "grey",
  "default",
];
const TAG_COLORS = [
  "neutral",
  "blue",
  "turquoise",
  "lime",
  "orange",
  "violet",
  "indigo",
  "wathet",
  "green",
  "yellow",
  "red",
  "purple",
  "carmine",
];
const textTag = (color: string): JsonObject => ({ tag: "text_tag", text: plain(color), color });

const MARKDOWN = `# 一级标题
## 二级标题
### 三级标题
普通文字，**加粗**、*斜体*、~~删除线~~，\`行内代码\`，<font color='red'>红色</font>、<font color='green'>绿色</font>、<font color='grey'>灰色</font>、**<font color='blue'>蓝色加粗</font>**。
第二行：<at id=ou_han></at> 与 <at id=all></at>，<person id='ou_li' show_name=true show_avatar=true></person>，<number_tag background_color='blue-100' font_color='blue-700'>3</number_tag>，<text_tag color='orange'>待处理</text_tag>
[文档链接](https://example.com/guide)、<link url='https://example.com/more'>另一个链接</link>、<local_datetime millisecond='1793756400000' format_type='date'></local_datetime> <local_datetime millisecond='1793756400000' format_type='week'></local_datetime>
转义：&#42;不是斜体&#42;，&#38;lt; <script>alert(1)</script> <b>没有 HTML</b>

- 第一项
- 第二项
  - 第二层 **加粗**
- [x] 做完的
- [ ] 没做的

1. 步骤一
2. 步骤二

> 引用：先倾听，再确认，最后给出承诺。

---

\`\`\`json
{ "score": 5, "reason": "主动跟进" }
\`\`\`

| 项目 | 得分 | 说明 |
| :-- | --: | :-: |
| 倾听 | 5 | 完整 |
| 承诺 | 3 | <font color='orange'>缺时限</font> |
| 礼貌 | 5 | 好 |
| 结果 | 4 | 好 |
| 速度 | 4 | 好 |
| 合规 | 5 | 好 |

![风景](img_wide)`;

export const DISPLAY_CARDS: Readonly<Record<string, JsonObject | string>> = {
  header: card([markdown("标题、副标题、标签与图标。"), markdown("两段之间有空。\n\n第二段。")], {
    card_link: { url: "https://example.com/card" },
    header: {
      title: plain("质检任务 3/8", "Quality task 3/8"),
      subtitle: plain("截止 18:00", "Due 18:00"),
      text_tag_list: [textTag("blue"), textTag("orange"), textTag("red")],
      template: "blue",
      icon: { tag: "standard_icon", token: "chat_outlined" },
    },
  }),
  ...Object.fromEntries(
    TEMPLATES.map((template, index) => [
      `header-${template}`,
      card([markdown(`template: ${template}`)], {
        header: {
          title: plain(`${template} 标题`),
          ...(index % 2 === 0 && { subtitle: plain("副标题") }),
          text_tag_list: [textTag(TAG_COLORS[index] ?? "neutral")],
          template,
        },
      }),
    ]),
  ),
  markdown: card([markdown(MARKDOWN)]),
  "markdown-sizes": card([
    ...["heading-0", "heading-1", "heading-2", "heading-3", "heading-4", "normal", "notation", "x-small"].map(
      (size) => markdown(`${size}：春江潮水连海平`, { text_size: size }),
    ),
    markdown("居中", { text_align: "center" }),
    markdown("右对齐", { text_align: "right" }),
    markdown("带图标", { icon: { tag: "standard_icon", token: "info_outlined", color: "orange" } }),
    markdown("中文", { i18n_content: { en_us: "English, by the reader's language" } }),
  ]),
  div: card([
    { tag: "div", text: plain("普通文本，*不是* markdown。") },
    {
      tag: "div",
      text: { tag: "lark_md", content: "**lark_md** 文本 <font color='red'>红</font>\n第二行 - 不是列表" },
    },
    {
      tag: "div",
      text: {
        ...plain("很长的文本只显示两行。".repeat(20)),
        lines: 2,
        text_color: "grey",
        text_size: "notation",
      },
    },
    {
      tag: "div",
      text: plain("带字段"),
      icon: { tag: "standard_icon", token: "member_outlined" },
      fields: [
        { is_short: true, text: { tag: "lark_md", content: "**客服**\n韩梅梅" } },
        { is_short: true, text: { tag: "lark_md", content: "**渠道**\n在线聊天" } },
        { is_short: false, text: { tag: "lark_md", content: "**说明**\n退款进度咨询，客户催了两次" } },
      ],
    },
  ]),
  hr: card([markdown("上"), { tag: "hr" }, markdown("下"), { tag: "hr", margin: "0px 40px 0px 40px" }]),
  img: card([
    { tag: "img", img_key: "img_wide", alt: plain("宽图"), title: plain("默认：可点开看大图") },
    {
      tag: "img",
      img_key: "img_tall",
      alt: plain("高图"),
      scale_type: "crop_top",
      size: "large",
      corner_radius: "12px",
    },
    { tag: "img", img_key: "img_square", alt: plain("方图"), scale_type: "fit_horizontal", preview: false },
    { tag: "img", img_key: "img_wide", alt: plain(""), size: "120px 40px", corner_radius: "50%" },
    { tag: "img", img_key: "img_broken", alt: plain("坏图") },
    ...["medium", "small", "tiny"].map((size) => ({
      tag: "img",
      img_key: "img_square",
      alt: plain(size),
      size,
    })),
  ]),
  img_combination: card(
    ["double", "triple", "bisect", "trisect"].map((mode, index) => ({
      tag: "img_combination",
      combination_mode: mode,
      corner_radius: "8px",
      img_list: Array.from({ length: [2, 3, 4, 6][index] ?? 2 }, (_, place) => ({
        img_key: place % 2 === 0 ? "img_wide" : "img_square",
      })),
    })),
  ),
  person: card([
    { tag: "person", user_id: "ou_han", show_name: true },
    { tag: "person", user_id: "ou_smith", show_name: true, style: "capsule", size: "small" },
    { tag: "person", user_id: "ou_wang", size: "large" },
  ]),
  person_list: card([
    {
      tag: "person_list",
      persons: ["ou_han", "ou_li", "ou_smith", "ou_gone"].map((id) => ({ id })),
      drop_invalid_user_id: true,
      size: "small",
      icon: { tag: "standard_icon", token: "member_outlined" },
    },
    {
      tag: "person_list",
      persons: ["ou_han", "ou_li"].map((id) => ({ id })),
      show_name: false,
      size: "large",
    },
  ]),
  colors: card(
    [
      markdown(
        "自定义颜色：<font color='brand'>brand</font>；<font color='rgba(200,30,30,1)'>rgba</font>；坏颜色：<font color='url(x)'>url</font>",
      ),
      ...["blue", "green", "orange", "red", "violet", "grey"].map(shadeRow),
      markdown("自定义字号", { text_size: "mine" }),
    ],
    {
      config: {
        update_multi: true,
        width_mode: "fill",
        style: {
          color: { brand: { light_mode: "rgba(20,110,90,1)", dark_mode: "rgba(120,230,200,1)" } },
          text_size: { mine: { default: "large", pc: "heading-2", mobile: "notation" } },
        },
      },
    },
  ),
  "not drawn": card([
    { tag: "audio", file_key: "x" },
    { tag: "video", file_key: "x" },
    { tag: "some_new_component", name: "x" },
    markdown("其余照常。"),
    { tag: "table", columns: "broken", rows: 3 },
    { tag: "select_static", name: "s", options: [{ text: null, value: "1" }], ...callback({ a: 1 }) },
  ]),
  "no card": { header: { title: plain("1.0") }, elements: [] },
  broken: "{not json",
};

function shadeRow(hue: string): JsonObject {
  const shades = ["50", "100", "200", "300", "400", "500", "600", "700", "800", "900"];
  const columns = shades.map((shade) => ({
    tag: "column",
    width: "weighted",
    weight: 1,
    background_style: `${hue}-${shade}`,
    elements: [markdown(shade)],
  }));
  return { tag: "column_set", horizontal_spacing: "0px", columns };
}

import type { JsonObject } from "./card/card-json.ts";
import { callback, card, markdown, plain } from "./gallery-card.ts";

const SCORES = ["5 优秀", "4 良好", "3 合格", "2 较差", "1 很差"].map((words) => ({
  text: plain(words),
  value: words.slice(0, 1),
}));
const SUBMIT = {
  tag: "button",
  text: plain("提交", "Submit"),
  type: "primary_filled",
  form_action_type: "submit",
};
const AREAS = ["倾听", "表达", "承诺", "合规", "礼貌", "效率", "结果", "知识"].map((words) => ({
  text: plain(words),
  value: words,
}));

const form = (name: string, elements: readonly JsonObject[]): JsonObject => ({
  tag: "form",
  name,
  elements: [...elements, { ...SUBMIT, name: `${name}-submit`, ...callback({ submit: name }) }],
});

export const FIELD_CARDS: Readonly<Record<string, JsonObject>> = {
  form: card([
    form(
      "score",
      [
        markdown("倾听 <font color='red'>&#42;</font>"),
        {
          tag: "select_static",
          name: "listening",
          required: true,
          width: "fill",
          placeholder: plain("请打分", "Score"),
          options: SCORES,
        },
        {
          tag: "input",
          name: "comment",
          required: true,
          width: "fill",
          label: plain("评语 *", "Comment *"),
          placeholder: plain("一句保持，一句改进", "One to keep, one to change"),
          input_type: "multiline_text",
          rows: 3,
          auto_resize: true,
          max_length: 200,
        },
        markdown("改进领域"),
        { tag: "multi_select_static", name: "areas", required: false, width: "fill", options: AREAS },
        { tag: "select_person", name: "coach", width: "fill", placeholder: plain("辅导人"), options: [] },
        { tag: "date_picker", name: "check", width: "fill", required: true },
        { tag: "checker", name: "agree", text: plain("已经与客服沟通"), required: true },
        {
          tag: "button",
          name: "score-reset",
          text: plain("重填", "Reset"),
          form_action_type: "reset",
          width: "fill",
        },
      ].map((element) => (element.tag === "checker" ? without(element, "required") : element)),
    ),
  ]),
  input: card([
    {
      tag: "input",
      name: "alone",
      placeholder: plain("单独的输入框，回车发送"),
      width: "fill",
      ...callback({ input: 1 }),
    },
    form("inputs", [
      { tag: "input", name: "one", label: plain("上方标签"), default_value: "默认内容" },
      { tag: "input", name: "two", label: plain("左侧标签"), label_position: "left", width: "fill" },
      {
        tag: "input",
        name: "three",
        label: plain("多行，自动增高，最多 6 行"),
        input_type: "multiline_text",
        rows: 2,
        auto_resize: true,
        max_rows: 6,
        max_length: 100,
        width: "fill",
      },
      { tag: "input", name: "four", label: plain("密码"), input_type: "password", default_value: "secret" },
      {
        tag: "input",
        name: "five",
        label: plain("不能改"),
        disabled: true,
        default_value: "已锁定",
        disabled_tips: plain("已锁定"),
      },
      { tag: "input", name: "six", label: plain("最多 10 字"), max_length: 10, width: "200px" },
    ]),
  ]),
  select_static: card([
    {
      tag: "select_static",
      name: "s1",
      placeholder: plain("单独的下拉"),
      options: SCORES,
      ...callback({ s: 1 }),
    },
    { tag: "select_static", name: "s2", options: SCORES, initial_index: 2, ...callback({ s: 2 }) },
    {
      tag: "select_static",
      name: "s3",
      options: SCORES,
      initial_option: "3",
      type: "text",
      ...callback({ s: 3 }),
    },
    {
      tag: "select_static",
      name: "s4",
      options: SCORES,
      disabled: true,
      width: "fill",
      ...callback({ s: 4 }),
    },
    {
      tag: "select_static",
      name: "s5",
      options: SCORES.map((option) => ({ ...option, icon: { tag: "standard_icon", token: "yes_outlined" } })),
      ...callback({ s: 5 }),
    },
  ]),
  multi_select_static: card([
    form("multi", [
      { tag: "multi_select_static", name: "m1", options: AREAS, placeholder: plain("可多选（默认必填）") },
      {
        tag: "multi_select_static",
        name: "m2",
        options: AREAS,
        selected_values: ["倾听", "合规"],
        width: "fill",
      },
      { tag: "multi_select_static", name: "m3", options: AREAS, disabled: true, required: false },
    ]),
  ]),
  select_person: card([
    { tag: "select_person", name: "p1", placeholder: plain("单独的选人"), ...callback({ p: 1 }) },
    {
      tag: "select_person",
      name: "p2",
      options: [{ value: "ou_wang" }, { value: "ou_zhao" }],
      initial_option: "ou_zhao",
      ...callback({ p: 2 }),
    },
  ]),
  multi_select_person: card([
    form("people", [
      { tag: "multi_select_person", name: "pp", width: "fill", selected_values: ["ou_han", "ou_smith"] },
    ]),
  ]),
  select_img: card([
    form("images", [
      {
        tag: "select_img",
        name: "i1",
        options: ["img_wide", "img_square", "img_tall"].map((key, index) => ({
          img_key: key,
          value: String(index),
        })),
        layout: "trisect",
        aspect_ratio: "1:1",
        required: true,
      },
      {
        tag: "select_img",
        name: "i2",
        multi_select: true,
        can_preview: true,
        options: ["img_wide", "img_square"].map((key, index) => ({
          img_key: key,
          value: String(index),
          disabled: index === 1,
        })),
        layout: "bisect",
      },
    ]),
  ]),
  dates: card([
    { tag: "date_picker", name: "d1", initial_date: "2026-11-03", ...callback({ d: 1 }) },
    { tag: "picker_time", name: "d2", initial_time: "09:10", ...callback({ d: 2 }) },
    { tag: "picker_datetime", name: "d3", initial_datetime: "2026-11-03 09:10", ...callback({ d: 3 }) },
    form("when", [
      { tag: "date_picker", name: "w1", required: true },
      { tag: "picker_time", name: "w2", width: "fill" },
      { tag: "picker_datetime", name: "w3", placeholder: plain("回访时间", "Call back at") },
      { tag: "date_picker", name: "w4", disabled: true },
    ]),
  ]),
  checker: card([
    {
      tag: "checker",
      name: "c1",
      text: plain("做完打勾"),
      ...callback({ c: 1 }),
      checked_style: { show_strikethrough: true, opacity: 0.6 },
    },
    {
      tag: "checker",
      name: "c2",
      text: { tag: "lark_md", content: "**已勾选** 的任务" },
      checked: true,
      ...callback({ c: 2 }),
    },
    {
      tag: "checker",
      name: "c3",
      text: plain("带按钮"),
      overall_checkable: false,
      ...callback({ c: 3 }),
      button_area: {
        pc_display_rule: "always",
        buttons: [
          { tag: "button", type: "text", size: "small", text: plain("详情"), ...callback({ c: "detail" }) },
        ],
      },
    },
    {
      tag: "checker",
      name: "c4",
      text: plain("不能勾"),
      disabled: true,
      disabled_tips: plain("没有权限"),
      ...callback({ c: 4 }),
    },
  ]),
};

function without(element: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(element).filter(([name]) => name !== key));
}

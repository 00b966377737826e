import { describe, expect, test } from "vitest";
import { checkCard, countElements } from "#emulator/lark/card-check";
import { button, card, options, scoreForm } from "../test-bed.ts";

const check = (content: unknown) =>
  checkCard(content, { knowsImage: (key) => key === "img_known", knowsPerson: (id) => id === "ou_known" });
const words = (content: string) => ({ tag: "plain_text", content });
const markdown = (content: string) => ({ tag: "markdown", content });
const panel = (...elements: unknown[]) => ({
  tag: "collapsible_panel",
  header: { title: words("更多") },
  elements,
});
const columns = (...elements: unknown[]) => ({
  tag: "column_set",
  columns: [{ tag: "column", width: "weighted", weight: 1, elements }],
});
const submit = (more: object = {}) =>
  button("提交", { do: "x" }, { name: "ok", form_action_type: "submit", ...more });
const form = (...elements: unknown[]) => ({ tag: "form", name: "f", elements });

describe("what the documents show is let through", () => {
  test.each<[string, unknown]>([
    ["a form with choices, an input and a submit button", card(scoreForm())],
    ["the submit button in columns", card(form({ tag: "input", name: "a" }, columns(submit())))],
    [
      "a legacy submit button",
      card(
        form({ tag: "button", name: "b", text: words("好"), action_type: "form_submit", value: { a: 1 } }),
      ),
    ],
    [
      "a reset button without behaviours",
      card(form(submit(), { tag: "button", name: "r", text: words("清空"), form_action_type: "reset" })),
    ],
    [
      "a header with tags and a link",
      {
        ...card({ tag: "hr" }),
        header: {
          title: words("标题"),
          template: "blue",
          text_tag_list: [{ tag: "text_tag", text: words("新"), color: "neutral" }],
          padding: "12px 8px 12px 8px",
        },
        card_link: { url: "https://example.com" },
      },
    ],
    [
      "text sizes and colours of its own",
      {
        ...card({ ...markdown("大"), text_size: "cus-0" }),
        config: {
          update_multi: true,
          width_mode: "fill",
          style: {
            text_size: { "cus-0": { default: "medium", pc: "medium", mobile: "large" } },
            color: { mine: { light_mode: "rgba(5,157,178,0.52)", dark_mode: "rgba(5,157,178,0.52)" } },
          },
        },
      },
    ],
    [
      "known people and pictures",
      card(
        markdown("<at id=ou_known></at> <at id=all></at> ![x](img_known)"),
        { tag: "img", img_key: "img_known", alt: words("") },
        { tag: "person", user_id: "ou_known" },
        { tag: "person_list", persons: [{ id: "ou_known" }] },
      ),
    ],
    [
      "unknown people in a list that leaves them out",
      card({ tag: "person_list", persons: [{ id: "ou_gone" }], drop_invalid_user_id: true }),
    ],
    ["five tables with cells of each kind", card(...[1, 2, 3, 4, 5].map(() => table()))],
    [
      "a chart",
      card({
        tag: "chart",
        chart_spec: { type: "bar", data: { values: [{ tag: "x" }] }, xField: "a", yField: "b" },
      }),
    ],
    ["five containers in each other", card(panel(panel(panel(panel(panel(markdown("里")))))))],
    [
      "a checker, pickers, a menu and a person choice outside a form",
      card(
        { tag: "checker", text: words("做完"), behaviors: [{ type: "callback", value: {} }] },
        { tag: "date_picker", placeholder: words("哪天"), initial_date: "2026-11-03" },
        { tag: "overflow", options: [{ text: words("一"), value: "1" }] },
        { tag: "select_person", options: [] },
      ),
    ],
    [
      "an interactive container",
      card({
        tag: "interactive_container",
        behaviors: [{ type: "callback", value: { a: 1 } }],
        elements: [markdown("点我")],
      }),
    ],
    ["an empty card", { schema: "2.0" }],
  ])("%s", (_what, content) => {
    expect(check(content)).toBeUndefined();
  });
});

function table(more: object = {}) {
  return {
    tag: "table",
    page_size: 10,
    columns: [
      { name: "who", display_name: "姓名", data_type: "text" },
      { name: "score", data_type: "number", format: { precision: 1, separator: true }, width: "120px" },
      { name: "mark", data_type: "options" },
      { name: "day", data_type: "date", date_format: "YYYY/MM/DD", width: "25%" },
    ],
    rows: [
      { who: "李雷", score: 93.5, mark: [{ text: "优", color: "green" }], day: 1793664000000 },
      { who: "韩梅梅" },
    ],
    ...more,
  };
}

describe("what the platform refuses is refused, with the place", () => {
  test.each<[string, unknown, number, string]>([
    ["a card of version 1.0", { ...card(), schema: "1.0" }, 200621, "ROOT -> schema"],
    ["a card without a version", { body: { elements: [] } }, 200621, "ROOT"],
    ["an unknown part", { ...card(), i18n_elements: {} }, 200621, "ROOT -> i18n_elements"],
    [
      "a card that is not shared",
      { ...card(), config: { update_multi: false } },
      200621,
      "ROOT -> config -> update_multi",
    ],
    ["a header without a title", { ...card(), header: { template: "blue" } }, 200621, "ROOT -> header"],
    [
      "four header tags",
      {
        ...card(),
        header: { title: words("x"), text_tag_list: Array(4).fill({ tag: "text_tag", text: words("a") }) },
      },
      11310,
      "ROOT -> header -> text_tag_list",
    ],
    [
      "a wrapper of version 1.0",
      card({ tag: "action", actions: [] }),
      200861,
      "ROOT -> body -> elements -> [0](tag: action)",
    ],
    [
      "a note of version 1.0",
      card({ tag: "hr" }, { tag: "note", elements: [] }),
      200861,
      "ROOT -> body -> elements -> [1](tag: note)",
    ],
    ["an unknown component", card({ tag: "slider" }), 11310, "ROOT -> body -> elements -> [0](tag: slider)"],
    ["a component without a tag", card({ content: "x" }), 200621, "ROOT -> body -> elements -> [0]"],
    [
      "an unknown attribute",
      card({ ...markdown("x"), colour: "red" }),
      200621,
      "ROOT -> body -> elements -> [0](tag: markdown) -> colour",
    ],
    [
      "a colour in hex",
      card({ tag: "column_set", background_style: "#fff", columns: [{ tag: "column" }] }),
      200621,
      "ROOT -> body -> elements -> [0](tag: column_set) -> background_style",
    ],
    [
      "a margin out of range",
      card({ tag: "hr", margin: "120px" }),
      200621,
      "ROOT -> body -> elements -> [0](tag: hr) -> margin",
    ],
    [
      "a margin of three values",
      card({ tag: "hr", margin: "1px 2px 3px" }),
      200621,
      "ROOT -> body -> elements -> [0](tag: hr) -> margin",
    ],
    [
      "a column weight above 5",
      card({ tag: "column_set", columns: [{ tag: "column", weight: 6 }] }),
      200621,
      "ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> weight",
    ],
    [
      "an unknown text size",
      card({ ...markdown("x"), text_size: "cus-9" }),
      200621,
      "ROOT -> body -> elements -> [0](tag: markdown) -> text_size",
    ],
    [
      "an element_id that begins with a digit",
      card({ tag: "hr", element_id: "1a" }),
      11310,
      "ROOT -> body -> elements -> [0](tag: hr) -> element_id",
    ],
    [
      "an element_id of 21 characters",
      card({ tag: "hr", element_id: "a".repeat(21) }),
      11310,
      "ROOT -> body -> elements -> [0](tag: hr) -> element_id",
    ],
    [
      "an element_id used twice",
      card({ tag: "hr", element_id: "a" }, { tag: "hr", element_id: "a" }),
      11310,
      "ROOT -> body -> elements -> [1](tag: hr) -> element_id",
    ],
    [
      "a form in a panel",
      card(panel(form(submit()))),
      11310,
      "ROOT -> body -> elements -> [0](tag: collapsible_panel) -> elements -> [0](tag: form)",
    ],
    [
      "a table in columns",
      card(columns(table())),
      11310,
      "ROOT -> body -> elements -> [0](tag: column_set) -> columns -> [0](tag: column) -> elements -> [0](tag: table)",
    ],
    [
      "a table in a form",
      card(form(table(), submit())),
      11310,
      "ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: table)",
    ],
    [
      "a form without a name",
      card({ tag: "form", elements: [submit()] }),
      200530,
      "ROOT -> body -> elements -> [0](tag: form) -> name",
    ],
    [
      "a form without a submit button",
      card(form({ tag: "input", name: "a" })),
      11310,
      "ROOT -> body -> elements -> [0](tag: form)",
    ],
    [
      "a submit button without a callback",
      card(form(submit({ behaviors: [{ type: "open_url", default_url: "https://x" }] }))),
      11310,
      "ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: button)",
    ],
    [
      "a callback with a string",
      card(form(submit({ behaviors: [{ type: "callback", value: "x" }] }))),
      11310,
      "ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: button)",
    ],
    [
      "a button that leads nowhere",
      card({ tag: "button", text: words("x") }),
      11310,
      "ROOT -> body -> elements -> [0](tag: button)",
    ],
    [
      "a submit button outside a form",
      card(submit()),
      11310,
      "ROOT -> body -> elements -> [0](tag: button) -> form_action_type",
    ],
    [
      "a field in a form without a name",
      card(form({ tag: "input" }, submit())),
      200530,
      "ROOT -> body -> elements -> [0](tag: form) -> elements -> [0](tag: input) -> name",
    ],
    [
      "two fields with one name",
      card(form({ tag: "input", name: "a" }, { tag: "input", name: "a" }, submit())),
      11310,
      "ROOT -> body -> elements -> [0](tag: form) -> elements -> [1](tag: input) -> name",
    ],
    [
      "one name in two forms",
      card(form({ tag: "input", name: "a" }, submit()), {
        ...form({ tag: "input", name: "a" }, submit({ name: "ok2" })),
        name: "g",
      }),
      11310,
      "ROOT -> body -> elements -> [1](tag: form) -> elements -> [0](tag: input) -> name",
    ],
    [
      "required outside a form",
      card({ tag: "input", name: "a", required: true }),
      11310,
      "ROOT -> body -> elements -> [0](tag: input) -> required",
    ],
    [
      "a multiple choice outside a form",
      card({ tag: "multi_select_static", options: options("a") }),
      11310,
      "ROOT -> body -> elements -> [0](tag: multi_select_static)",
    ],
    [
      "two options with one value",
      card({ tag: "select_static", options: options("a", "a") }),
      11310,
      "ROOT -> body -> elements -> [0](tag: select_static) -> options -> [1] -> value",
    ],
    [
      "a placeholder of 101 characters",
      card({ tag: "input", placeholder: words("字".repeat(101)) }),
      11310,
      "ROOT -> body -> elements -> [0](tag: input) -> placeholder -> content",
    ],
    [
      "an input of more than 1,000 characters",
      card({ tag: "input", max_length: 1001 }),
      200621,
      "ROOT -> body -> elements -> [0](tag: input) -> max_length",
    ],
    [
      "button words of 101 characters",
      card(button("字".repeat(101), {})),
      11310,
      "ROOT -> body -> elements -> [0](tag: button) -> text -> content",
    ],
    [
      "an unknown button type",
      card(button("x", {}, { type: "success" })),
      200621,
      "ROOT -> body -> elements -> [0](tag: button) -> type",
    ],
    [
      "a confirmation without a title",
      card(button("x", {}, { confirm: { text: words("真的？") } })),
      200621,
      "ROOT -> body -> elements -> [0](tag: button) -> confirm",
    ],
    [
      "six containers in each other",
      card(panel(panel(panel(panel(panel(panel())))))),
      11310,
      `ROOT -> body -> elements -> [0](tag: collapsible_panel)${" -> elements -> [0](tag: collapsible_panel)".repeat(5)}`,
    ],
    [
      "six tables",
      card(...[1, 2, 3, 4, 5, 6].map(() => table())),
      11310,
      "ROOT -> body -> elements -> [5](tag: table)",
    ],
    [
      "a table page of 11 rows",
      card(table({ page_size: 11 })),
      200621,
      "ROOT -> body -> elements -> [0](tag: table) -> page_size",
    ],
    [
      "a row with words in a number column",
      card(table({ rows: [{ score: "93" }] })),
      200914,
      "ROOT -> body -> elements -> [0](tag: table) -> rows -> [0] -> score",
    ],
    [
      "a row with an unknown column",
      card(table({ rows: [{ rank: 1 }] })),
      200914,
      "ROOT -> body -> elements -> [0](tag: table) -> rows -> [0] -> rank",
    ],
    [
      "an unknown picture",
      card({ tag: "img", img_key: "img_x", alt: words("") }),
      200570,
      "ROOT -> body -> elements -> [0](tag: img) -> img_key",
    ],
    [
      "a picture without alt",
      card({ tag: "img", img_key: "img_known" }),
      200621,
      "ROOT -> body -> elements -> [0](tag: img)",
    ],
    [
      "an unknown picture in the text",
      card(markdown("![x](img_x)")),
      200570,
      "ROOT -> body -> elements -> [0](tag: markdown) -> content",
    ],
    [
      "an unknown person in the text",
      card(markdown("你好 <at id=ou_x></at>")),
      100290,
      "ROOT -> body -> elements -> [0](tag: markdown) -> content",
    ],
    [
      "an unknown person in quotes",
      card(markdown("你好 <at id='ou_x'></at>")),
      100290,
      "ROOT -> body -> elements -> [0](tag: markdown) -> content",
    ],
    [
      "an unknown person component",
      card({ tag: "person", user_id: "ou_x" }),
      100290,
      "ROOT -> body -> elements -> [0](tag: person) -> user_id",
    ],
    [
      "an unknown person in a list",
      card({ tag: "person_list", persons: [{ id: "ou_known" }, { id: "ou_x" }] }),
      100290,
      "ROOT -> body -> elements -> [0](tag: person_list) -> persons",
    ],
    [
      "five tables in one text",
      card(markdown(Array(5).fill("|a|b|\n|-|-|\n|1|2|").join("\n\n"))),
      11310,
      "ROOT -> body -> elements -> [0](tag: markdown) -> content",
    ],
    [
      "a chart without a type",
      card({ tag: "chart", chart_spec: {} }),
      200550,
      "ROOT -> body -> elements -> [0](tag: chart)",
    ],
    [
      "a checker with four buttons",
      card({ tag: "checker", button_area: { buttons: Array(4).fill(button("x", {})) } }),
      11310,
      "ROOT -> body -> elements -> [0](tag: checker) -> button_area -> buttons",
    ],
  ])("%s", (_what, content, errCode, path) => {
    const fault = check(content);

    expect(fault).toMatchObject({ errCode, path });
    expect(fault?.errMsg).not.toBe("");
  });
});

test("200 elements are let through and 201 are not; texts in components count", () => {
  const buttons = (count: number) =>
    Array.from({ length: count }, (_, index) => button(String(index), { index }));

  const full = card(...buttons(100));
  const over = card(...buttons(100), { tag: "hr" });

  expect(countElements(full)).toBe(200);
  expect(check(full)).toBeUndefined();
  expect(check(over)).toMatchObject({ errCode: 11310, path: "ROOT", errorValue: "201" });
});

test("tags inside chart data, rows and callback values do not count", () => {
  const content = card(
    { tag: "chart", chart_spec: { type: "bar", data: { values: [{ tag: "a" }, { tag: "b" }] } } },
    button("x", { tag: "y" }),
  );

  expect(countElements(content)).toBe(3);
});

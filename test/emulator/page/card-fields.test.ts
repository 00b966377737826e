import { describe, expect, it, test } from "vitest";
import {
  fieldValue,
  initialValue as initialOfClient,
  isRequired as isRequiredByClient,
} from "#emulator/lark/card-fields";
import {
  initialValue,
  isEmpty,
  isRequired,
  missingNames,
  touchedValues,
} from "#emulator/page/card/card-fields";

const option = (value: string) => ({ text: { tag: "plain_text", content: value }, value });
const FIELDS = [
  { tag: "input", name: "i", default_value: "x" },
  { tag: "input", name: "i", default_value: "" },
  { tag: "select_static", name: "s", options: [option("a"), option("b")], initial_index: 2 },
  { tag: "select_static", name: "s", options: [option("a")], initial_index: 0 },
  { tag: "select_static", name: "s", options: [option("a")], initial_option: "a", required: true },
  { tag: "multi_select_static", name: "m", options: [option("a")], selected_values: ["a"] },
  { tag: "multi_select_static", name: "m", options: [], selected_values: [], required: false },
  { tag: "select_person", name: "p", initial_option: "ou_1" },
  { tag: "multi_select_person", name: "pp", selected_values: ["ou_1"] },
  { tag: "checker", name: "c", checked: true },
  { tag: "checker", name: "c", checked: false },
  { tag: "date_picker", name: "d", initial_date: "2026-11-03" },
  { tag: "picker_time", name: "t", initial_time: "09:10" },
  { tag: "picker_datetime", name: "w", initial_datetime: "2026-11-03 09:10" },
];

test.each(FIELDS)("before anybody touches $tag the page shows what the emulated client holds", (field) => {
  const held = initialOfClient(field);

  expect(initialValue(field)).toEqual(typeof held === "string" ? held.replace(" +0800", "") : held);
  expect(isRequired(field)).toBe(isRequiredByClient(field));
});

test.each([
  [{ tag: "date_picker" }, "2026-11-03", "2026-11-03 +0800"],
  [{ tag: "picker_time" }, "09:10", "09:10 +0800"],
  [{ tag: "picker_datetime" }, "2026-11-03 09:10", "2026-11-03 09:10 +0800"],
])("the emulated client takes a date as the page writes it: %j", (field, written, sent) => {
  expect(fieldValue(field, written, new Set())).toBe(sent);
});

test.each([undefined, "", false, []])("%j is an empty field", (value) => {
  expect(isEmpty(value)).toBe(true);
});

describe("a form", () => {
  const form = {
    tag: "form",
    elements: [
      { tag: "input", name: "first", required: true },
      {
        tag: "column_set",
        columns: [
          {
            tag: "column",
            elements: [{ tag: "select_static", name: "deep", required: true, options: [option("a")] }],
          },
        ],
      },
      { tag: "multi_select_static", name: "many", options: [option("a")] },
      { tag: "input", name: "free" },
      { tag: "input", name: "locked", disabled: true, default_value: "x" },
      { tag: "input", name: "given", required: true, default_value: "x" },
    ],
  };

  it("misses its required fields in reading order, also those in columns", () => {
    expect(missingNames(form, {})).toEqual(["first", "deep", "many"]);
    expect(missingNames(form, { first: "a", deep: "a", many: ["a"] })).toEqual([]);
  });

  it("misses a field that was emptied", () => {
    expect(missingNames(form, { first: "a", deep: "a", many: [], given: "" })).toEqual(["many", "given"]);
  });

  it("sends what was touched and nothing of disabled or foreign fields", () => {
    expect(touchedValues(form, { first: "a", many: ["a"], locked: "y", elsewhere: "z" })).toEqual({
      first: "a",
      many: ["a"],
    });
  });
});

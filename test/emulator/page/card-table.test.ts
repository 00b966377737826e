import { expect, test } from "vitest";
import { cellOf, numberWords, rowHeight, tableColumnStyle } from "#emulator/page/card/card-table-cells";

test.each([
  [1234567.891, {}, "1234567.891"],
  [1234567.891, { precision: 2, separator: true, symbol: "¥" }, "¥1,234,567.89"],
  [-1234.5, { precision: 0, separator: true, symbol: "$" }, "-$1,235"],
  [-0.001, { precision: 2 }, "0.00"],
  [7, undefined, "7"],
])("%d with %j is written %s", (value, format, words) => {
  expect(numberWords(value, format)).toBe(words);
});

test.each([
  ["text", 5, { kind: "words", text: "5" }],
  ["text", null, { kind: "words", text: "" }],
  ["lark_md", "**a**", { kind: "line", text: "**a**" }],
  ["markdown", "# a", { kind: "markdown", text: "# a" }],
  ["date", 0, { kind: "words", text: "1970/01/01" }],
  ["options", "A", { kind: "options", options: [{ text: "A", color: "neutral" }] }],
  ["options", [{ text: "A", color: "red" }], { kind: "options", options: [{ text: "A", color: "red" }] }],
  ["persons", "ou_1", { kind: "persons", ids: ["ou_1"] }],
  ["persons", ["ou_1", "ou_2"], { kind: "persons", ids: ["ou_1", "ou_2"] }],
])("a cell of %s with %j", (data_type, value, cell) => {
  expect(cellOf({ data_type }, value)).toEqual(cell);
});

test("rows are as high as the table says, or as their contents", () => {
  expect([
    rowHeight({}),
    rowHeight({ row_height: "high" }),
    rowHeight({ row_height: "50px" }),
    rowHeight({ row_height: "auto" }),
  ]).toEqual(["40px", "88px", "50px", undefined]);
});

test("a column has its own width or one between sensible bounds", () => {
  expect(tableColumnStyle({ width: "120px" })).toEqual({
    width: "120px",
    minWidth: "120px",
    maxWidth: "120px",
  });
  expect(tableColumnStyle({ width: "20%" })).toMatchObject({ width: "20%" });
  expect(tableColumnStyle({})).toEqual({ minWidth: "96px", maxWidth: "320px" });
});

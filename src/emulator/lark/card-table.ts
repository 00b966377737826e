import { checkMarkdown } from "./card-markdown.ts";
import {
  below,
  flag,
  isObject,
  list,
  object,
  oneOf,
  refuse,
  RULE_ERROR,
  text,
  whole,
  type Check,
  type JsonObject,
  type Shape,
  type Spot,
  type Scan,
} from "./card-schema.ts";
import { color, horizontalAlign, margin, elementId, pixels, verticalAlign } from "./card-values.ts";

const MOST_TABLES = 5;
const ROWS_INVALID = 200914;

const column = object({
  name: { required: text({ least: 1 }) },
  display_name: text(),
  width: text({ pattern: /^(auto|(8\d|9\d|[1-5]\d\d|600)px|([1-9]\d?|100)%)$/ }),
  vertical_align: verticalAlign,
  horizontal_align: horizontalAlign,
  data_type: { required: oneOf("text", "lark_md", "options", "number", "persons", "date", "markdown") },
  format: object({ precision: whole(0, 10), symbol: text({ most: 1 }), separator: flag }),
  date_format: text(),
});

/** Attribute list of the table page; rows are looked at by `checkTable`. */
export const TABLE: Shape = {
  tag: text(),
  element_id: elementId,
  margin,
  page_size: whole(1, 10),
  row_height: pixels(32, 124, "low", "middle", "high", "auto"),
  row_max_height: pixels(32, 999),
  freeze_first_column: flag,
  header_style: object({
    text_align: horizontalAlign,
    text_size: oneOf("normal", "heading"),
    background_style: oneOf("grey", "none"),
    text_color: oneOf("default", "grey"),
    bold: flag,
    lines: whole(1, 1_000),
  }),
  columns: { required: list(column, { least: 1, most: 50, what: "table columns" }) },
  rows: {
    required: (value, spot) =>
      void (Array.isArray(value) || refuse(spot, ROWS_INVALID, "table rows is invalid", value)),
  },
};

export const checkTable: Check = (value, spot, scan) => {
  scan.tables += 1;
  if (scan.tables > MOST_TABLES) refuse(spot, RULE_ERROR, "card table number over limit", scan.tables);
  const table = value as { columns: JsonObject[]; rows: unknown[] };
  const types = new Map(table.columns.map((each) => [String(each["name"]), String(each["data_type"])]));
  if (types.size < table.columns.length)
    refuse(spot, ROWS_INVALID, "table column names are not unique", [...types.keys()]);
  for (const [index, row] of table.rows.entries()) {
    const here = below(below(spot, "rows"), `[${index}]`);
    if (!isObject(row)) refuse(here, ROWS_INVALID, "table rows is invalid", row);
    for (const [name, cell] of Object.entries(row)) checkCell(types.get(name), cell, below(here, name), scan);
  }
};

function checkCell(type: string | undefined, cell: unknown, spot: Spot, scan: Scan): void {
  if (type === undefined) refuse(spot, ROWS_INVALID, "table rows is invalid: no such column", cell);
  if (cell === null || cell === undefined || cell === "") return;
  const isFine =
    type === "number" || type === "date"
      ? typeof cell === "number"
      : type === "options"
        ? typeof cell === "string" ||
          (Array.isArray(cell) && cell.every((each) => isOption(each, spot, scan)))
        : type === "persons"
          ? typeof cell === "string" ||
            (Array.isArray(cell) && cell.every((each) => typeof each === "string"))
          : typeof cell !== "object";
  if (!isFine) refuse(spot, ROWS_INVALID, "table rows is invalid", cell);
  if (type === "markdown" || type === "lark_md") checkMarkdown(String(cell), spot, scan);
}

function isOption(each: unknown, spot: Spot, scan: Scan): boolean {
  if (!isObject(each) || typeof each["text"] !== "string") return false;
  if (each["color"] !== undefined) color(each["color"], spot, scan);
  return Object.keys(each).every((key) => key === "text" || key === "color");
}

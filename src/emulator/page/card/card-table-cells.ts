import { formatInstant } from "./card-dates.ts";
import { filledOf, numberOf, objectOf, objectsOf, stringsOf, type JsonObject } from "./card-json.ts";
import { lengthOf } from "./card-measures.ts";
import { defined, type Style } from "./card-layout.ts";

/** What a cell of a table shows. */
export type Cell =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "line" | "markdown"; readonly text: string }
  | {
      readonly kind: "options";
      readonly options: readonly { readonly text: string; readonly color: unknown }[];
    }
  | { readonly kind: "persons"; readonly ids: readonly string[] };

export function cellOf(column: JsonObject, value: unknown): Cell {
  if (value === null || value === undefined || value === "") return { kind: "words", text: "" };
  switch (column["data_type"]) {
    case "lark_md":
      return { kind: "line", text: String(value) };
    case "markdown":
      return { kind: "markdown", text: String(value) };
    case "number":
      return {
        kind: "words",
        text: typeof value === "number" ? numberWords(value, column["format"]) : String(value),
      };
    case "date":
      return {
        kind: "words",
        text: typeof value === "number" ? formatInstant(value, filledOf(column["date_format"])) : "",
      };
    case "options":
      return {
        kind: "options",
        options:
          typeof value === "string"
            ? [{ text: value, color: "neutral" }]
            : objectsOf(value).map((option) => ({
                text: String(option["text"]),
                color: option["color"] ?? "neutral",
              })),
      };
    case "persons":
      return { kind: "persons", ids: typeof value === "string" ? [value] : stringsOf(value) };
    default:
      return { kind: "words", text: typeof value === "object" ? JSON.stringify(value) : String(value) };
  }
}

/** A number with its symbol in front, rounded to the precision, with separators between thousands when asked for. */
export function numberWords(value: number, format: unknown): string {
  const { precision, symbol, separator } = objectOf(format);
  const digits = numberOf(precision);
  const [whole = "", part] = (
    digits === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(digits)
  ).split(".");
  const grouped = separator === true ? whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",") : whole;
  const shown = part === undefined ? grouped : `${grouped}.${part}`;
  const sign = value < 0 && /[1-9]/.test(shown) ? "-" : "";
  return `${sign}${filledOf(symbol) ?? ""}${shown}`;
}

const ROW_HEIGHTS: Readonly<Record<string, string>> = { low: "40px", middle: "64px", high: "88px" };

/** Height of every row; none where the contents decide. */
export function rowHeight(table: JsonObject): string | undefined {
  const height = filledOf(table["row_height"]) ?? "low";
  return ROW_HEIGHTS[height] ?? lengthOf(height);
}

export function tableColumnStyle(column: JsonObject): Style {
  const width = filledOf(column["width"]) ?? "auto";
  const pixels = lengthOf(width);
  return defined({
    width: pixels ?? (/^\d{1,3}%$/.test(width) ? width : undefined),
    minWidth: pixels ?? "96px",
    maxWidth: pixels ?? "320px",
  });
}

export function alignOf(value: unknown): "left" | "center" | "right" {
  return value === "center" || value === "right" ? value : "left";
}

import { AppError } from "#domain/error";
import type { JsonObject } from "./card-schema.ts";

/** What a person put into a field: words, several choices, a tick. Dates are `2026-11-03`, times `09:00`. */
export type FieldInput = string | readonly string[] | boolean;

const TIME_ZONE_SUFFIX = " +0800";
const WHEN: Readonly<Record<string, RegExp>> = {
  date_picker: /^\d{4}-\d{2}-\d{2}$/,
  picker_time: /^\d{2}:\d{2}$/,
  picker_datetime: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/,
};
const FIELDS = new Set([
  "input",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "checker",
  ...Object.keys(WHEN),
]);

export function isField(component: JsonObject): boolean {
  return FIELDS.has(String(component["tag"]));
}

export function isMultiple(component: JsonObject): boolean {
  return String(component["tag"]).startsWith("multi_");
}

export function isDateOrTime(component: JsonObject): boolean {
  return String(component["tag"]) in WHEN;
}

/** The input in the form the callback carries it. Throws for what the client would not let a person do. */
export function fieldValue(
  component: JsonObject,
  input: FieldInput,
  members: ReadonlySet<string>,
): FieldInput {
  if (component["disabled"] === true) throw wrong(component, "is disabled");
  const tag = String(component["tag"]);
  if (tag === "checker") return ticked(component, input);
  if (isMultiple(component)) {
    if (!Array.isArray(input)) throw wrong(component, "takes a list of options");
    return input.map((each: string) => choice(component, each, members));
  }
  if (typeof input !== "string") throw wrong(component, "takes a text");
  if (tag === "input") return typed(component, input);
  return tag in WHEN ? moment(component, input) : choice(component, input, members);
}

/** What the field holds before anybody touches it; nothing for an empty one. */
export function initialValue(component: JsonObject): FieldInput | undefined {
  switch (component["tag"]) {
    case "input":
      return filled(component["default_value"]);
    case "select_static":
      return filled(component["initial_option"]) ?? optionAt(component);
    case "select_person":
      return filled(component["initial_option"]);
    case "checker":
      return component["checked"] === true ? true : undefined;
    case "date_picker":
      return zoned(component["initial_date"]);
    case "picker_time":
      return zoned(component["initial_time"]);
    case "picker_datetime":
      return zoned(component["initial_datetime"]);
    default:
      return Array.isArray(component["selected_values"]) && component["selected_values"].length > 0
        ? (component["selected_values"] as string[])
        : undefined;
  }
}

export function isEmpty(value: FieldInput | undefined): boolean {
  return (
    value === undefined || value === "" || value === false || (Array.isArray(value) && value.length === 0)
  );
}

/** The documents give `true` as the default of a multiple choice, `false` for all others. */
export function isRequired(component: JsonObject): boolean {
  const usual = component["tag"] === "multi_select_static";
  return typeof component["required"] === "boolean" ? component["required"] : usual;
}

function ticked(component: JsonObject, input: FieldInput): boolean {
  if (typeof input !== "boolean") throw wrong(component, "takes true or false");
  return input;
}

function typed(component: JsonObject, input: string): string {
  const most = typeof component["max_length"] === "number" ? component["max_length"] : 1_000;
  if ([...input].length > most) throw wrong(component, `takes at most ${most} characters`);
  if (component["input_type"] !== "multiline_text" && input.includes("\n"))
    throw wrong(component, "takes one line");
  return input;
}

function moment(component: JsonObject, input: string): string {
  const bare = input.endsWith(TIME_ZONE_SUFFIX) ? input.slice(0, -TIME_ZONE_SUFFIX.length) : input;
  if (!WHEN[String(component["tag"])]?.test(bare)) throw wrong(component, `does not take ${input}`);
  return bare + TIME_ZONE_SUFFIX;
}

function choice(component: JsonObject, input: string, members: ReadonlySet<string>): string {
  const options = optionsOf(component).map((option) => String(option["value"]));
  const isOffered = options.includes(input) || (isPersonChoice(component, options) && members.has(input));
  if (!isOffered) throw wrong(component, `does not offer ${input}`);
  return input;
}

/** An empty list offers everybody in the chat. */
function isPersonChoice(component: JsonObject, options: readonly string[]): boolean {
  return String(component["tag"]).endsWith("select_person") && options.length === 0;
}

function optionsOf(component: JsonObject): JsonObject[] {
  return Array.isArray(component["options"]) ? (component["options"] as JsonObject[]) : [];
}

function optionAt(component: JsonObject): string | undefined {
  const index = component["initial_index"];
  return typeof index === "number" && index > 0
    ? filled(optionsOf(component)[index - 1]?.["value"])
    : undefined;
}

function filled(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function zoned(value: unknown): string | undefined {
  const bare = filled(value);
  return bare === undefined ? undefined : bare + TIME_ZONE_SUFFIX;
}

function wrong(component: JsonObject, reason: string): AppError {
  return new AppError(
    "bad-input",
    `${String(component["tag"])} ${String(component["name"] ?? "")} ${reason}`,
  );
}

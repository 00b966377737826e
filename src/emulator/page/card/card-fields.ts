import { elementsBelow } from "./card-actions.ts";
import { filledOf, numberOf, objectsOf, stringsOf, type JsonObject } from "./card-json.ts";
import type { FieldInput } from "./card-props.ts";

export type FieldValues = Readonly<Record<string, FieldInput>>;

const FIELDS = new Set([
  "input",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "select_img",
  "date_picker",
  "picker_time",
  "picker_datetime",
  "checker",
]);

export function isField(component: JsonObject): boolean {
  return FIELDS.has(String(component["tag"]));
}

export function fieldsOf(form: JsonObject): JsonObject[] {
  return elementsBelow(form).filter(isField);
}

/** The documents give `true` as the default of a multiple choice, `false` for all others. */
export function isRequired(component: JsonObject): boolean {
  if (typeof component["required"] === "boolean") return component["required"];
  return component["tag"] === "multi_select_static";
}

export function isEmpty(value: FieldInput | undefined): boolean {
  if (value === undefined || value === "" || value === false) return true;
  return Array.isArray(value) && value.length === 0;
}

/** What the field holds before anybody touches it: dates `2026-11-03`, times `09:00`, both with a space between. */
export function initialValue(component: JsonObject): FieldInput | undefined {
  switch (component["tag"]) {
    case "input":
      return filledOf(component["default_value"]);
    case "select_static":
      return filledOf(component["initial_option"]) ?? optionAt(component);
    case "select_person":
      return filledOf(component["initial_option"]);
    case "checker":
      return component["checked"] === true ? true : undefined;
    case "date_picker":
      return filledOf(component["initial_date"]);
    case "picker_time":
      return filledOf(component["initial_time"]);
    case "picker_datetime":
      return filledOf(component["initial_datetime"]);
    case "multi_select_static":
    case "multi_select_person": {
      const chosen = stringsOf(component["selected_values"]);
      return chosen.length > 0 ? chosen : undefined;
    }
    default:
      return undefined;
  }
}

function optionAt(component: JsonObject): string | undefined {
  const index = numberOf(component["initial_index"]) ?? 0;
  return filledOf(objectsOf(component["options"])[index - 1]?.["value"]);
}

export function valueOf(component: JsonObject, values: FieldValues, key: string): FieldInput | undefined {
  return Object.hasOwn(values, key) ? values[key] : initialValue(component);
}

/** Names of the required fields that are still empty, in reading order. */
export function missingNames(form: JsonObject, values: FieldValues): string[] {
  return fieldsOf(form)
    .filter((field) => isRequired(field) && isEmpty(valueOf(field, values, String(field["name"]))))
    .map((field) => String(field["name"]));
}

/** What a submit sends: the touched fields; an untouched one keeps its initial value, a disabled one takes none. */
export function touchedValues(form: JsonObject, values: FieldValues): FieldValues {
  const touched = fieldsOf(form).flatMap((field): [string, FieldInput][] => {
    const name = String(field["name"]);
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || field["disabled"] === true ? [] : [[name, value]];
  });
  return Object.fromEntries(touched);
}

import { isDeepStrictEqual } from "node:util";
import { AppError } from "#domain/error";
import {
  fieldValue,
  initialValue,
  isDateOrTime,
  isEmpty,
  isField,
  isMultiple,
  isRequired,
  type FieldInput,
} from "./card-fields.ts";
import { callbackOf, elementsBelow, formActionOf, linkOf } from "./card-forms.ts";
import { isObject, type JsonObject } from "./card-schema.ts";

/** Which component is meant: by its name, by the value its callback carries, or by the words on it. */
export type PressTarget = {
  name?: string | undefined;
  value?: JsonObject | undefined;
  text?: string | undefined;
  /** For a choice, a date, an overflow menu, an input line or a checker outside a form. */
  input?: FieldInput | undefined;
};

/** What the client does: a callback, a link, nothing because fields are missing, or nothing at all. */
export type ClientAction =
  | { kind: "callback"; action: JsonObject }
  | { kind: "link"; url: string }
  | { kind: "missing"; names: string[] }
  | { kind: "no-callback" }
  | { kind: "reset" };

/** How a client may spell what the documents leave open; `turn` runs through all spellings. */
export type Spelling = { turn: number };

const TIME_ZONE = "Asia/Shanghai";

export function componentsOf(card: unknown): JsonObject[] {
  const body = isObject(card) && isObject(card["body"]) ? card["body"] : {};
  return elementsBelow(body);
}

/** A press on a button, container, menu or field that stands alone. Throws when there is no single such one. */
export function pressed(card: unknown, target: PressTarget, members: ReadonlySet<string>): ClientAction {
  const component = findOne(card, target);
  if (component["disabled"] === true) throw new AppError("not-allowed", `${labelOf(component)} is disabled`);
  if (formOf(card, component))
    throw new AppError("bad-input", `${labelOf(component)} is in a form: submit it`);
  const callback = callbackOf(component);
  const url = linkOf(component);
  if (!callback) return url === undefined ? { kind: "no-callback" } : { kind: "link", url };
  const action = { value: callback, tag: component["tag"], timezone: TIME_ZONE, ...nameOf(component) };
  return { kind: "callback", action: { ...action, ...inputOf(component, target.input, members) } };
}

/** A press on a form's submit button with these fields filled; untouched ones keep their initial value. */
export function submitted(
  card: unknown,
  request: { button: string; fields: Readonly<Record<string, FieldInput>> },
  members: ReadonlySet<string>,
  spelling: Spelling,
): ClientAction {
  const button = findOne(card, { name: request.button });
  const form = formOf(card, button);
  if (!form) throw new AppError("bad-input", `${request.button} is in no form`);
  if (button["disabled"] === true) throw new AppError("not-allowed", `${request.button} is disabled`);
  if (formActionOf(button) === "reset") return { kind: "reset" };
  const fields = elementsBelow(form).filter(isField);
  const values = fill(fields, request.fields, members);
  const missing = fields.filter((field) => isRequired(field) && isEmpty(values.get(String(field["name"]))));
  if (missing.length > 0) return { kind: "missing", names: missing.map((field) => String(field["name"])) };
  const callback = callbackOf(button);
  if (!callback) return { kind: "no-callback" };
  const formValue = Object.fromEntries(fields.flatMap((field) => spelled(field, values, spelling)));
  return {
    kind: "callback",
    action: {
      value: callback,
      tag: "button",
      ...(fields.some(isDateOrTime) ? { timezone: TIME_ZONE } : {}),
      form_value: formValue,
      name: button["name"],
    },
  };
}

function fill(
  fields: readonly JsonObject[],
  given: Readonly<Record<string, FieldInput>>,
  members: ReadonlySet<string>,
): Map<string, FieldInput | undefined> {
  const byName = new Map(fields.map((field) => [String(field["name"]), field]));
  const values = new Map(fields.map((field) => [String(field["name"]), initialValue(field)]));
  for (const [name, input] of Object.entries(given)) {
    const field = byName.get(name);
    if (!field)
      throw new AppError("bad-input", `the form has no field ${name}: ${[...byName.keys()].join(", ")}`);
    values.set(name, fieldValue(field, input, members));
  }
  return values;
}

/** Not documented and seen in the wild both ways: absent or "", true or "true", a list or its JSON text. */
function spelled(
  field: JsonObject,
  values: ReadonlyMap<string, FieldInput | undefined>,
  { turn }: Spelling,
): [string, unknown][] {
  const name = String(field["name"]);
  const value = values.get(name);
  const isOdd = turn % 2 === 1;
  if (field["tag"] === "checker") {
    if (value === undefined && !isOdd) return [];
    return [[name, isOdd ? String(value ?? false) : value]];
  }
  if (isEmpty(value)) return isOdd ? [[name, ""]] : [];
  return [[name, isMultiple(field) && isOdd ? JSON.stringify(value) : value]];
}

function inputOf(
  component: JsonObject,
  input: FieldInput | undefined,
  members: ReadonlySet<string>,
): JsonObject {
  const tag = component["tag"];
  if (tag === "overflow") return { option: menuOption(component, input) };
  if (!isField(component)) return {};
  if (input === undefined) throw new AppError("bad-input", `${labelOf(component)} needs an input`);
  const value = fieldValue(component, input, members);
  if (tag === "checker") return { checked: value };
  return tag === "input" ? { input_value: value } : { option: value };
}

function menuOption(component: JsonObject, input: FieldInput | undefined): unknown {
  const options = (component["options"] as JsonObject[]).map((option) => option["value"]);
  if (options.includes(input)) return input;
  throw new AppError("bad-input", `the menu does not offer ${String(input)}`);
}

function findOne(card: unknown, target: PressTarget): JsonObject {
  const found = componentsOf(card).filter((component) => isMeant(component, target));
  if (found.length === 1 && found[0]) return found[0];
  const wanted = JSON.stringify(target);
  throw new AppError("not-found", `the card has ${found.length} components like ${wanted}`);
}

function isMeant(component: JsonObject, target: PressTarget): boolean {
  if (target.name === undefined && target.value === undefined && target.text === undefined) return false;
  const words = isObject(component["text"]) ? component["text"]["content"] : undefined;
  return (
    (target.name === undefined || component["name"] === target.name) &&
    (target.value === undefined || isDeepStrictEqual(callbackOf(component), target.value)) &&
    (target.text === undefined || (component["tag"] === "button" && words === target.text))
  );
}

function formOf(card: unknown, component: JsonObject): JsonObject | undefined {
  const forms = componentsOf(card).filter((each) => each["tag"] === "form");
  return forms.find((form) => elementsBelow(form).includes(component));
}

function nameOf(component: JsonObject): JsonObject {
  return typeof component["name"] === "string" ? { name: component["name"] } : {};
}

function labelOf(component: JsonObject): string {
  const words = isObject(component["text"]) ? component["text"]["content"] : undefined;
  return `${String(component["tag"])} ${String(component["name"] ?? words ?? "")}`.trim();
}

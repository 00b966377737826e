import { below, isObject, refuse, RULE_ERROR, type JsonObject, type Scan, type Spot } from "./card-schema.ts";

const NAME_MISSING = 200530;
const ONLY_IN_FORMS = new Set(["multi_select_static", "multi_select_person"]);
/** Children that a form identifies by name; an overflow has no name of its own in the documents. */
const NAMED_IN_FORMS = new Set([
  "input",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "date_picker",
  "picker_time",
  "picker_datetime",
  "checker",
  "button",
]);

/** Names, and where a component may stand. */
export function checkInteractive(element: JsonObject, spot: Spot, scan: Scan): void {
  const { tag, name } = element as { tag: string; name?: unknown };
  if (ONLY_IN_FORMS.has(tag) && !spot.insideForm)
    refuse(spot, RULE_ERROR, "element is only supported inside a form", `tag: ${tag}`);
  const mustHaveName = tag === "form" || (spot.insideForm && NAMED_IN_FORMS.has(tag));
  if (mustHaveName && (typeof name !== "string" || name === ""))
    refuse(below(spot, "name"), NAME_MISSING, "name is required in a form", name);
  if (typeof name === "string" && tag !== "interactive_container") takeName(name, spot, scan);
  if (!spot.insideForm && element["required"] !== undefined)
    refuse(
      below(spot, "required"),
      RULE_ERROR,
      "required is only supported inside a form",
      element["required"],
    );
  if (tag === "button") checkButton(element, spot);
}

function takeName(name: string, spot: Spot, scan: Scan): void {
  if (scan.names.has(name)) refuse(below(spot, "name"), RULE_ERROR, "name is not unique in the card", name);
  scan.names.add(name);
}

function checkButton(button: JsonObject, spot: Spot): void {
  if (!spot.insideForm && button["form_action_type"] !== undefined)
    refuse(
      below(spot, "form_action_type"),
      RULE_ERROR,
      "only supported inside a form",
      button["form_action_type"],
    );
  const leadsSomewhere = callbackOf(button) ?? linkOf(button);
  const needsNone = formActionOf(button) === "reset" || button["disabled"] === true;
  if (!leadsSomewhere && !needsNone)
    refuse(spot, RULE_ERROR, "behaviors is required", button["name"] ?? "button");
  if (formActionOf(button) === "submit" && !callbackOf(button))
    refuse(spot, RULE_ERROR, "a submit button needs a callback with an object value", button["name"]);
}

export function checkForm(form: JsonObject, spot: Spot): void {
  const hasSubmit = elementsBelow(form).some(
    (each) => each["tag"] === "button" && formActionOf(each) === "submit",
  );
  if (!hasSubmit) refuse(spot, RULE_ERROR, "a form needs a submit button", form["name"]);
}

/** What a callback of this component carries: the behaviour's value, or the legacy `value`. */
export function callbackOf(component: JsonObject): JsonObject | undefined {
  const behaviors = Array.isArray(component["behaviors"]) ? component["behaviors"].filter(isObject) : [];
  const behavior = behaviors.find((each) => each["type"] === "callback");
  const value = behavior?.["value"] ?? component["value"];
  return isObject(value) ? value : undefined;
}

export function linkOf(component: JsonObject): string | undefined {
  const behaviors = Array.isArray(component["behaviors"]) ? component["behaviors"].filter(isObject) : [];
  const behavior = behaviors.find((each) => each["type"] === "open_url");
  const multi = isObject(component["multi_url"]) ? component["multi_url"]["url"] : undefined;
  const url = behavior?.["default_url"] ?? component["url"] ?? multi;
  return typeof url === "string" && url !== "" ? url : undefined;
}

export function formActionOf(button: JsonObject): "submit" | "reset" | undefined {
  const kind = button["form_action_type"] ?? button["action_type"];
  if (kind === "submit" || kind === "form_submit") return "submit";
  return kind === "reset" || kind === "form_reset" ? "reset" : undefined;
}

/** All components below a container, in reading order. */
export function elementsBelow(container: JsonObject): JsonObject[] {
  const children = [container["elements"], container["columns"], buttonsOf(container)].flatMap((each) =>
    Array.isArray(each) ? each.filter(isObject) : [],
  );
  return children.flatMap((child) => [child, ...elementsBelow(child)]);
}

function buttonsOf(component: JsonObject): unknown {
  return isObject(component["button_area"]) ? component["button_area"]["buttons"] : undefined;
}

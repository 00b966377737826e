import { filledOf, isObject, objectOf, objectsOf, type JsonObject } from "./card-json.ts";
import { safeUrl } from "./card-url.ts";

/** What a callback of this component carries: the behaviour's value, or the legacy `value`. */
export function callbackOf(component: JsonObject): JsonObject | undefined {
  const behavior = objectsOf(component["behaviors"]).find((each) => each["type"] === "callback");
  const value = behavior?.["value"] ?? component["value"];
  return isObject(value) ? value : undefined;
}

/** The address a press opens; none for what is no address of the web. */
export function linkOf(component: JsonObject): string | undefined {
  const behavior = objectsOf(component["behaviors"]).find((each) => each["type"] === "open_url");
  const addresses = [
    behavior?.["pc_url"],
    behavior?.["default_url"],
    component["url"],
    multiUrlOf(component["multi_url"]),
    multiUrlOf(objectOf(component["action"])["multi_url"]),
  ];
  return safeUrl(addresses.map(filledOf).find((each) => each !== undefined));
}

export function multiUrlOf(value: unknown): string | undefined {
  const urls = objectOf(value);
  return filledOf(urls["pc_url"]) ?? filledOf(urls["url"]);
}

export function formActionOf(button: JsonObject): "submit" | "reset" | undefined {
  const kind = button["form_action_type"] ?? button["action_type"];
  if (kind === "submit" || kind === "form_submit") return "submit";
  return kind === "reset" || kind === "form_reset" ? "reset" : undefined;
}

/** All components below a container, in reading order. */
export function elementsBelow(container: JsonObject): JsonObject[] {
  const area = objectOf(container["button_area"]);
  const children = [container["elements"], container["columns"], area["buttons"]].flatMap(objectsOf);
  return children.flatMap((child) => [child, ...elementsBelow(child)]);
}

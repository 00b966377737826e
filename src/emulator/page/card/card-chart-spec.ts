import { filledOf, isObject, objectOf, type JsonObject } from "./card-json.ts";
import { lengthOf } from "./card-measures.ts";
import type { Theme } from "./card-palette.ts";

/** The named colour series of the chart component; `brand` is what the client takes by itself. */
const SERIES: Readonly<Record<string, readonly string[]>> = {
  brand: ["#3370ff", "#7fa8ff", "#1a4cc4", "#b3ccff", "#5b8cff", "#0f3391"],
  rainbow: ["#3370ff", "#f5a623", "#34a853", "#eb478c", "#7f56f5", "#10b8b2", "#e8590c", "#8bac00"],
  complementary: ["#3370ff", "#f08a24", "#5b8cff", "#f7b267", "#1a4cc4", "#c2620f"],
  converse: ["#10b8b2", "#f04840", "#6fd6d2", "#f7908a", "#0a7f7b", "#a8231d"],
  primary: ["#3370ff", "#2ea121", "#f0b800", "#f04840", "#7f56f5", "#149aeb"],
};
const RATIOS: Readonly<Record<string, string>> = {
  "1:1": "1 / 1",
  "2:1": "2 / 1",
  "4:3": "4 / 3",
  "16:9": "16 / 9",
};
const ADDRESS = /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\/|^\s*(?:data|blob|javascript):/i;

/** The card's chart for the library: on the card's ground, in the chosen colours, without a way out to other hosts. */
export function chartSpec(element: JsonObject, theme: Theme, isStill: boolean): Record<string, unknown> {
  const given = element["chart_spec"];
  if (!isObject(given) || filledOf(given["type"]) === undefined) throw new Error("chart_spec: type");
  const spec = withoutAddresses(given) as JsonObject;
  const colors = SERIES[filledOf(element["color_theme"]) ?? "brand"] ?? SERIES["brand"];
  return {
    ...spec,
    background: "transparent",
    theme: objectOf(spec["theme"])["colorScheme"] === undefined ? theme : spec["theme"],
    color: spec["color"] ?? colors,
    ...(isStill && { animation: false }),
  };
}

/** Labels and values may be anything; elsewhere an address would be fetched as a picture. */
function withoutAddresses(part: unknown): unknown {
  if (typeof part === "string") return ADDRESS.test(part) ? "" : part;
  if (Array.isArray(part)) return part.map(withoutAddresses);
  if (!isObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === "data" || key === "values" ? value : withoutAddresses(value),
    ]),
  );
}

/** Its height, or its shape: 16:9, and square on a phone, when the card names none. */
export function chartBox(element: JsonObject, isPhone: boolean): { height?: string; aspectRatio?: string } {
  const height = lengthOf(element["height"]);
  if (height !== undefined) return { height };
  const ratio = RATIOS[filledOf(element["aspect_ratio"]) ?? (isPhone ? "1:1" : "16:9")];
  return { aspectRatio: ratio ?? "16 / 9" };
}

/** What a person who does not see it is told: its title. */
export function chartTitle(element: JsonObject): string | undefined {
  const title = objectOf(objectOf(element["chart_spec"])["title"]);
  return filledOf(title["text"]);
}

export function chartType(element: JsonObject): string {
  return filledOf(objectOf(element["chart_spec"])["type"]) ?? "?";
}

import { filledOf, objectOf, type JsonObject } from "./card-json.ts";
import {
  css,
  HUES,
  readableShade,
  shadeOf,
  SURFACE,
  type Hue,
  type Rgb,
  type Theme,
} from "./card-palette.ts";

/** A theme and the card's own colour names (`config.style.color`). */
export type ColorScheme = { readonly theme: Theme; readonly named: JsonObject };

const ENUMERATED = /^([a-z_]+?)(?:-(\d{2,3}))?$/;
const RGBA = /^rgba?\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*(,\s*(0|1|0?\.\d+|1\.0+|\d{1,3}%)\s*)?\)$/;

/** For CSS, or nothing for a name that is none: no other text of a card may get into a style. */
export function colorOf(
  value: unknown,
  scheme: ColorScheme,
  use: "text" | "ground" | "line",
): string | undefined {
  const wanted = chosenFor(value, scheme);
  if (wanted === undefined) return undefined;
  if (RGBA.test(wanted)) return wanted;
  if (wanted === "white") return "rgb(255, 255, 255)";
  if (wanted === "black") return "rgb(0, 0, 0)";
  if (wanted === "bg-white") return css(SURFACE[scheme.theme]);
  if (wanted === "light_grey") return css(shadeOf("grey", 200, scheme.theme));
  const [, name = "", shade] = ENUMERATED.exec(wanted) ?? [];
  return isHue(name) ? css(hueOf(name, shade, scheme.theme, use)) : undefined;
}

function chosenFor(value: unknown, { theme, named }: ColorScheme): string | undefined {
  const name = filledOf(value);
  if (name === undefined || !Object.hasOwn(named, name)) return name;
  return filledOf(objectOf(named[name])[theme === "dark" ? "dark_mode" : "light_mode"]);
}

function hueOf(hue: Hue, shade: string | undefined, theme: Theme, use: "text" | "ground" | "line"): Rgb {
  if (shade !== undefined) return shadeOf(hue, Number(shade), theme);
  if (use === "text") return readableShade(hue, SURFACE[theme], theme);
  // A bare grey has meant the pale ground of a column set since cards had grounds.
  const isGrey = hue === "grey" || hue === "neutral";
  return shadeOf(hue, isGrey ? (use === "ground" ? 100 : 300) : 500, theme);
}

/** Ground and words of a header or a text tag: a pale shade, a step stronger for a tag, and the hue readable on it. */
export function pairOf(
  color: unknown,
  theme: Theme,
  strength: "header" | "tag",
): { readonly ground: string; readonly text: string } {
  const hue = isHue(color) ? color : "neutral";
  const ground = shadeOf(hue, (theme === "light" ? 100 : 150) + (strength === "tag" ? 60 : 0), theme);
  return { ground: css(ground), text: css(readableShade(hue, ground, theme)) };
}

export function isHue(name: unknown): name is Hue {
  return typeof name === "string" && Object.hasOwn(HUES, name);
}

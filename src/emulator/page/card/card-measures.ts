import { filledOf, objectOf, type JsonObject } from "./card-json.ts";

const SPACINGS: Readonly<Record<string, number>> = {
  small: 4,
  medium: 8,
  large: 12,
  extra_large: 16,
  default: 8,
};
const TEXT_SIZES: Readonly<Record<string, number>> = {
  "heading-0": 30,
  "heading-1": 24,
  "heading-2": 20,
  "heading-3": 18,
  "heading-4": 16,
  heading: 16,
  normal: 14,
  notation: 12,
  "xxxx-large": 30,
  "xxx-large": 24,
  "xx-large": 20,
  "x-large": 18,
  large: 16,
  medium: 14,
  small: 12,
  "x-small": 10,
};
const LENGTH = /^-?\d{1,6}px$/;
const EDGES = /^(-?\d{1,2}(px)?)(\s+-?\d{1,2}(px)?){0,3}$/;

/** `12px` as it is, anything else as nothing: no other text of a card may get into a style. */
export function lengthOf(value: unknown): string | undefined {
  const length = filledOf(value);
  return length !== undefined && LENGTH.test(length) ? length : undefined;
}

/** One, two or four lengths for a margin or a padding. */
export function edgesOf(value: unknown): string | undefined {
  const edges = filledOf(value)?.trim();
  return edges !== undefined && EDGES.test(edges) ? edges.replaceAll(/(?<=\d)(?=\s|$)/g, "px") : undefined;
}

export function spacingOf(value: unknown, usual: string): string {
  const name = filledOf(value);
  if (name === undefined) return usual;
  return SPACINGS[name] === undefined ? (lengthOf(name) ?? usual) : `${SPACINGS[name]}px`;
}

/** Pixels of a text size; names of the card's own (`config.style.text_size`) may differ between desktop and phone. */
export function textSizeOf(value: unknown, named: JsonObject, isPhone: boolean): number | undefined {
  const name = filledOf(value);
  if (name === undefined) return undefined;
  const own = objectOf(named[name]);
  const chosen = filledOf(own[isPhone ? "mobile" : "pc"]) ?? filledOf(own["default"]) ?? name;
  return TEXT_SIZES[chosen];
}

export function cornerOf(value: unknown): string | undefined {
  const corner = filledOf(value);
  return corner !== undefined && /^\d{1,3}(px|%)$/.test(corner) ? corner : undefined;
}

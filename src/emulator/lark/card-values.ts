import {
  below,
  isObject,
  list,
  mapOf,
  object,
  oneOf,
  PARSE_ERROR,
  refuse,
  RULE_ERROR,
  text,
  whole,
  type Check,
} from "./card-schema.ts";
import { checkMarkdown } from "./card-markdown.ts";

const COLOR_NAMES =
  /^(default|white|black|neutral|blue|wathet|turquoise|green|lime|yellow|orange|red|carmine|violet|purple|indigo|grey|light_grey|bg-white)(-\d{2,3})?$/;
const RGBA = /^rgba\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*(0|1|0?\.\d+|1\.0+|\d{1,3}%)\s*\)$/;
const TEXT_SIZES = /^(heading(-[0-4])?|normal|notation|x{1,4}-large|large|medium|small|x-small)$/;

/** An enumeration name, rgba(), or a name from `config.style.color`; hex is not allowed. */
export const color: Check = (value, spot, scan) => {
  if (typeof value !== "string") refuse(spot, PARSE_ERROR, "must be a string", value);
  if (value === "" || COLOR_NAMES.test(value) || RGBA.test(value) || scan.colorNames.has(value)) return;
  refuse(spot, PARSE_ERROR, "invalid color", value);
};

/** A colour, or a word that only this place takes (`laser`, `none`). */
export function colorOr(...words: readonly string[]): Check {
  return (value, spot, scan) => {
    if (typeof value === "string" && words.includes(value)) return;
    color(value, spot, scan);
  };
}

export const textSize: Check = (value, spot, scan) => {
  if (typeof value !== "string") refuse(spot, PARSE_ERROR, "must be a string", value);
  if (!TEXT_SIZES.test(value) && !scan.sizeNames.has(value))
    refuse(spot, PARSE_ERROR, "invalid text size", value);
};

/** `12px`, within bounds; `words` are further values of this attribute. */
export function pixels(least: number, most: number, ...words: readonly string[]): Check {
  return (value, spot) => {
    if (typeof value === "string" && words.includes(value)) return;
    const size = typeof value === "string" ? /^(-?\d+)px$/.exec(value) : null;
    const amount = Number(size?.[1] ?? Number.NaN);
    if (!(amount >= least && amount <= most))
      refuse(spot, PARSE_ERROR, `must be ${[...words, `[${least},${most}]px`].join(", ")}`, value);
  };
}

/** One, two or four lengths; zero needs no unit. */
export function edges(least: number): Check {
  return (value, spot) => {
    const parts = typeof value === "string" ? value.trim().split(/\s+/) : [];
    const amounts = parts.map((part) =>
      part === "0" ? 0 : Number(/^(-?\d+)px$/.exec(part)?.[1] ?? Number.NaN),
    );
    const isFine = amounts.every((amount) => amount >= least && amount <= 99);
    if (![1, 2, 4].includes(parts.length) || !isFine)
      refuse(spot, PARSE_ERROR, "invalid margin or padding", value);
  };
}

export const margin = edges(-99);
export const padding = edges(0);
export const spacing = pixels(0, 99, "small", "medium", "large", "extra_large", "default", "");
export const horizontalAlign = oneOf("left", "center", "right");
export const verticalAlign = oneOf("top", "center", "bottom");
export const direction = oneOf("vertical", "horizontal");
export const corner: Check = text({ pattern: /^\d+(px|%)$/ });

export const elementId: Check = (value, spot, scan) => {
  if (typeof value !== "string" || !/^[A-Za-z][A-Za-z0-9_]{0,19}$/.test(value))
    refuse(spot, RULE_ERROR, "invalid element_id", value);
  if (scan.elementIds.has(value)) refuse(spot, RULE_ERROR, "element_id is not unique", value);
  scan.elementIds.add(value);
};

export const LOCALES = [
  "zh_cn",
  "en_us",
  "zh_hk",
  "zh_tw",
  "ja_jp",
  "id_id",
  "vi_vn",
  "th_th",
  "pt_br",
  "es_es",
  "ko_kr",
  "de_de",
  "fr_fr",
  "it_it",
  "ru_ru",
  "ms_my",
];

export const i18nText: Check = object(Object.fromEntries(LOCALES.map((locale) => [locale, text()])));

export function plainText(most = Infinity): Check {
  return object({
    tag: { required: oneOf("plain_text") },
    content: { required: text({ most }) },
    i18n_content: i18nText,
  });
}

/** plain_text or lark_md, as titles take it. */
export const titleText: Check = richText("lark_md", {});

export function richText(markdownTag: "lark_md" | "markdown", more: Record<string, Check>): Check {
  const check = object({
    tag: { required: oneOf("plain_text", markdownTag) },
    content: { required: text() },
    i18n_content: i18nText,
    ...more,
  });
  return (value, spot, scan) => {
    check(value, spot, scan);
    if (isObject(value) && value["tag"] === markdownTag)
      checkMarkdown(value["content"], below(spot, "content"), scan);
  };
}

export const imageKey: Check = (value, spot, scan) => {
  if (typeof value !== "string" || !scan.knowsImage(value))
    refuse(spot, 200570, "card contains invalid image keys", `image key ${String(value)}`);
};

export const icon: Check = (value, spot, scan) => {
  object({
    tag: { required: oneOf("standard_icon", "custom_icon") },
    token: text(),
    color,
    img_key: text(),
    size: text({ pattern: /^\d{1,3}(px)? \d{1,3}px$/ }),
  })(value, spot, scan);
  if (isObject(value) && value["tag"] === "custom_icon")
    imageKey(value["img_key"], below(spot, "img_key"), scan);
};

const LINKS = { pc_url: text(), ios_url: text(), android_url: text() };
export const multiUrl: Check = object({ url: text(), ...LINKS });
export const linkAction: Check = object({ multi_url: multiUrl });

export const confirm: Check = object({ title: { required: plainText() }, text: { required: plainText() } });

const openUrl = object({ type: oneOf("open_url"), default_url: text(), ...LINKS });
const callback = object({ type: oneOf("callback"), value: { required: callbackValue } });

/** The official SDKs lose a string, and clients then show 200671: only objects are let through. */
export function callbackValue(value: unknown, spot: Parameters<Check>[1]): void {
  if (!isObject(value)) refuse(spot, PARSE_ERROR, "callback value must be an object", value);
}

const behavior: Check = (value, spot, scan) => {
  const kind = isObject(value) ? value["type"] : undefined;
  if (kind === "open_url") openUrl(value, spot, scan);
  else if (kind === "callback") callback(value, spot, scan);
  else refuse(spot, PARSE_ERROR, "behavior must be open_url or callback", kind);
};

export const behaviors: Check = list(behavior);
export const callbacksOnly: Check = list(callback);

export const textTag: Check = object({
  tag: { required: oneOf("text_tag") },
  element_id: elementId,
  text: plainText(),
  color: oneOf(
    "neutral",
    "blue",
    "turquoise",
    "lime",
    "orange",
    "violet",
    "indigo",
    "wathet",
    "green",
    "yellow",
    "red",
    "purple",
    "carmine",
  ),
});

export const localeList: Check = list(oneOf(...LOCALES));
export const perDevice: Check = mapOf(object({ default: text(), pc: text(), mobile: text() }));
export const perTheme: Check = mapOf(object({ light_mode: text(), dark_mode: text() }));
export const speeds: Check = mapOf(whole(1, 10_000));

import { checkMarkdown, checkMarkdownByLocale, checkPersonId } from "./card-markdown.ts";
import {
  below,
  flag,
  isObject,
  list,
  object,
  oneOf,
  refuse,
  text,
  whole,
  type Check,
  type JsonObject,
  type Shape,
} from "./card-schema.ts";
import {
  color,
  corner,
  elementId,
  horizontalAlign,
  icon,
  imageKey,
  margin,
  pixels,
  plainText,
  richText,
  textSize,
} from "./card-values.ts";

export const COMMON: Shape = { tag: text(), element_id: elementId, margin };

const styledText = richText("lark_md", {
  text_size: textSize,
  text_color: color,
  text_align: horizontalAlign,
  lines: whole(1, 1_000),
});

const PORTRAIT_SIZE = oneOf("extra_small", "small", "medium", "large");

const chartSpec: Check = (value, spot) => {
  const bad = (reason: string): never => refuse(spot.parent ?? spot, 200550, "chart spec is invalid", reason);
  if (!isObject(value)) bad("(root): Invalid type. Expected: object");
  const spec = value as JsonObject;
  if (typeof spec["type"] !== "string" || spec["type"] === "") bad("type: String length must be at least 1");
  if (spec["data"] !== undefined && typeof spec["data"] !== "object")
    bad("data: Invalid type. Expected: object or array");
  if (spec["axes"] !== undefined && !Array.isArray(spec["axes"])) bad("axes: Invalid type. Expected: array");
  if (spec["series"] !== undefined && !Array.isArray(spec["series"]))
    bad("series: Invalid type. Expected: array");
};

/** Components that show something; attribute lists of the card JSON 2.0 display component pages. */
export const DISPLAYS: Readonly<Record<string, Shape>> = {
  markdown: {
    ...COMMON,
    content: { required: checkMarkdown },
    i18n_content: checkMarkdownByLocale,
    text_align: horizontalAlign,
    text_size: textSize,
    icon,
  },
  div: {
    ...COMMON,
    text: styledText,
    icon,
    width: pixels(16, 999, "fill", "auto"),
    fields: list(object({ is_short: flag, text: styledText })),
  },
  img: {
    ...COMMON,
    img_key: { required: imageKey },
    alt: { required: plainText() },
    title: plainText(),
    corner_radius: corner,
    scale_type: oneOf("crop_center", "crop_top", "fit_horizontal"),
    size: text({ pattern: /^(stretch|large|medium|small|tiny|\d{1,4}px \d{1,4}px)$/ }),
    transparent: flag,
    preview: flag,
    mode: oneOf("crop_center", "fit_horizontal", "stretch", "large", "medium", "small", "tiny"),
    custom_width: pixels(278, 580),
    compact_width: flag,
  },
  img_combination: {
    ...COMMON,
    combination_mode: { required: oneOf("double", "triple", "bisect", "trisect") },
    combination_transparent: flag,
    corner_radius: corner,
    img_list: { required: list(object({ img_key: { required: imageKey }, transparent: flag })) },
  },
  hr: COMMON,
  person: {
    ...COMMON,
    user_id: { required: checkPersonId },
    size: PORTRAIT_SIZE,
    show_avatar: flag,
    show_name: flag,
    style: oneOf("normal", "capsule"),
  },
  person_list: {
    ...COMMON,
    persons: { required: list(object({ id: { required: text() } })) },
    drop_invalid_user_id: flag,
    lines: whole(1, 1_000),
    show_name: flag,
    show_avatar: flag,
    size: PORTRAIT_SIZE,
    icon,
    ud_icon: object({ token: text(), style: object({ color }) }),
  },
  chart: {
    ...COMMON,
    chart_spec: { required: chartSpec },
    aspect_ratio: oneOf("1:1", "2:1", "4:3", "16:9"),
    color_theme: oneOf("brand", "rainbow", "complementary", "converse", "primary"),
    height: pixels(1, 999, "auto"),
    preview: flag,
  },
};

/** An unknown person in a list is an error unless the card asks to leave such ones out. */
export const checkPersonList: Check = (value, spot, scan) => {
  if (!isObject(value) || value["drop_invalid_user_id"] === true || !Array.isArray(value["persons"])) return;
  for (const person of value["persons"])
    checkPersonId((person as JsonObject)["id"], below(spot, "persons"), scan);
};

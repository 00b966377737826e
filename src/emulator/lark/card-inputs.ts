import { COMMON } from "./card-displays.ts";
import {
  below,
  flag,
  list,
  number,
  object,
  oneOf,
  refuse,
  RULE_ERROR,
  text,
  whole,
  type Check,
  type Shape,
} from "./card-schema.ts";
import {
  behaviors,
  callbacksOnly,
  callbackValue,
  color,
  confirm,
  horizontalAlign,
  icon,
  multiUrl,
  padding,
  pixels,
  plainText,
  richText,
  textSize,
} from "./card-values.ts";

const PLACEHOLDER = plainText(100);
const LABEL = plainText(100);
const WIDTH = pixels(100, 100_000, "default", "fill");
const name = text({ least: 1, most: 100 });

const FIELD: Shape = {
  ...COMMON,
  name,
  required: flag,
  disabled: flag,
  placeholder: PLACEHOLDER,
  width: WIDTH,
  behaviors: callbacksOnly,
  confirm,
  value: callbackValue,
};

const choice = object({ text: { required: LABEL }, icon, value: { required: text({ least: 1 }) } });
const personChoice = object({ value: text() });
const BORDER = oneOf("default", "text");

const uniqueChoices =
  (item: Check): Check =>
  (value, spot, scan) => {
    list(item)(value, spot, scan);
    const seen = new Set<unknown>();
    for (const [index, option] of (value as { value: unknown }[]).entries()) {
      const here = below(below(spot, `[${index}]`), "value");
      if (seen.has(option.value)) refuse(here, RULE_ERROR, "option value is not unique", option.value);
      seen.add(option.value);
    }
  };

export const BUTTON: Shape = {
  ...COMMON,
  name,
  text: LABEL,
  type: oneOf(
    "default",
    "primary",
    "danger",
    "text",
    "primary_text",
    "danger_text",
    "primary_filled",
    "danger_filled",
    "laser",
  ),
  size: oneOf("tiny", "small", "medium", "large"),
  width: WIDTH,
  icon,
  hover_tips: plainText(),
  disabled: flag,
  disabled_tips: plainText(),
  confirm,
  behaviors,
  form_action_type: oneOf("submit", "reset"),
  value: callbackValue,
  url: text(),
  multi_url: multiUrl,
  action_type: oneOf("link", "request", "multi", "form_submit", "form_reset"),
  required: flag,
};

/** Components that take something in; attribute lists of the card JSON 2.0 interactive component pages. */
export const INPUTS: Readonly<Record<string, Shape>> = {
  button: BUTTON,
  input: {
    ...FIELD,
    disabled_tips: plainText(),
    default_value: text({ most: 1_000 }),
    max_length: whole(1, 1_000),
    input_type: oneOf("text", "multiline_text", "password"),
    show_icon: flag,
    rows: whole(1, 1_000),
    auto_resize: flag,
    max_rows: number,
    label: LABEL,
    label_position: oneOf("top", "left"),
  },
  select_static: {
    ...FIELD,
    type: BORDER,
    options: { required: uniqueChoices(choice) },
    initial_option: text(),
    initial_index: whole(0, 10_000),
  },
  multi_select_static: {
    ...FIELD,
    type: BORDER,
    options: { required: uniqueChoices(choice) },
    selected_values: list(text()),
  },
  select_person: { ...FIELD, type: BORDER, options: uniqueChoices(personChoice), initial_option: text() },
  multi_select_person: {
    ...FIELD,
    type: BORDER,
    options: uniqueChoices(personChoice),
    selected_values: list(text()),
  },
  date_picker: { ...FIELD, initial_date: text({ pattern: /^\d{4}-\d{2}-\d{2}$/ }) },
  picker_time: { ...FIELD, initial_time: text({ pattern: /^\d{2}:\d{2}$/ }) },
  picker_datetime: { ...FIELD, initial_datetime: text({ pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/ }) },
  checker: {
    ...COMMON,
    name,
    checked: flag,
    text: richText("lark_md", { text_size: textSize, text_color: color, text_align: horizontalAlign }),
    overall_checkable: flag,
    button_area: object({
      pc_display_rule: oneOf("always", "on_hover"),
      buttons: list(object(BUTTON), { most: 3, what: "checker buttons" }),
    }),
    checked_style: object({ show_strikethrough: flag, opacity: number }),
    padding,
    confirm,
    behaviors: callbacksOnly,
    hover_tips: plainText(),
    disabled: flag,
    disabled_tips: plainText(),
    value: callbackValue,
  },
  overflow: {
    ...COMMON,
    name,
    width: WIDTH,
    options: { required: uniqueChoices(object({ text: LABEL, multi_url: multiUrl, value: text() })) },
    behaviors: callbacksOnly,
    confirm,
    value: callbackValue,
  },
};

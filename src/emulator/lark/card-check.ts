import { checkPersonList, COMMON, DISPLAYS } from "./card-displays.ts";
import { checkForm, checkInteractive } from "./card-forms.ts";
import { INPUTS } from "./card-inputs.ts";
import {
  CardRefused,
  flag,
  isObject,
  list,
  object,
  oneOf,
  PARSE_ERROR,
  refuse,
  RULE_ERROR,
  text,
  whole,
  type CardFault,
  type Check,
  type Scan,
  type Shape,
  type Spot,
} from "./card-schema.ts";
import { checkTable, TABLE } from "./card-table.ts";
import * as value from "./card-values.ts";

export type CardSurroundings = Pick<Scan, "knowsImage" | "knowsPerson">;

const MOST_ELEMENTS = 200;
const DEEPEST = 5;
const GONE_SINCE_1_0 = new Set(["action", "note"]);

const LAYOUT: Shape = {
  direction: value.direction,
  padding: value.padding,
  horizontal_spacing: value.spacing,
  horizontal_align: value.horizontalAlign,
  vertical_spacing: value.spacing,
  vertical_align: value.verticalAlign,
};

const inside: Check = list(checkElement);

const panelHeader = object({
  title: { required: value.richText("markdown", { text_size: value.textSize, text_color: value.color }) },
  background_color: value.color,
  vertical_align: value.verticalAlign,
  padding: value.padding,
  position: oneOf("top", "bottom"),
  width: value.pixels(0, 9_999, "fill", "auto", "auto_when_fold"),
  icon: value.icon,
  icon_position: oneOf("left", "right", "follow_text"),
  icon_expanded_angle: oneOf(-180, -90, 90, 180),
});

const column = object({
  ...COMMON,
  ...LAYOUT,
  background_style: value.color,
  width: value.pixels(16, 600, "auto", "weighted"),
  weight: whole(1, 5),
  action: value.linkAction,
  elements: inside,
});

const CONTAINERS: Readonly<Record<string, Shape>> = {
  form: { ...COMMON, ...LAYOUT, name: text({ least: 1 }), elements: { required: inside } },
  column_set: {
    ...COMMON,
    horizontal_spacing: value.spacing,
    horizontal_align: value.horizontalAlign,
    flex_mode: oneOf("none", "stretch", "flow", "bisect", "trisect"),
    background_style: value.color,
    action: value.linkAction,
    columns: { required: list(checkColumn, { least: 1, what: "columns" }) },
  },
  collapsible_panel: {
    ...COMMON,
    ...LAYOUT,
    expanded: flag,
    background_color: value.color,
    header: { required: panelHeader },
    border: object({ color: value.color, corner_radius: value.corner }),
    elements: inside,
  },
  interactive_container: {
    ...COMMON,
    ...LAYOUT,
    name: text({ least: 1 }),
    width: value.pixels(16, 999, "fill", "auto"),
    height: value.pixels(10, 999, "auto"),
    background_style: value.colorOr("laser"),
    has_border: flag,
    border_color: value.color,
    corner_radius: value.corner,
    behaviors: { required: value.behaviors },
    hover_tips: value.plainText(),
    disabled: flag,
    disabled_tips: value.plainText(),
    confirm: value.confirm,
    elements: { required: inside },
  },
};

const CHECKS = new Map<string, Check>(
  Object.entries({ ...DISPLAYS, ...INPUTS, ...CONTAINERS, table: TABLE }).map(([tag, shape]) => [
    tag,
    object(shape),
  ]),
);

/** Every component that a card may hold. */
export const COMPONENT_TAGS: readonly string[] = [...CHECKS.keys()];

function checkColumn(each: unknown, spot: Spot, scan: Scan): void {
  if (isObject(each) && each["tag"] !== "column")
    refuse(spot, PARSE_ERROR, "columns take only column", each["tag"]);
  column(each, spot, scan);
}

function checkElement(each: unknown, spot: Spot, scan: Scan): void {
  const tag = isObject(each) ? each["tag"] : undefined;
  if (typeof tag !== "string") refuse(spot, PARSE_ERROR, "element without a tag", each);
  if (GONE_SINCE_1_0.has(tag))
    refuse(spot, 200861, "cards of schema V2 no longer support this capability", `unsupported tag ${tag}`);
  const check = CHECKS.get(tag);
  const isRootOnly = tag === "form" || tag === "table";
  if (!check || (isRootOnly && !spot.atRoot))
    refuse(spot, RULE_ERROR, "type of element is not supported", `tag: ${tag}`);
  const depth = spot.depth + (tag in CONTAINERS ? 1 : 0);
  if (depth > DEEPEST) refuse(spot, RULE_ERROR, `containers nested deeper than ${DEEPEST}`, depth);
  const here = { ...spot, depth, atRoot: false, insideForm: spot.insideForm || tag === "form" };
  checkInteractive(each as Record<string, unknown>, spot, scan);
  check(each, here, scan);
  if (tag === "form") checkForm(each as Record<string, unknown>, spot);
  if (tag === "table") checkTable(each, spot, scan);
  if (tag === "person_list") checkPersonList(each, spot, scan);
}

const rootElements: Check = (each, spot, scan) =>
  list((item, at) => checkElement(item, { ...at, atRoot: true }, scan))(each, spot, scan);

const header = object({
  title: { required: value.titleText },
  subtitle: value.titleText,
  text_tag_list: list(value.textTag, { most: 3, what: "text tags" }),
  i18n_text_tag_list: object(
    Object.fromEntries(
      value.LOCALES.map((locale) => [locale, list(value.textTag, { most: 3, what: "text tags" })]),
    ),
  ),
  template: oneOf(
    "blue",
    "wathet",
    "turquoise",
    "green",
    "yellow",
    "orange",
    "red",
    "carmine",
    "violet",
    "purple",
    "indigo",
    "grey",
    "default",
  ),
  icon: value.icon,
  padding: value.padding,
});

const card = object({
  schema: { required: oneOf("2.0") },
  config: object({
    update_multi: oneOf(true),
    enable_forward: flag,
    enable_forward_interaction: flag,
    width_mode: oneOf("default", "compact", "fill"),
    locales: value.localeList,
    summary: object({ content: text(), i18n_content: value.i18nText }),
    style: object({ text_size: value.perDevice, color: value.perTheme }),
    streaming_mode: flag,
    streaming_config: object({
      print_frequency_ms: value.speeds,
      print_step: value.speeds,
      print_strategy: oneOf("fast", "delay"),
    }),
    use_custom_translation: flag,
  }),
  card_link: value.multiUrl,
  header,
  body: object({ ...LAYOUT, elements: rootElements }),
});

/** Checks a parsed card of JSON 2.0 against the component pages; the first fault, or nothing. */
export function checkCard(content: unknown, surroundings: CardSurroundings): CardFault | undefined {
  const root: Spot = { label: "ROOT", depth: 0, insideForm: false, atRoot: false };
  const scan: Scan = {
    ...surroundings,
    sizeNames: styleNames(content, "text_size"),
    colorNames: styleNames(content, "color"),
    elementIds: new Set(),
    names: new Set(),
    tables: 0,
  };
  try {
    card(content, root, scan);
    const elements = countElements(content);
    if (elements > MOST_ELEMENTS) refuse(root, RULE_ERROR, "card element number over limit 200", elements);
    return undefined;
  } catch (error) {
    if (error instanceof CardRefused) return error.fault;
    throw error;
  }
}

/** Every object with a `tag` counts; what a chart, a row or a callback value holds does not. */
export function countElements(content: unknown): number {
  if (Array.isArray(content)) return content.reduce<number>((sum, each) => sum + countElements(each), 0);
  if (!isObject(content)) return 0;
  let count = typeof content["tag"] === "string" ? 1 : 0;
  for (const [key, each] of Object.entries(content))
    if (key !== "chart_spec" && key !== "value" && key !== "rows") count += countElements(each);
  return count;
}

function styleNames(content: unknown, kind: "text_size" | "color"): ReadonlySet<string> {
  const config = isObject(content) ? content["config"] : undefined;
  const style = isObject(config) ? config["style"] : undefined;
  const named = isObject(style) ? style[kind] : undefined;
  return new Set(isObject(named) ? Object.keys(named) : []);
}

/** What is wrong with a card, as error 230099 tells it. */
export type CardFault = { errCode: number; path: string; errMsg: string; errorValue: string };

/** Wrong JSON shape, unknown attribute or value. */
export const PARSE_ERROR = 200621;
/** A rule about counts, places or required parts. */
export const RULE_ERROR = 11310;

export class CardRefused extends Error {
  readonly fault: CardFault;

  constructor(fault: CardFault) {
    super(fault.errMsg);
    this.name = "CardRefused";
    this.fault = fault;
  }
}

/** Where the check stands; the path text is only put together when something is refused. */
export type Spot = {
  label: string;
  parent?: Spot;
  /** Containers around this spot. */
  depth: number;
  insideForm: boolean;
  /** Directly in `body.elements`. */
  atRoot: boolean;
};

/** What one card is checked against, and what was seen of it so far. */
export type Scan = {
  knowsImage(imageKey: string): boolean;
  knowsPerson(id: string): boolean;
  sizeNames: ReadonlySet<string>;
  colorNames: ReadonlySet<string>;
  elementIds: Set<string>;
  names: Set<string>;
  tables: number;
};

export type Check = (value: unknown, spot: Spot, scan: Scan) => void;
export type Rule = Check | { required: Check };
export type Shape = Readonly<Record<string, Rule>>;
export type JsonObject = Record<string, unknown>;

export function refuse(spot: Spot, errCode: number, errMsg: string, value: unknown): never {
  const labels: string[] = [];
  for (let here: Spot | undefined = spot; here; here = here.parent) labels.unshift(here.label);
  const errorValue = typeof value === "string" ? value : (JSON.stringify(value) ?? "nil");
  throw new CardRefused({ errCode, path: labels.join(" -> "), errMsg, errorValue: errorValue.slice(0, 200) });
}

export function below(spot: Spot, label: string, change: Partial<Spot> = {}): Spot {
  const { depth, insideForm } = spot;
  return { depth, insideForm, atRoot: false, ...change, label, parent: spot };
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function object(shape: Shape): Check {
  const rules = Object.entries(shape).map(([key, rule]): [string, Check, boolean] =>
    typeof rule === "function" ? [key, rule, false] : [key, rule.required, true],
  );
  return (value, spot, scan) => {
    if (!isObject(value)) refuse(spot, PARSE_ERROR, "must be an object", value);
    for (const key of Object.keys(value))
      if (!Object.hasOwn(shape, key)) refuse(below(spot, key), PARSE_ERROR, "unknown property", key);
    for (const [key, check, isRequired] of rules) {
      if (value[key] !== undefined) check(value[key], below(spot, key), scan);
      else if (isRequired) refuse(spot, PARSE_ERROR, `${key} is required`, key);
    }
  };
}

export function list(item: Check, limits: { least?: number; most?: number; what?: string } = {}): Check {
  return (value, spot, scan) => {
    if (!Array.isArray(value)) refuse(spot, PARSE_ERROR, "must be an array", value);
    const { least = 0, most = Infinity, what = "entries" } = limits;
    if (value.length < least) refuse(spot, RULE_ERROR, `at least ${least} ${what}`, value.length);
    if (value.length > most) refuse(spot, RULE_ERROR, `${what} over limit ${most}`, value.length);
    for (const [index, each] of value.entries()) item(each, below(spot, labelOf(each, index)), scan);
  };
}

export function labelOf(item: unknown, index: number): string {
  return isObject(item) && typeof item["tag"] === "string" ? `[${index}](tag: ${item["tag"]})` : `[${index}]`;
}

export function oneOf(...values: readonly (string | number | boolean)[]): Check {
  return (value, spot) => {
    if (!values.includes(value as string))
      refuse(spot, PARSE_ERROR, `must be one of ${values.join(", ")}`, value);
  };
}

export function text(limits: { most?: number; least?: number; pattern?: RegExp } = {}): Check {
  return (value, spot) => {
    if (typeof value !== "string") refuse(spot, PARSE_ERROR, "must be a string", value);
    const length = [...value].length;
    if (length < (limits.least ?? 0)) refuse(spot, PARSE_ERROR, "must not be empty", value);
    if (length > (limits.most ?? Infinity))
      refuse(spot, RULE_ERROR, `must not be longer than ${limits.most} characters`, value);
    if (limits.pattern && !limits.pattern.test(value)) refuse(spot, PARSE_ERROR, "invalid value", value);
  };
}

export function whole(least: number, most: number): Check {
  return (value, spot) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most)
      refuse(spot, PARSE_ERROR, `must be a whole number from ${least} to ${most}`, value);
  };
}

export const flag: Check = (value, spot) => {
  if (typeof value !== "boolean") refuse(spot, PARSE_ERROR, "must be true or false", value);
};

export const number: Check = (value, spot) => {
  if (typeof value !== "number") refuse(spot, PARSE_ERROR, "must be a number", value);
};

export function mapOf(item: Check): Check {
  return (value, spot, scan) => {
    if (!isObject(value)) refuse(spot, PARSE_ERROR, "must be an object", value);
    for (const [key, each] of Object.entries(value)) item(each, below(spot, key), scan);
  };
}

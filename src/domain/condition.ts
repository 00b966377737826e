import type { Channel, ContactFacts, Direction, NUMBER_METRICS, YES_NO_METRICS } from "./contact.ts";
import type { LocalText } from "./local-text.ts";

export type NumberMetric = (typeof NUMBER_METRICS)[number];
export type YesNoMetric = (typeof YES_NO_METRICS)[number];

export const COMPARISONS = ["<", "<=", "=", "!=", ">=", ">"] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A question that a metric alone answers. Durations in seconds. */
export type MetricTest =
  | { readonly metric: NumberMetric; readonly compare: Comparison; readonly value: number }
  | { readonly metric: YesNoMetric; readonly is: boolean };

/**
 * The closed language of "when does this item apply". `observed` is something only the reader of the conversation
 * can see (an emotion, a returning customer): it is never measured, so it always comes out as unknown.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly channel: readonly Channel[] }
  | { readonly direction: Direction }
  | { readonly scene: readonly string[] }
  | { readonly observed: LocalText }
  | MetricTest;

/** Three values: a fact that was not measured makes a question unknown, never false. */
export type Truth = "true" | "false" | "unknown";

const truth = (value: boolean): Truth => (value ? "true" : "false");

function memberOf(value: string | null, list: readonly string[]): Truth {
  return value === null ? "unknown" : truth(list.includes(value));
}

function compareNumbers(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case "=":
      return left === right;
    case "!=":
      return left !== right;
    case ">=":
      return left >= right;
    case ">":
      return left > right;
  }
}

export function testMetric(test: MetricTest, facts: ContactFacts): Truth {
  if ("is" in test) {
    const measured = facts.metrics[test.metric];
    return measured === undefined ? "unknown" : truth(measured === test.is);
  }
  const measured = facts.metrics[test.metric];
  return measured === undefined ? "unknown" : truth(compareNumbers(measured, test.compare, test.value));
}

/** Kleene's strong three-valued logic: one false decides `all`, one true decides `any`. */
export function judge(condition: Condition, facts: ContactFacts): Truth {
  if ("all" in condition) {
    const parts = condition.all.map((part) => judge(part, facts));
    return parts.includes("false") ? "false" : parts.includes("unknown") ? "unknown" : "true";
  }
  if ("any" in condition) {
    const parts = condition.any.map((part) => judge(part, facts));
    return parts.includes("true") ? "true" : parts.includes("unknown") ? "unknown" : "false";
  }
  if ("not" in condition) {
    const inner = judge(condition.not, facts);
    return inner === "unknown" ? "unknown" : truth(inner === "false");
  }
  if ("channel" in condition) return memberOf(facts.channel, condition.channel);
  if ("direction" in condition) return memberOf(facts.direction, [condition.direction]);
  if ("scene" in condition) return memberOf(facts.scene, condition.scene);
  if ("observed" in condition) return "unknown";
  return testMetric(condition, facts);
}

/** The condition in one line, stable between versions of the program: it is stored with an evaluation. */
export function describeCondition(condition: Condition): string {
  if ("all" in condition) return condition.all.map(describePart).join(" and ");
  if ("any" in condition) return condition.any.map(describePart).join(" or ");
  if ("not" in condition) return `not ${describePart(condition.not)}`;
  if ("channel" in condition) return `channel in ${condition.channel.join(", ")}`;
  if ("direction" in condition) return `direction is ${condition.direction}`;
  if ("scene" in condition) return `scene in ${condition.scene.join(", ")}`;
  if ("observed" in condition) return `observed ${condition.observed.en}`;
  if ("is" in condition) return `${condition.metric} is ${condition.is ? "yes" : "no"}`;
  return `${condition.metric} ${condition.compare} ${condition.value}`;
}

function describePart(condition: Condition): string {
  const text = describeCondition(condition);
  return "all" in condition || "any" in condition ? `(${text})` : text;
}

/** The part that made a false condition false: the first false one of `all`, else the condition itself. */
export function falsePart(condition: Condition, facts: ContactFacts): Condition {
  if (!("all" in condition)) return condition;
  const culprit = condition.all.find((part) => judge(part, facts) === "false");
  return culprit === undefined ? condition : falsePart(culprit, facts);
}

import type { z } from "zod";
import { isPlain } from "./merge.ts";

/** What is wrong at one place of a policy file: path, value and remedy in one sentence. */
export function faultSentences(issues: readonly z.core.$ZodIssue[], input: unknown): string[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map(
          (key) =>
            `${pathText([...issue.path, key], input)} is no setting; remove it or correct its spelling.`,
        )
      : [`${sentence(issue, input)}.`],
  );
}

function sentence(issue: z.core.$ZodIssue, input: unknown): string {
  const path = issue.path.length === 0 ? "The policy" : pathText(issue.path, input);
  const value = valueAt(issue.path, input);
  if (value === undefined) return `${path} is missing; ${remedy(issue)}`;
  return `${path}: ${shortly(value)} ${remedy(issue)}`.trimEnd();
}

function remedy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return (
        customMessage(issue) ??
        `does not fit; write ${NOUNS[issue.expected] ?? issue.expected}`.replace(
          /^does not fit; /,
          "is the wrong kind of value; ",
        )
      );
    case "invalid_value":
      return `must be one of: ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `is too small; the least is ${String(issue.minimum)}${lengthNoun(issue.origin)}`;
    case "too_big":
      return `is too large; the most is ${String(issue.maximum)}${lengthNoun(issue.origin)}`;
    default:
      return issue.message;
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  string: "a text in quotes",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a block of settings",
};

// zod's own sentences for a wrong type all begin like this; ours never do.
function customMessage(issue: z.core.$ZodIssue): string | null {
  return issue.message.startsWith("Invalid input") ? null : issue.message;
}

function lengthNoun(origin: string): string {
  if (origin === "array") return " entries";
  return origin === "string" ? " characters" : "";
}

/** `scorecards[hotline].sections[opening].weight`: entries with an id are named by it. */
export function pathText(path: readonly PropertyKey[], input: unknown): string {
  return path
    .map((key, depth) => {
      if (typeof key !== "number") return `${depth === 0 ? "" : "."}${String(key)}`;
      const entry = valueAt(path.slice(0, depth + 1), input);
      return isPlain(entry) && typeof entry["id"] === "string" ? `[${entry["id"]}]` : `[${key}]`;
    })
    .join("");
}

function valueAt(path: readonly PropertyKey[], input: unknown): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

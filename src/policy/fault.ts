import { AppError } from "#domain/error";
import { cutText } from "#domain/storable-text";
import type { z } from "zod";
import { isPlain } from "./merge.ts";

const SHOWN_CHARACTERS = 60;

/** The refusal of a policy: its message has one line for each fault. */
export function invalid(sentences: readonly string[]): AppError {
  return new AppError("policy-invalid", sentences.join("\n"), {
    faults: sentences.length,
    first: sentences[0] ?? "",
  });
}

type Issue = z.core.$ZodIssue;

/** What is wrong in a policy file: for each fault one sentence with its path, its value and the remedy. */
export function faultSentences(issues: readonly Issue[], input: unknown): string[] {
  return issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownSetting([...issue.path, key], input))
      : [sentence(issue, input)],
  );
}

function unknownSetting(path: readonly PropertyKey[], input: unknown): string {
  return `${pathText(path, input)}: ${shortly(valueAt(path, input))} is no setting; remove it or correct its name.`;
}

function sentence(issue: Issue, input: unknown): string {
  const path = pathText(issue.path, input);
  const value = valueAt(issue.path, input);
  if (value === undefined) return `${path} is missing; ${remedy(issue)}.`;
  return `${path}: ${shortly(value)} is refused; ${remedy(issue)}.`;
}

function remedy(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return ownMessage(issue) ?? `write ${NOUNS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `choose from ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `write at least ${String(issue.minimum)}${lengthNoun(issue.origin)}`;
    case "too_big":
      return `write at most ${String(issue.maximum)}${lengthNoun(issue.origin)}`;
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

/** The schema's own words, where it has any: zod's sentences all begin alike. */
function ownMessage(issue: Issue): string | null {
  return issue.message.startsWith("Invalid input") ? null : issue.message;
}

function lengthNoun(origin: string): string {
  if (origin === "array") return " in the list";
  return origin === "string" ? " characters" : "";
}

/** `scorecards[hotline].sections[opening].weight`: entries with an id are named by it. */
function pathText(path: readonly PropertyKey[], input: unknown): string {
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
  return cutText(JSON.stringify(value), SHOWN_CHARACTERS);
}

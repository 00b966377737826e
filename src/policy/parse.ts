import { parse as parseYaml, YAMLParseError } from "yaml";
import { faultSentences, invalid } from "./fault.ts";
import { isPlain, mergePolicies } from "./merge.ts";
import type { Policy } from "./policy.ts";
import { KNOWN_PRESETS } from "./presets.ts";
import { policySchema } from "./schema.ts";

/** The YAML text of a preset, or null for a name that is none. */
export type ResolvePreset = (name: string) => string | null;

/**
 * Checks the text of a policy file, put over the preset that it `extends`.
 * @throws AppError `policy-invalid`: the message has one line, and facts.faults counts them.
 */
export function parsePolicy(yamlText: string, resolvePreset: ResolvePreset): Policy {
  const input = withInherited(yamlText, resolvePreset, []);
  const result = policySchema.safeParse(input);
  if (!result.success) throw invalid(faultSentences(result.error.issues, input));
  return result.data;
}

function withInherited(yamlText: string, resolvePreset: ResolvePreset, children: readonly string[]): unknown {
  const own = readYaml(yamlText);
  if (!isPlain(own))
    throw invalid(["The policy file is no block of settings; begin it with name: and version:."]);
  const { extends: parent, ...settings } = own;
  if (parent === undefined) return settings;
  const parentText = typeof parent === "string" ? resolvePreset(parent) : null;
  if (typeof parent !== "string" || parentText === null) {
    throw invalid([`extends: ${JSON.stringify(parent)} is no preset; ${KNOWN_PRESETS}.`]);
  }
  if (children.includes(parent))
    throw invalid([`extends: "${parent}" extends itself; remove one of the two lines.`]);
  return mergePolicies(withInherited(parentText, resolvePreset, [...children, parent]), settings);
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const line = error.linePos?.[0].line ?? 1;
    throw invalid([`Line ${line} is no YAML: ${error.message.split("\n")[0] ?? ""}`]);
  }
}

import { readFile } from "node:fs/promises";
import { parse as parseYaml, YAMLParseError } from "yaml";
import { AppError } from "#domain/error";
import { faultSentences } from "./fault.ts";
import { isPlain, mergePolicies } from "./merge.ts";
import type { Policy } from "./policy.ts";
import { policySchema } from "./schema.ts";

export const PRESETS = ["hotline", "standard"] as const;

/** The YAML text of a preset, or null for a name that is none. */
export type ResolvePreset = (name: string) => string | null;

/**
 * Reads a preset by its name or a policy file by its path (a name has no dot and no slash).
 * @throws AppError `policy-invalid` with one sentence for each fault.
 */
export async function loadPolicy(nameOrPath: string): Promise<Policy> {
  const presets = new Map(
    await Promise.all(PRESETS.map(async (name) => [name as string, await readPreset(name)] as const)),
  );
  const text = /^[\w-]+$/.test(nameOrPath) ? presets.get(nameOrPath) : await readPolicyFile(nameOrPath);
  if (text === undefined)
    throw invalid([`"${nameOrPath}" is no policy; ${KNOWN_PRESETS}, or give the path of a file.`]);
  return parsePolicy(text, (name) => presets.get(name) ?? null);
}

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

const KNOWN_PRESETS = `choose one of ${PRESETS.join(", ")}`;

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

function readPreset(name: (typeof PRESETS)[number]): Promise<string> {
  return readFile(new URL(`./${name}.yaml`, import.meta.url), "utf8");
}

async function readPolicyFile(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch {
    throw invalid([
      `The policy file ${path} cannot be read; check the path and the rights, or ${KNOWN_PRESETS}.`,
    ]);
  }
}

function invalid(sentences: readonly string[]): AppError {
  return new AppError("policy-invalid", sentences.join("\n"), {
    faults: sentences.length,
    first: sentences[0] ?? "",
  });
}

import { readFile } from "node:fs/promises";
import { invalid } from "./fault.ts";
import type { Policy } from "./policy.ts";
import { builtPreset, KNOWN_PRESETS, PRESETS, presetTexts } from "./presets.ts";

/**
 * Reads a preset by its name or a policy file by its path (a name has no dot and no slash).
 * @throws AppError `policy-invalid` with one sentence for each fault.
 */
export async function loadPolicy(nameOrPath: string): Promise<Policy> {
  const isName = /^[\w-]+$/.test(nameOrPath);
  if (!isName) return readWritten(await readPolicyFile(nameOrPath));
  if (!PRESETS.some((name) => name === nameOrPath))
    throw invalid([`"${nameOrPath}" is no policy; ${KNOWN_PRESETS}, or give the path of a file.`]);
  return (await builtPreset(nameOrPath)) ?? readWritten(`extends: ${nameOrPath}`);
}

/** Reading and checking YAML costs a fifth of a start and 25 MB: only who brings a file of their own pays for it. */
async function readWritten(yamlText: string): Promise<Policy> {
  const [{ parsePolicy }, presets] = await Promise.all([import("./parse.ts"), presetTexts()]);
  return parsePolicy(yamlText, (name) => presets.get(name) ?? null);
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

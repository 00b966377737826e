import { readFile } from "node:fs/promises";
import type { Policy } from "./policy.ts";

/** The default, then one for each of the five written policies, 000 to 004. */
export const PRESETS = ["standard", "service-center", "training", "hotline", "skills", "ecommerce"] as const;

export const isPreset = (name: string): boolean => PRESETS.some((preset) => preset === name);

export const KNOWN_PRESETS = `choose one of ${PRESETS.join(", ")}`;

/** The presets as they are written, by name. */
export async function presetTexts(): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(PRESETS.map((name) => readBeside(`${name}.yaml`)));
  return new Map(PRESETS.map((name, index) => [name, texts[index] ?? ""]));
}

/** A preset as the build left it, read and checked; null where the sources run. */
export async function builtPreset(name: string): Promise<Policy | null> {
  try {
    return JSON.parse(await readBeside(`${name}.json`)) as Policy;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function readBeside(file: string): Promise<string> {
  return readFile(new URL(`./${file}`, import.meta.url), "utf8");
}

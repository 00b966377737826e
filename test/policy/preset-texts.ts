import { readFileSync } from "node:fs";
import { parsePolicy } from "#policy/parse";
import type { Policy } from "#policy/policy";
import { isPreset } from "#policy/presets";

/** The YAML of a preset as it is in the tree, or null for a name that is none. */
export function presetText(name: string): string | null {
  return isPreset(name)
    ? readFileSync(new URL(`../../src/policy/${name}.yaml`, import.meta.url), "utf8")
    : null;
}

/** The standard policy with some settings put over it. */
export function standardWith(yamlText = ""): Policy {
  return parsePolicy(`extends: standard\n${yamlText}`, presetText);
}

/** The hotline policy with some settings put over it. */
export function hotlineWith(yamlText = ""): Policy {
  return parsePolicy(`extends: hotline\n${yamlText}`, presetText);
}

/** A preset with some settings put over it. */
export function presetWith(name: string, yamlText = ""): Policy {
  return parsePolicy(`extends: ${name}\n${yamlText}`, presetText);
}

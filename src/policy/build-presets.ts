import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parsePolicy } from "./parse.ts";
import { PRESETS, presetTexts } from "./presets.ts";

/** The build's step: leaves every preset in the folder of the compiled `load.ts` as JSON, read and checked. */
export async function buildPresets(folder: string): Promise<void> {
  const texts = await presetTexts();
  for (const name of PRESETS) {
    const policy = parsePolicy(`extends: ${name}`, (preset) => texts.get(preset) ?? null);
    await writeFile(join(folder, `${name}.json`), JSON.stringify(policy));
  }
}

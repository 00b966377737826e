import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the emulator's page, and the gallery of its cards, as the ordinary build does, into a folder of its own. */
export async function buildPage(outDir: string): Promise<void> {
  const configFile = fileURLToPath(new URL("../../src/emulator/page/vite.config.mjs", import.meta.url));
  await build({ configFile, build: { outDir, emptyOutDir: true } });
}

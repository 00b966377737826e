import { fileURLToPath } from "node:url";
import { build } from "vite";
import { oncePerRun } from "./test-run.ts";

/** Builds the emulator's page like the ordinary build does. */
export async function buildPage(outDir: string): Promise<void> {
  const configFile = fileURLToPath(new URL("../../src/emulator/page/vite.config.mjs", import.meta.url));
  await build({ configFile, logLevel: "error", build: { outDir } });
}

/** The page's files where the compiled program looks for them, built for the first test of a run that needs them. */
export const builtPage = (): Promise<string> => oncePerRun("program/dist/src/emulator/page", buildPage);

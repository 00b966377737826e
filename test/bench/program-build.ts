import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#data/package-root";
import { compileInto } from "../support/program-build.ts";

/** The compiled program and the benches' own servers, in a folder of their own that no other build touches. */
export type ProgramBuild = {
  readonly command: string;
  /** A compiled `*.main.ts` of this folder, by its name without the ending. */
  readonly server: (name: string) => string;
};

/** What is measured is what users run, never TypeScript on the fly. */
export function buildProgram(): ProgramBuild {
  const folder = join(packageRoot(), "bench-results", "program");
  rmSync(folder, { recursive: true, force: true });
  compileInto(folder, "test/bench/tsconfig.json");
  const command = join(folder, "dist", "src", "cli.js");
  if (!existsSync(command)) throw new Error("The build made no command line.");
  return { command, server: (name) => join(folder, "dist", "test", "bench", `${name}.main.js`) };
}

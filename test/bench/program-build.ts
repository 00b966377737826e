import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageRoot } from "#data/package-root";
import { buildPresets } from "#policy/build-presets";

/** The compiled program and the benches' own servers, in a folder of their own that no other build touches. */
export type ProgramBuild = {
  readonly command: string;
  /** A compiled `*.main.ts` of this folder, by its name without the ending. */
  readonly server: (name: string) => string;
};

/** Compiles like the ordinary build does: what is measured is what users run, never TypeScript on the fly. */
export async function buildProgram(): Promise<ProgramBuild> {
  const root = packageRoot();
  const folder = join(root, "bench-results", "program");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // Its own package.json makes `#room/…` lead into this build, and the migrations are found beside it.
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "prisma"), join(folder, "prisma"), "dir");
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin",
    "tsc",
  );
  execFileSync(
    process.execPath,
    [compiler, "-p", join(root, "test", "bench", "tsconfig.json"), "--noCheck"],
    {
      stdio: "inherit",
    },
  );
  copyYaml(join(root, "src"), join(folder, "dist", "src"));
  await buildPresets(join(folder, "dist", "src", "policy"));
  const command = join(folder, "dist", "src", "cli.js");
  if (!existsSync(command)) throw new Error("The build made no command line.");
  return { command, server: (name) => join(folder, "dist", "test", "bench", `${name}.main.js`) };
}

function copyYaml(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || path.endsWith(".yaml"),
  });
}

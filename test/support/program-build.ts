import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { packageRoot } from "#data/package-root";

/** Compiles a TypeScript project of this package like the ordinary build does, into `dist` of an empty folder. */
export function compileInto(folder: string, project: string): void {
  const root = packageRoot();
  mkdirSync(folder, { recursive: true });
  // Its own package.json makes `#room/…` lead into this build, and the migrations are found beside it.
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  for (const name of ["prisma", "node_modules"]) symlinkSync(join(root, name), join(folder, name), "dir");
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
    "bin",
    "tsc",
  );
  const options = ["-p", join(root, project), "--outDir", join(folder, "dist"), "--noCheck"];
  execFileSync(process.execPath, [compiler, ...options], { stdio: "inherit" });
  copyPresets(join(root, "src"), join(folder, "dist", "src"));
}

function copyPresets(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (path) => statSync(path).isDirectory() || path.endsWith(".yaml"),
  });
}

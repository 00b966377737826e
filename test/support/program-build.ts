import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** Compiles a TypeScript project of this package like the ordinary build does, into `dist` of an empty folder. */
export function compileInto(folder: string, project: string): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
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
  copyYaml(join(root, "src"), join(folder, "dist", "src"));
  buildPresets(join(folder, "dist", "src", "policy"));
  runScript(join(folder, "dist", "src", "data", "blank-database.js"), "makeBlankDatabase()");
}

function buildPresets(policyFolder: string): void {
  runScript(join(policyFolder, "build-presets.js"), `buildPresets(${JSON.stringify(policyFolder)})`);
}

/** In a process of its own: in this one `#room/…` may lead to the sources. */
function runScript(path: string, call: string): void {
  const code = `await (await import(${JSON.stringify(pathToFileURL(path).href)})).${call}`;
  execFileSync(process.execPath, ["--input-type=module", "--eval", code], { stdio: "inherit" });
}

function copyYaml(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    // The page's folder comes whole from its own build.
    filter: (path) =>
      statSync(path).isDirectory() ? !path.endsWith(join("emulator", "page")) : path.endsWith(".yaml"),
  });
}

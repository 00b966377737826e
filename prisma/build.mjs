// Runs after every install: the Prisma client, then JavaScript in dist/. A production install without development
// packages has nothing to build with; it takes dist/ from a build stage.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);

function binOf(name, file) {
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), file);
  } catch {
    return null;
  }
}
const prisma = binOf("prisma", "build/index.js");
const tsc = binOf("typescript", "bin/tsc");
const vite = binOf("vite", "bin/vite.js");
if ([prisma, tsc, vite].some((tool) => tool === null || !existsSync(tool))) {
  console.log("xingping: no development packages, nothing is built.");
  process.exit(0);
}

const run = (script, args, environment = {}) =>
  execFileSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment },
  });

const isQuick = process.argv.includes("--quick") && existsSync(join(root, "src/data/generated/client.ts"));
if (!isQuick) {
  // Generating needs no engine, but Prisma wants to see that it has one; any file that exists will do.
  run(prisma, ["generate", "--no-hints"], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
  });
}
rmSync(join(root, "dist"), { recursive: true, force: true });
run(tsc, ["-p", "tsconfig.build.json", "--noCheck"]);
run(vite, ["build", "-c", "src/emulator/page/vite.config.mjs"]);
for (const file of filesBelow(join(root, "src"))) {
  if (!file.endsWith(".yaml")) continue;
  const target = join(root, "dist", relative(root, file));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
}
const { buildPresets } = await import("../dist/src/policy/build-presets.js");
await buildPresets(join(root, "dist", "src", "policy"));
const { makeBlankDatabase } = await import("../dist/src/data/blank-database.js");
await makeBlankDatabase();

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

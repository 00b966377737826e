import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { packageRoot } from "#data/package-root";
import { buildProgram, type ProgramBuild } from "./program-build.ts";
import { judge, table, type JudgedLine, type Line } from "./report.ts";

type Bench = { readonly title: string; readonly run: (build: ProgramBuild) => Promise<readonly Line[]> };

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  webhook: () => import("./webhook.ts"),
  "webhook-stored": () => import("./webhook-stored.ts"),
  press: () => import("./press.ts"),
  push: () => import("./push.ts"),
  "push-limited": () => import("./push-limited.ts"),
  draw: () => import("./draw.ts"),
  import: () => import("./import.ts"),
  start: () => import("./start.ts"),
  "month-close": () => import("./month-close.ts"),
  "look-alikes": () => import("./look-alikes.ts"),
  "board-picture": () => import("./board-picture.ts"),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}: choose of ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
const names = wanted.length > 0 ? wanted : Object.keys(BENCHES);

console.log("Compiling the program…");
const build = buildProgram();
const judged: JudgedLine[] = [];
for (const name of names) judged.push(...(await runBench(name)));

const misses = judged.filter(({ verdict }) => verdict === "FLOOR MISSED");
const aims = judged.filter(({ verdict }) => verdict === "aim missed");
if (aims.length > 0) console.log(`aim missed: ${aims.map(({ what }) => what).join("; ")}`);
if (misses.length > 0) console.log(`FLOOR MISSED: ${misses.map(({ what }) => what).join("; ")}`);
process.exitCode = misses.length > 0 ? 1 : 0;

async function runBench(name: string): Promise<JudgedLine[]> {
  const load = BENCHES[name];
  if (load === undefined) return [];
  const startedAt = performance.now();
  const bench = await load();
  const lines = (await bench.run(build)).map(judge);
  const tookSeconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(table(`${bench.title} (${tookSeconds} s)`, lines));
  save(name, { bench: name, title: bench.title, ...machine(), tookSeconds, lines });
  return lines;
}

function machine() {
  return {
    at: new Date().toISOString(),
    node: process.version,
    processor: cpus()[0]?.model,
    cores: cpus().length,
  };
}

function save(name: string, result: object): void {
  const folder = join(packageRoot(), "bench-results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

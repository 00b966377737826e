import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RUN_FOLDER } from "./test-run.ts";

const TSX = import.meta.resolve("tsx");

/** What stands after `node` to run the program as its users do; outside of a test run, from its sources. */
export function programCommand(program: "cli" | "demo"): readonly string[] {
  const run = process.env[RUN_FOLDER];
  if (run !== undefined) return [join(run, "program", "dist", "src", `${program}.js`)];
  const source = fileURLToPath(new URL(`../../src/${program}.ts`, import.meta.url));
  return ["--conditions=source", "--import", TSX, source];
}

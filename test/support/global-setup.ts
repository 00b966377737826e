import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileInto } from "./program-build.ts";
import { RUN_FOLDER } from "./test-run.ts";

/** Compiles the program for the tests that run it in processes of its own, and removes what the run has shared. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "xingping-run-"));
  process.env[RUN_FOLDER] = folder;
  compileInto(join(folder, "program"), "tsconfig.build.json");
  return () => rmSync(folder, { recursive: true, force: true });
}

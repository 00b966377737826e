import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";
import { leaveOut } from "./services.ts";

/** Nothing that calls its maker or needs a screen. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The headless Chromium on the PATH (`TEST_CHROMIUM` names another one). Without one `undefined`, after one line that
 * says so; with `CI=true` it throws.
 */
export async function testBrowser(): Promise<Browser | undefined> {
  try {
    const executablePath = process.env["TEST_CHROMIUM"] ?? pathOf("chromium");
    return await chromium.launch({ executablePath, args: FLAGS });
  } catch (error) {
    return leaveOut("Chromium", "TEST_CHROMIUM", error);
  }
}

function pathOf(program: string): string {
  return execFileSync("which", [program], { encoding: "utf8" }).trim();
}

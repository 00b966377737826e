import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Nothing but the page under test is to reach the network. */
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
 * A headless Chromium from the PATH. Without one `undefined`, after one line that says so; with `CI=true` it throws.
 */
export async function testBrowser(): Promise<Browser | undefined> {
  const executablePath = found();
  if (executablePath !== undefined) return chromium.launch({ executablePath, args: FLAGS });
  const line = "Chromium is not on the PATH; tests in a browser are left out. Install it to run them.";
  if (process.env["CI"] === "true") throw new Error(line);
  console.warn(line);
  return undefined;
}

function found(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export type Watched = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console has called an error, and what a script has thrown. */
  readonly errors: string[];
  /** Every host that was asked for something. */
  readonly hosts: Set<string>;
};

export type View = {
  readonly width?: number;
  readonly height?: number;
  readonly locale?: string;
  readonly colorScheme?: "light" | "dark";
};

/** A page of its own, without anything that another one has left, and what it does besides showing itself. */
export async function openPage(browser: Browser, url: string, view: View = {}): Promise<Watched> {
  const { width = 1280, height = 800, locale = "zh-CN", colorScheme = "light" } = view;
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme });
  const page = await context.newPage();
  const errors: string[] = [];
  const hosts = new Set<string>();
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => hosts.add(new URL(request.url()).host));
  await page.goto(url);
  return { page, context, errors, hosts };
}

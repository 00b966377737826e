import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { testBrowser } from "../../support/browser.ts";
import { buildPage } from "../../support/page-build.ts";

const HOST = "http://page.test";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

export type Wishes = {
  readonly only?: string;
  readonly look?: "light" | "dark";
  readonly locale?: "zh_cn" | "en_us";
  readonly width?: number;
  /** Presses wait until the gallery's button lets them go. */
  readonly hold?: boolean;
};

/** The built gallery in a real browser, without a server: every request is answered from the build or written down. */
export type GalleryRoom = {
  open(wishes?: Wishes): Promise<Page>;
  /** What went to another place than the build, and what the browser complained about. */
  readonly complaints: string[];
  close(): Promise<void>;
};

/** Undefined without a browser. */
export async function galleryRoom(): Promise<GalleryRoom | undefined> {
  const browser = await testBrowser();
  if (!browser) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "xingping-gallery-"));
  await buildPage(folder);
  const complaints: string[] = [];
  return {
    complaints,
    open: (wishes = {}) => open(browser, folder, complaints, wishes),
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function open(browser: Browser, folder: string, complaints: string[], wishes: Wishes): Promise<Page> {
  const { width = 800, look = "light", locale = "zh_cn", only, hold } = wishes;
  const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
  await context.route("**", async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== HOST) {
      complaints.push(`a request to ${origin}`);
      return route.abort();
    }
    const file = pathname.replace("/emulator/page/", "");
    return route.fulfill({ body: readFileSync(join(folder, file)), contentType: TYPES[extname(file)] ?? "" });
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  const query = new URLSearchParams({ look, locale, ...(only && { only }), ...(hold && { hold: "" }) });
  await page.goto(`${HOST}/emulator/page/gallery.html?${query}`);
  return page;
}

/** What the cards have told their surroundings, newest first. */
export async function told(page: Page): Promise<unknown[]> {
  const lines = await page.locator(".gallery-log > div").allInnerTexts();
  return lines.map((line) => JSON.parse(line) as unknown);
}

import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openPage, type Watched } from "../../support/browser.ts";
import { builtPage } from "../../support/page-build.ts";

const BASE = "/emulator/page/";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
};

export type Wishes = {
  /** Names of cards, with commas between; all without it. */
  readonly only?: string;
  readonly look?: "light" | "dark";
  readonly locale?: "zh_cn" | "en_us";
  readonly width?: number;
  /** Presses wait until the gallery's button lets them go. */
  readonly hold?: boolean;
};

/** The built gallery on a port of its own, opened in a real browser. */
export class GalleryRoom {
  readonly #browser: Browser;
  readonly #server: Server;
  #opened: Watched[] = [];

  private constructor(browser: Browser, server: Server) {
    this.#browser = browser;
    this.#server = server;
  }

  static async start(browser: Browser): Promise<GalleryRoom> {
    const server = servedFrom(await builtPage());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new GalleryRoom(browser, server);
  }

  async open(wishes: Wishes = {}): Promise<Page> {
    const { width = 800, look = "light", locale = "zh_cn", only, hold } = wishes;
    const query = new URLSearchParams({ look, locale, ...(only && { only }), ...(hold && { hold: "" }) });
    const url = `${this.#origin()}${BASE}gallery.html?${query.toString()}`;
    const watched = await openPage(this.#browser, url, { width });
    this.#opened.push(watched);
    return watched.page;
  }

  /** Closes what was opened; what the browser complained about and which other hosts were asked for something. */
  async leave(): Promise<string[]> {
    const own = new Set([new URL(this.#origin()).host, ""]);
    const opened = this.#opened;
    this.#opened = [];
    await Promise.all(opened.map(({ context }) => context.close()));
    return opened.flatMap(({ errors, hosts }) => [...errors, ...[...hosts].filter((host) => !own.has(host))]);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#browser.close();
  }

  #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }
}

function servedFrom(folder: string): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(folder, pathname.replace(BASE, ""));
    readFile(file).then(
      (body) => response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(body),
      () => response.writeHead(404).end(),
    );
  });
}

/** What the cards have told their surroundings, newest first. */
export async function told(page: Page): Promise<unknown[]> {
  const lines = await page.locator(".gallery-log > div").allInnerTexts();
  return lines.map((line) => JSON.parse(line) as unknown);
}

/** Names of the fields that are marked as missing, in reading order. */
export function missingIn(page: Page): Promise<(string | null)[]> {
  return page
    .locator("[aria-invalid=true]")
    .evaluateAll((found) => found.map((field) => field.getAttribute("data-field")));
}

import type { Browser, Page } from "playwright-core";
import { boardPicture } from "#pictures/board-picture";
import { createPictureMaker } from "#pictures/picture-maker";
import { BOARDS } from "../pictures/samples.ts";
import { testBrowser } from "../support/browser.ts";
import { boardHtml } from "./board-html.ts";
import type { Line } from "./report.ts";
import { median } from "./statistics.ts";

const ROUNDS = 5;
const PICTURES = 6;
const WARM_UPS = 2;
const VIEW = BOARDS["30-rows"];

export const title =
  "board-picture: a board of 30 people as PNG, and the same board as a page of which Chromium takes a picture";

type Draw = () => Promise<unknown>;

/** How many pictures a second; both draw one after the other, in a process that is warm. */
export async function run(): Promise<Line[]> {
  const maker = createPictureMaker();
  const browser = await testBrowser();
  const page = browser === undefined ? null : await openBoardPage(browser);
  const ours: Draw = () => maker.draw({ kind: "board", view: VIEW });
  const theirs: Draw | null = page && (() => screenshot(page));
  const rates: Record<"ours" | "theirs", number[]> = { ours: [], theirs: [] };
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const turns = [
      ["ours", ours],
      ["theirs", theirs],
    ] as const;
    for (const [who, draw] of round % 2 === 0 ? turns : turns.toReversed()) {
      const rate = draw === null ? null : await picturesPerSecond(draw);
      // The first round warms both up.
      if (rate !== null && round > 0) rates[who].push(rate);
    }
  }
  await browser?.close();
  const stall = await stallMilliseconds(ours);
  await maker.close();
  const { bytes } = boardPicture(VIEW);
  return [
    {
      what: "pictures",
      unit: "/s",
      ours: rates.ours,
      ...(page !== null && { peer: { name: "Chromium", values: rates.theirs } }),
      ...(page !== null && { limits: { better: "higher", floor: 1, aim: 2 } as const }),
    },
    {
      what: "longest pause of the program while one is drawn",
      unit: "ms",
      ours: [stall],
      limits: { better: "lower", floor: 100, aim: 20 },
    },
    { what: "size", unit: "KB", ours: [bytes.length / 1024] },
  ];
}

async function picturesPerSecond(draw: Draw): Promise<number> {
  const begun = performance.now();
  for (let count = 0; count < PICTURES; count += 1) await draw();
  return (PICTURES * 1000) / (performance.now() - begun);
}

async function openBoardPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 750, height: 900 }, deviceScaleFactor: 2 });
  return context.newPage();
}

/** As one would do it: the page is written, its fonts are there, the whole of it is photographed. */
async function screenshot(page: Page): Promise<Buffer> {
  await page.setContent(boardHtml(VIEW));
  await page.evaluate("document.fonts.ready.then(() => undefined)");
  return page.screenshot({ fullPage: true, type: "png" });
}

/** How long the event loop was kept from a timer that is due every millisecond; the median of some pictures. */
async function stallMilliseconds(draw: Draw): Promise<number> {
  const longest: number[] = [];
  for (let picture = 0; picture < PICTURES + WARM_UPS; picture += 1) {
    let last = performance.now();
    let most = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      most = Math.max(most, now - last);
      last = now;
    }, 1);
    await draw();
    clearInterval(timer);
    if (picture >= WARM_UPS) longest.push(most);
  }
  return median(longest);
}

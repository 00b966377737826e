import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { LOOKS, openWindow, pictureName, settled, takePicture, type Look } from "./browser.ts";

const SUPERVISOR = "ou_demo_2001";
const AGENT = "ou_demo_1001";
const MANAGER = "ou_demo_3001";
const GROUP = "oc_demo_day";

type Scene = { readonly name: string; show(page: Page): Promise<void> };
type Story = { readonly url: string; readonly folder: string; readonly look: Look };

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
  // The people have come, so the page has what it needs.
  await page.getByText("林芳").first().waitFor({ state: "attached" });
}

/** What somebody sees who is at `hash` and opens what the buttons called `pressed` open. */
const at = (name: string, hash: string, pressed?: RegExp): Scene => ({
  name,
  show: async (page) => {
    await goTo(page, hash);
    if (pressed !== undefined) await page.getByRole("button", { name: pressed }).first().click();
  },
});

const SCENES: readonly Scene[] = [
  at("front", ""),
  {
    name: "supervisor",
    show: async (page) => {
      await goTo(page, `${SUPERVISOR}/bot`);
      // From its head on, as somebody reads it.
      await page.locator(".card-frame").last().waitFor();
      await settled(page);
      await page.evaluate(
        `[...document.querySelectorAll(".card-frame")].at(-1).scrollIntoView({ block: "start" })`,
      );
    },
  },
  {
    name: "missing-field",
    show: async (page) => {
      await goTo(page, `${SUPERVISOR}/bot`);
      await page
        .getByRole("button", { name: /^(提交评分|Submit)$/ })
        .last()
        .click();
    },
  },
  at("agent", `${AGENT}/bot`),
  at("manager", `${MANAGER}/bot`),
  at("group", `${MANAGER}/${GROUP}`),
  at("inspector", `${MANAGER}/bot`, /检查器|Inspector/),
  at("clock", `${MANAGER}/bot`, /时钟|Clock/),
  at("faults", `${MANAGER}/bot`, /故障|Faults/),
];

/** The chat page of a running demo, in every look; what is pressed changes nothing of the demo. */
export async function takePagePictures(browser: Browser, url: string, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  for (const look of LOOKS) taken += await takeLook(browser, { url, folder, look });
  return taken;
}

async function takeLook(browser: Browser, { url, folder, look }: Story): Promise<number> {
  for (const { name, show } of SCENES) {
    // Each begins without anything that another one has opened.
    const context = await openWindow(browser, look);
    const page = await context.newPage();
    await page.goto(url);
    await show(page);
    await takePicture(page, pictureName(folder, name, look));
    await context.close();
  }
  return SCENES.length;
}

/** The few that the README shows, under the names that it gives them. */
export function renewReadme(pages: string, readme: string): void {
  mkdirSync(readme, { recursive: true });
  const looks = {
    "chat-en": ["supervisor", { width: "desktop", language: "en", theme: "light" }],
    "chat-zh": ["supervisor", { width: "desktop", language: "zh", theme: "light" }],
    "task-phone-zh": ["supervisor", { width: "phone", language: "zh", theme: "light" }],
    "result-phone-zh-dark": ["agent", { width: "phone", language: "zh", theme: "dark" }],
  } as const;
  for (const [name, [scene, look]] of Object.entries(looks))
    copyFileSync(pictureName(pages, scene, look), join(readme, `${name}.png`));
}

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";

/** One way of looking at something: how wide, in which language, by day or by night. */
export type Look = {
  readonly width: "desktop" | "phone";
  readonly language: "zh" | "en";
  readonly theme: "light" | "dark";
};

export const LOOKS: readonly Look[] = (["desktop", "phone"] as const).flatMap((width) =>
  (["zh", "en"] as const).flatMap((language) =>
    (["light", "dark"] as const).map((theme) => ({ width, language, theme })),
  ),
);

export const SIZES = { desktop: { width: 1280, height: 860 }, phone: { width: 390, height: 844 } };
/** A browser window of its own, which remembers nothing of the others. */
export function openWindow(browser: Browser, look: Look): Promise<BrowserContext> {
  return browser.newContext({
    viewport: SIZES[look.width],
    deviceScaleFactor: 2,
    locale: look.language === "zh" ? "zh-CN" : "en-US",
    timezoneId: "Asia/Shanghai",
    colorScheme: look.theme,
    reducedMotion: "reduce",
    isMobile: look.width === "phone",
    hasTouch: look.width === "phone",
  });
}

export function pictureName(folder: string, name: string, look: Look): string {
  return join(folder, `${name}--${look.width}-${look.language}-${look.theme}.png`);
}

/** Waits for what moves on a page by itself: pictures, fonts, and charts that are drawn late. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate("document.fonts.ready.then(() => undefined)");
}

export async function takePicture(page: Page, file: string): Promise<void> {
  await settled(page);
  mkdirSync(dirname(file), { recursive: true });
  await page.screenshot({ path: file });
}

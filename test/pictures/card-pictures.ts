import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { createEmulator } from "#emulator/emulator";
import { listenEmulator } from "#emulator/listen";
import { createLarkPlatform } from "#platforms/lark/client";
import { everyCard } from "../cards/every-card.ts";
import { LOOKS, openWindow, pictureName, settled, SIZES } from "./browser.ts";

const SETTINGS = {
  appId: "cli_00000000000000aa",
  appSecret: "secret",
  encryptKey: "test key",
  verificationToken: "verification",
};

type Sent = { readonly name: string; readonly openId: string };

/** Each kind of card as it arrives over the wire and is drawn on the emulator's page, once for every look. */
export async function takeCardPictures(browser: Browser, pageFolder: string, folder: string): Promise<number> {
  const emulator = createEmulator({ lark: SETTINGS, pageFolder, startAt: new Date("2026-11-03T01:20:00Z") });
  const listening = await listenEmulator(emulator);
  const lark = createLarkPlatform({ ...SETTINGS, baseUrl: `${listening.url}/emulator` });
  const colleague = emulator.lark.people.add({ name: "韩梅梅" }).openId;
  const send = async (name: string): Promise<Sent> => {
    // Each card has a reader of its own and some seconds of its own, since Lark counts messages by both.
    emulator.clock.forward(2);
    const { openId } = emulator.lark.people.add({ name });
    for (const language of ["zh", "en"] as const) {
      const card = everyCard(language, colleague)[name];
      if (card === undefined) throw new Error(`there is no card called ${name} in ${language}`);
      const delivery = await lark.send({ kind: "user", userId: openId }, card, `${name}:${language}`);
      if (!delivery.delivered) throw new Error(`${name} was refused: ${JSON.stringify(delivery)}`);
    }
    return { name, openId };
  };
  try {
    const sent: Sent[] = [];
    for (const name of Object.keys(everyCard("zh"))) sent.push(await send(name));
    return await photograph(browser, listening.url, sent, folder);
  } finally {
    await listening.close();
  }
}

async function photograph(
  browser: Browser,
  url: string,
  sent: readonly Sent[],
  folder: string,
): Promise<number> {
  mkdirSync(folder, { recursive: true });
  let taken = 0;
  for (const look of LOOKS) {
    const context = await openWindow(browser, look);
    const page = await context.newPage();
    // So tall that a whole card is in sight: what scrolls would be cut.
    await page.setViewportSize({ width: SIZES[look.width].width, height: 5_000 });
    await page.goto(`${url}/emulator/page/`);
    for (const { name, openId } of sent) {
      await page.evaluate(`location.hash = ${JSON.stringify(`${openId}/bot`)}`);
      // The Chinese one was sent first.
      const card = page.locator(".card-frame").nth(look.language === "zh" ? 0 : 1);
      await card.waitFor();
      await settled(page);
      const file = pictureName(folder, name.replaceAll(/\W+/g, "-"), look);
      await card.screenshot({ path: file });
      taken += 1;
    }
    await context.close();
  }
  return taken;
}

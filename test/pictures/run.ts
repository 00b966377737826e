// Takes pictures of every card and page, and of what the program draws itself, into `pictures/`, to be looked at.
// `npm run pictures -- cards`, `-- pages` or `-- drawn` takes a part, `-- pages --url=http://localhost:3000` of a demo that runs already; `--readme` renews those of the README.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { testBrowser } from "../support/browser.ts";
import { buildPage } from "../support/page-build.ts";
import { takeCardPictures } from "./card-pictures.ts";
import { takeDrawnPictures } from "./drawn-pictures.ts";
import { renewReadme, takePagePictures } from "./page-pictures.ts";
import { startDemo } from "./running-demo.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: "string" }, readme: { type: "boolean", default: false } },
});
const root = join(import.meta.dirname, "..", "..");
const wants = (part: string): boolean => positionals.length === 0 || positionals.includes(part);

const scratch = mkdtempSync(join(tmpdir(), "xingping-pictures-"));
const browser = await testBrowser();
try {
  if (wants("drawn")) {
    const drawn = await takeDrawnPictures(join(root, "pictures", "drawn"));
    console.log(`${drawn} boards and certificates are in pictures/drawn.`);
  }
  if (browser !== undefined && wants("cards")) {
    await buildPage(join(scratch, "page"));
    const taken = await takeCardPictures(browser, join(scratch, "page"), join(root, "pictures", "cards"));
    console.log(`${taken} pictures of cards are in pictures/cards.`);
  }
  if (browser !== undefined && wants("pages")) {
    const folder = join(root, "pictures", "pages");
    const demo = values.url === undefined ? await startDemo(scratch) : null;
    const taken = await takePagePictures(browser, values.url ?? demo?.url ?? "", folder);
    await demo?.stop();
    console.log(`${taken} pictures of pages are in pictures/pages.`);
    if (values.readme) renewReadme(folder, join(root, ".github", "pictures"));
  }
} finally {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true });
}

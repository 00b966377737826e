import { expect, it } from "vitest";
import { PAGE_WORDS, wordsIn } from "#emulator/page/page-words";

const placesIn = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

it("every word of the page is there in both languages, with the same places to fill in", () => {
  for (const [name, { zh, en }] of Object.entries(PAGE_WORDS)) {
    expect([zh.trim(), en.trim()], name).not.toContain("");
    expect(placesIn(en), name).toEqual(placesIn(zh));
  }
});

it("Chinese words use full-width punctuation next to Chinese, English ones none of it", () => {
  for (const [name, { zh, en }] of Object.entries(PAGE_WORDS)) {
    expect(zh, name).not.toMatch(/[一-鿿][,;:!?]|[,;:!?][一-鿿]/);
    // The name of the other language stands on its switch in that language.
    if (!name.startsWith("language")) expect(en, name).not.toMatch(/[，。；：！？、（）]/);
  }
});

it("facts are filled in", () => {
  expect(wordsIn("zh")("newMessages", { n: 3 })).toBe("3 条新消息");
  expect(wordsIn("en")("newMessages", { n: 3 })).toBe("3 new messages");
});

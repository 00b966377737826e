import { afterAll, afterEach, describe, expect, it } from "vitest";
import { COMPONENT_TAGS } from "#emulator/lark/card-check";
import { submitted } from "#emulator/lark/card-client";
import type { FieldInput } from "#emulator/page/card/card-props";
import { GALLERY, MEMBERS } from "#emulator/page/gallery-cards";
import { testBrowser } from "../../support/browser.ts";
import { GalleryRoom, missingIn, told, type Wishes } from "./gallery-room.ts";

const browser = await testBrowser();
const room = browser && (await GalleryRoom.start(browser));
const open = (wishes?: Wishes) => (room as GalleryRoom).open(wishes);

afterEach(async () => {
  const complaints = (await room?.leave()) ?? [];
  if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join("\n")}`);
});

afterAll(() => room?.close());

describe.skipIf(room === undefined)("the cards of the gallery", () => {
  it("show every component that the platform lets through", async () => {
    const page = await open();

    const drawn = await page
      .locator("[data-tag]:not(:has(> .card-box))")
      .evaluateAll((found) =>
        found
          .filter((part) => part.getBoundingClientRect().height > 0)
          .map((part) => part.getAttribute("data-tag")),
      );

    expect(COMPONENT_TAGS.filter((tag) => !drawn.includes(tag))).toEqual([]);
  });

  it("say in a grey box what is not drawn and why", async () => {
    const page = await open({ only: "not drawn,no card,broken", locale: "en_us" });

    const boxes = await page.locator(".card-box").allInnerTexts();

    expect(boxes).toEqual([
      "Not drawn here: audio",
      "Not drawn here: video",
      "Not drawn here: some_new_component",
      "Could not be drawn: table (columns and rows must be arrays)",
      "Only cards of JSON 2.0 are drawn here.",
      "The card is no JSON object.",
    ]);
  });

  it("draw charts when the library has come, and name one that cannot be drawn", async () => {
    const page = await open({ only: "chart", locale: "en_us" });

    await page.locator(".card-box").waitFor();
    await page.locator("[data-progress=drawn] canvas").nth(2).waitFor();

    expect(await page.locator(".card-box").innerText()).toContain("chart (no-such-chart");
  });

  it.each(["light", "dark"] as const)("fit on a phone in the %s, each within its own width", async (look) => {
    const page = await open({ look, width: 390 });

    const cut = await page
      .locator(".card-frame, .card-element")
      .evaluateAll((found) =>
        found
          .filter((part) => part.scrollWidth > part.clientWidth + 1)
          .map((part) => `${part.closest("section[id]")?.id} ${part.getAttribute("data-tag")}`),
      );

    expect(cut).toEqual([]);
    expect(await page.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it("lead nowhere but to the web, in a window of its own", async () => {
    const page = await open({ only: "markdown,button,column_set,interactive_container,table" });

    const links = await page
      .locator(".card-root a")
      .evaluateAll((found) =>
        found.map((link) => [
          link.getAttribute("href")?.split(":")[0],
          link.getAttribute("target"),
          link.getAttribute("rel"),
        ]),
      );

    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(link).toEqual(["https", "_blank", "noopener noreferrer"]);
  });
});

describe.skipIf(room === undefined)("a form", () => {
  it("warns of what is missing, goes to it and sends nothing", async () => {
    const page = await open({ only: "form" });

    await page.getByRole("button", { name: "提交" }).click();

    expect(await page.getByRole("alert").innerText()).toBe("有必填项未填写");
    expect(await missingIn(page)).toEqual(["listening", "comment", "check"]);
    expect(await page.locator(":focus").getAttribute("data-field")).toBe("listening");
    expect(await told(page)).toEqual([]);
  });

  it("is filled and sent by keyboard alone, in the form that the platform takes", async () => {
    const page = await open({ only: "form" });
    const { keyboard } = page;

    await page.locator("[data-field=listening]").focus();
    await keyboard.type("4");
    await keyboard.press("Tab");
    await keyboard.type("先倾听\n再确认");
    await keyboard.press("Tab");
    await keyboard.press("ArrowDown");
    await keyboard.press("Space");
    await keyboard.press("End");
    await keyboard.press("Enter");
    await keyboard.press("Escape");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await keyboard.type("anna");
    await keyboard.press("Enter");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await keyboard.press("PageDown");
    await keyboard.press("Home");
    await keyboard.press("Enter");
    await keyboard.press("Tab");
    await keyboard.press("Space");
    await page.getByRole("button", { name: "提交" }).press("Enter");

    const [sent] = (await told(page)) as { submit: string; fields: Record<string, FieldInput> }[];
    expect(sent).toEqual({
      submit: "score-submit",
      fields: {
        listening: "4",
        comment: "先倾听\n再确认",
        areas: ["倾听", "知识"],
        coach: "ou_smith",
        check: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) as string,
        agree: true,
      },
    });
    const request = { button: sent?.submit ?? "", fields: sent?.fields ?? {} };
    expect(submitted(GALLERY["form"], request, new Set(MEMBERS), { turn: 0 })).toMatchObject({
      kind: "callback",
    });
  });

  it("takes the warning back as it is filled, and everything when it is reset", async () => {
    const page = await open({ only: "form" });
    const comment = page.locator("[data-field=comment]");

    await page.getByRole("button", { name: "提交" }).click();
    await comment.fill("好");
    expect(await missingIn(page)).toEqual(["listening", "check"]);
    await page.getByRole("button", { name: "重填" }).click();

    expect(await comment.inputValue()).toBe("");
    expect(await page.locator("[aria-invalid=true]").count()).toBe(0);
  });

  it("keeps what was typed in another light and loses it with the version", async () => {
    const page = await open({ only: "form" });
    const comment = page.locator("[data-field=comment]");

    await comment.fill("好");
    await page.getByRole("button", { name: "light" }).click();
    expect(await comment.inputValue()).toBe("好");
    await page.getByRole("button", { name: "version 1" }).click();

    expect(await comment.inputValue()).toBe("");
  });

  it("lets nobody type more than the field takes", async () => {
    const page = await open({ only: "input" });

    await page.getByLabel("最多 10 字").pressSequentially("一二三四五六七八九十多余");

    expect(await page.getByLabel("最多 10 字").inputValue()).toBe("一二三四五六七八九十");
  });
});

describe.skipIf(room === undefined)("a press", () => {
  it("is asked about first where the card says so", async () => {
    const page = await open({ only: "button", locale: "en_us" });
    const press = page.getByRole("button", { name: "先确认" });

    await press.click();
    expect(await page.getByRole("dialog").innerText()).toContain("Delete this?");
    await page.keyboard.press("Escape");
    expect(await told(page)).toEqual([]);
    await press.click();
    await page.getByRole("button", { name: "Confirm" }).click();

    expect(await told(page)).toEqual([
      { press: { name: "confirmed", value: { press: "先确认" }, text: "先确认" } },
    ]);
  });

  it("shows that it waits and lets no other one through meanwhile", async () => {
    const page = await open({ only: "button", hold: true });
    const [first, other] = [
      page.getByRole("button", { name: "占满一行" }),
      page.getByRole("button", { name: "200px" }),
    ];

    await first.click();
    await other.click();
    expect(await first.getAttribute("aria-busy")).toBe("true");
    expect(await told(page)).toHaveLength(1);
    await page.getByRole("button", { name: "answer" }).click();
    await page.locator("[aria-busy=true].card-button").waitFor({ state: "detached" });
    await other.click();

    expect(await told(page)).toHaveLength(2);
  });

  it("does nothing on a disabled button or a card that is too old", async () => {
    const page = await open({ only: "button" });

    await page.getByRole("button", { name: "不能按" }).click({ force: true });
    expect(await page.getByRole("tooltip").filter({ visible: true }).innerText()).toBe("已经提交过了");
    await page.getByRole("button", { name: "live" }).click();
    await page.getByRole("button", { name: "占满一行" }).click({ force: true });

    expect(await told(page)).toEqual([]);
  });

  it("on a container counts for it, and on a button inside for the button", async () => {
    const page = await open({ only: "interactive_container" });

    await page.getByRole("button", { name: "里面的按钮", exact: true }).click();
    await page.getByText("整块都能点").click({ force: true });

    expect(await told(page)).toEqual([
      { press: { value: { open: "case-1" } } },
      { press: { value: { inner: 1 }, text: "里面的按钮" } },
    ]);
  });

  it("on a menu, a choice, a date and a tick outside a form goes out at once", async () => {
    const page = await open({ only: "overflow,select_static,dates,checker" });

    await page.getByRole("button", { name: "更多" }).press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator("[data-field=s1]").selectOption("3");
    await page.locator("[data-field=d2]").click();
    await page.getByRole("dialog").getByLabel("分").selectOption("45");
    await page.getByRole("button", { name: "确定" }).click();
    await page.locator("[data-field=c2]").click();

    expect(await told(page)).toEqual([
      { press: { name: "c2", value: { c: 2 }, input: false } },
      { press: { name: "d2", value: { d: 2 }, input: "09:45" } },
      { press: { name: "s1", value: { s: 1 }, input: "3" } },
      { press: { value: { menu: 1 }, input: "skip" } },
    ]);
  });
});

describe.skipIf(room === undefined)("a panel", () => {
  it("opens and closes by keyboard and says so", async () => {
    const page = await open({ only: "collapsible_panel" });
    const header = page.getByRole("button", { name: "对话全文" });

    expect(await header.getAttribute("aria-expanded")).toBe("false");
    await header.press("Enter");

    expect(await header.getAttribute("aria-expanded")).toBe("true");
    expect(await page.getByText("我的退款呢？").isVisible()).toBe(true);
  });
});

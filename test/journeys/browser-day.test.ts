import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Locator } from "playwright-core";
import { openPage, testBrowser, type Watched } from "../support/browser.ts";
import { builtPage } from "../support/page-build.ts";
import { post } from "../support/talk.ts";
import { conversation, openTeamTown, OPENING_MILLISECONDS } from "../support/team.ts";
import type { Town } from "../support/town.ts";

const browser = await testBrowser();

vi.setConfig({ testTimeout: 120_000, hookTimeout: OPENING_MILLISECONDS });
afterAll(() => browser?.close());

const PATIENCE = { timeout: 30_000 };

/** The real program, the emulator and its page, and one conversation to score. */
describe.skipIf(browser === undefined)("a day in the browser", () => {
  let town: Town;
  let watched: Watched;
  const page = () => watched.page;
  const be = (name: string) =>
    page().getByRole("navigation", { name: "选择你是谁" }).getByRole("button", { name });
  const chat = () => page().getByRole("main", { name: "星评" });
  const cards = () => chat().getByRole("article");
  const shown = (locator: Locator) => locator.waitFor(PATIENCE);
  const toast = (text: string | RegExp) => page().locator(".toast", { hasText: text });

  beforeAll(async () => {
    town = await openTeamTown({ pageFolder: await builtPage() });
    await post(town, "/api/contacts", [conversation("C-1", "1001", "2026-11-19T10:00:00+08:00")]);
    watched = await openPage(browser!, `${town.emulatorUrl}/emulator/page/`);
    await shown(be("韩梅梅"));
  });
  afterAll(async () => {
    await watched?.context.close();
    await town?.close();
  });

  it("begins with a move of the clock: the draw goes out, and a mark shows who got something", async () => {
    await page().getByRole("button", { name: "时钟" }).click();
    await page().getByLabel("日期").fill("2026-11-20");
    await page().getByLabel("时间").fill("09:10");
    await page().getByRole("button", { name: "拨到" }).click();
    await shown(toast("时钟已拨到 11月20日 周五 09:10"));

    await page().getByLabel("时间").fill("08:00");
    await page().getByRole("button", { name: "拨到" }).click();
    await shown(page().getByRole("alert").getByText("时钟只能向前拨。"));
    await page().keyboard.press("Escape");

    await shown(page().locator(".person .badge").first());
    expect(await page().getByRole("dialog").count()).toBe(0);
    expect(town.emulator.clock.now().toISOString()).toMatch(/^2026-11-20T01:1\d/);
  });

  it("warns a scorer who leaves a required field empty, and sends nothing", async () => {
    await town.settled();
    const scorer = town.cardsOf("ou_scorer").length > 0 ? "韩梅梅" : "林涛";
    await be(scorer).click();
    await shown(cards().last());
    const before = town.emulator.lark.deliveries.list().length;

    await chat().getByRole("button", { name: "提交评分" }).click();

    await shown(chat().getByText("有必填项未填写").first());
    const pressed = town.emulator.lark.deliveries.list().slice(before);
    expect(pressed.filter(({ eventType }) => eventType === "card.action.trigger")).toEqual([]);
  });

  it("takes the filled form, thanks with a toast, and shows the result in the card's place", async () => {
    const count = await cards().count();
    for (const select of await chat().locator("select").all()) {
      const values = await select
        .locator("option")
        .evaluateAll((options) =>
          options
            .map((option) => (option as unknown as { value: string }).value)
            .filter((value) => value !== ""),
        );
      await select.selectOption(values[0]!);
    }
    await chat().locator("textarea:not(#composer)").last().fill("开场规范，复述可以更完整。");

    await chat().getByRole("button", { name: "提交评分" }).click();

    await shown(page().locator(".toast-success"));
    await shown(
      chat()
        .getByText(/已评分/)
        .first(),
    );
    await shown(chat().getByText("开场规范，复述可以更完整。"));
    expect(await cards().count()).toBeGreaterThanOrEqual(count);
    expect(await chat().getByRole("button", { name: "提交评分" }).count()).toBe(0);
  });

  it("marks the agent's name at once, and shows them their result", async () => {
    await town.settled();
    const agent = be("李雷");
    await shown(agent.locator(".badge"));

    await agent.click();
    // Whoever opens the chat for the first time is greeted below what has come before.
    await shown(cards().getByText("开场规范，复述可以更完整。"));
    await shown(cards().last().getByText("您好，我是星评").first());

    await agent.locator(".badge").waitFor({ ...PATIENCE, state: "detached" });
    // The chat of whoever was shown before may stand there for a moment still.
    await expect.poll(() => cards().count(), PATIENCE).toBe(town.cardsOf("ou_agent").length);
  });

  it("shows the manager the overdue list in the evening of a day on which nobody scored", async () => {
    await post(town, "/api/contacts", [conversation("C-2", "1002", "2026-11-20T10:00:00+08:00")]);
    const clock = page().getByRole("button", { name: "时钟" });
    await clock.click();
    await page().getByRole("button", { name: "下个工作日 09:10" }).click();
    await shown(toast("11月23日 周一 09:10"));
    await town.settled();
    await page().getByRole("button", { name: "18:10", exact: true }).click();
    await shown(toast("11月23日 周一 18:10"));
    await town.settled();
    await page().keyboard.press("Escape");

    await be("王经理").click();

    const list = cards().filter({ hasText: "逾期质检任务 1 个" });
    await shown(list.first());
    expect(await list.first().textContent()).toMatch(/韩梅梅|林涛/);
  });

  it("asked no other host for anything and broke nothing", () => {
    expect([...watched.hosts]).toEqual([new URL(town.emulatorUrl).host]);
    expect(watched.errors).toEqual([]);
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

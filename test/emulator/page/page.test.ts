import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Locator, Page } from "playwright-core";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { openPage, testBrowser, type View, type Watched } from "../../support/browser.ts";
import { eventually } from "../../support/eventually.ts";
import { builtPage } from "../../support/page-build.ts";
import { button, card, createCounterpart, LARK, type Counterpart } from "../test-bed.ts";

const browser = await testBrowser();

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
afterAll(() => browser?.close());

const PATIENCE = { timeout: 30_000 };
const shown = (locator: Locator): Promise<void> => locator.waitFor(PATIENCE);
const MORNING = new Date("2026-11-20T01:00:00Z");

/** The page and the emulator, with a small program that answers what it is told. */
describe.skipIf(browser === undefined)("the emulator's page", () => {
  let emulator: Emulator;
  let listening: ListeningEmulator;
  let program: Counterpart;
  let watched: Watched;
  let page: Page;

  const begin = async (
    options: Partial<Parameters<typeof createEmulator>[0]> = {},
    port = 0,
  ): Promise<void> => {
    emulator = createEmulator({ lark: LARK, startAt: MORNING, pageFolder: await builtPage(), ...options });
    emulator.setWebhookUrl(program.url);
    listening = await listenEmulator(emulator, port);
  };
  const open = async (view: View = {}, place = ""): Promise<void> => {
    watched = await openPage(browser!, `${listening.url}/emulator/page/${place}`, view);
    page = watched.page;
    await page
      .locator(".person")
      .first()
      .waitFor({ ...PATIENCE, state: "attached" });
  };
  const say = (openId: string, text: string): void => {
    const { chatId } = emulator.lark.chats.withPerson(openId);
    emulator.lark.messages.add({
      chatId,
      receiver: openId,
      sender: "bot",
      msgType: "text",
      content: { text },
    });
  };
  const person = (name: string): Locator =>
    page.getByRole("navigation", { name: "选择你是谁" }).getByRole("button", { name });

  beforeEach(async () => {
    program = await createCounterpart();
    await begin();
    const { people, chats } = emulator.lark;
    people.add({ name: "李雷", openId: "ou_li", title: "客服" });
    people.add({ name: "Grace Lin", openId: "ou_grace", title: "客服" });
    people.add({ name: "韩梅梅", openId: "ou_han", title: "主管" });
    chats.addGroup({ name: "早班组", chatId: "oc_group", members: ["ou_li", "ou_grace", "ou_han"] });
  });
  afterEach(async () => {
    await watched?.context.close();
    await listening.close();
    await program.close();
  });

  it("groups people by title, and counts what each has not read, in private and in groups, also after a reload", async () => {
    say("ou_li", "一");
    say("ou_li", "二");
    emulator.lark.type("ou_han", "大家好", { chat: "oc_group" });
    await open();
    const badge = (name: string): Locator => person(name).locator(".badge span").first();

    await shown(badge("李雷"));
    const titles = await page.locator(".people h2").allTextContents();
    const before = await badge("李雷").textContent();
    await person("李雷").click();
    await eventually(async () => (await badge("李雷").textContent()) === "1", { withinMilliseconds: 30_000 });
    await page.reload();
    await shown(badge("李雷"));

    expect(titles).toEqual(["客服", "主管"]);
    expect(before).toBe("3");
    expect(await badge("李雷").textContent()).toBe("1");
    expect(await badge("Grace Lin").textContent()).toBe("1");
    expect(await person("韩梅梅").locator(".badge").count()).toBe(0);
  });

  it("tells the bot that somebody entered their chat, and sends what they type and press in its menu", async () => {
    await open({}, "#ou_li/bot");

    await page.getByRole("textbox", { name: "发送给 星评" }).fill("帮助");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("谢谢");
    await page.keyboard.press("Enter");
    await shown(page.locator(".message-mine .bubble"));
    await page.getByRole("button", { name: "今日任务" }).click();
    await eventually(() => program.received.length >= 3, { withinMilliseconds: 30_000 });

    const events = program.received.map(({ content }) => content.header.event_type);
    expect(events).toEqual([
      "im.chat.access_event.bot_p2p_chat_entered_v1",
      "im.message.receive_v1",
      "application.bot.menu_v6",
    ]);
    expect(program.received[1]!.content.event.message.content).toBe('{"text":"帮助\\n谢谢"}');
    expect(program.received[2]!.content.event.event_key).toBe("tasks");
  });

  it("offers members and the bot behind an @, by keyboard, and sends who was mentioned", async () => {
    await open({}, "#ou_li/oc_group");
    const field = page.getByRole("textbox", { name: "发送给 早班组" });

    await field.fill("");
    await field.pressSequentially("@");
    const offered = await page.getByRole("option").allTextContents();
    await page.keyboard.press("Enter");
    await field.pressSequentially("提名 @gra");
    await page.keyboard.press("Tab");
    await field.pressSequentially("很好");
    await page.keyboard.press("Enter");
    await eventually(() => program.received.length > 0, { withinMilliseconds: 30_000 });

    expect(offered.map((text) => text.replace(/^(星|GL|梅梅)/, ""))).toEqual([
      "星评机器人",
      "Grace Lin",
      "韩梅梅",
    ]);
    const { message } = program.received[0]!.content.event;
    expect(message.content).toBe('{"text":"@_user_1 提名 @_user_2 很好"}');
    expect(message.mentions.map(({ name }: { name: string }) => name)).toEqual(["星评", "Grace Lin"]);
    await shown(page.locator(".bubble .mention", { hasText: "@Grace Lin" }));
  });

  it("can be used by keyboard alone: from the list to a card's button and back out of a panel", async () => {
    const { chatId } = emulator.lark.chats.withPerson("ou_grace");
    emulator.lark.messages.add({
      chatId,
      receiver: "ou_grace",
      sender: "bot",
      msgType: "interactive",
      content: card(button("看一看", { id: 1 })),
    });
    program.react({ body: { toast: { type: "success", content: "好", i18n: { en_us: "Fine" } } } });
    await open();

    await page.keyboard.press("Tab");
    const first = await page.locator(":focus").textContent();
    await person("李雷").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const cardButton = page.getByRole("button", { name: "看一看" });
    await shown(cardButton);
    await cardButton.focus();
    await page.keyboard.press("Enter");
    await shown(page.locator(".toast-success", { hasText: "好" }));
    await page.getByRole("button", { name: "故障" }).focus();
    await page.keyboard.press("Enter");
    await shown(page.getByRole("dialog", { name: "故障" }));
    await page.keyboard.press("Escape");

    expect(first).toBe("跳到聊天");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.locator(":focus").getAttribute("aria-label")).toBe("故障");
  });

  it("says in its top bar which faults are on, and clears them all", async () => {
    await open({}, "#ou_li/bot");

    await page.getByRole("button", { name: "故障" }).click();
    await page.getByRole("switch", { name: "缓慢" }).click();
    await page.getByRole("switch", { name: "重复投递" }).click();
    await shown(page.getByRole("button", { name: "故障: 缓慢 · 重复投递" }));
    const ordered = emulator.faults.list().map(({ effect, order }) => [effect, order.delayMs]);
    const duplicates = emulator.lark.deliveries.duplicates();
    await page.getByRole("button", { name: "全部恢复" }).click();
    await shown(page.getByRole("button", { name: "故障", exact: true }));

    expect(ordered).toEqual([["delay", 3_000]]);
    expect(duplicates).toBe("both");
    expect(emulator.faults.list()).toEqual([]);
    expect(emulator.lark.deliveries.duplicates()).toBe("off");
  });

  it("shows errors of a press as the client does, with their code", async () => {
    const { chatId } = emulator.lark.chats.withPerson("ou_li");
    const content = card(button("看一看", { id: 1 }));
    emulator.lark.messages.add({ chatId, receiver: "ou_li", sender: "bot", msgType: "interactive", content });
    program.react({ status: 500 });
    await open({}, "#ou_li/bot");

    await page.getByRole("button", { name: "看一看" }).click();

    await shown(page.locator(".toast-error"));
    expect(await page.locator(".toast-error .toast-text").textContent()).toBe(
      "服务应答了错误状态（代码 200671）",
    );
  });

  it("shows requests and events in the inspector, with bodies and without secrets", async () => {
    await open({}, "#ou_li/bot");
    await page.getByRole("button", { name: "检查器" }).click();
    const inspector = page.getByRole("complementary", { name: "检查器" });
    emulator.lark.type("ou_li", "你好");
    const row = inspector.getByRole("button", { name: /im\.message\.receive_v1/ });
    await shown(row);

    await inspector.getByLabel("筛选：路径、类型、代码").fill("receive_v1");
    await row.click();
    await shown(inspector.locator("pre").first());

    const body = await inspector.locator("pre").first().textContent();
    expect(body).toContain('"text": "你好"');
    expect(body).toContain('"token": "******"');
    expect(await inspector.locator(".exchange").count()).toBe(1);
    await inspector.getByRole("tab", { name: "限额" }).click();
    await shown(inspector.getByText("没有违规：程序遵守了平台的所有限制。"));
  });

  it("counts what comes below while somebody reads further up, and stays at the end otherwise", async () => {
    for (let number = 1; number <= 45; number += 1) say("ou_li", `第 ${number} 条`);
    await open({}, "#ou_li/bot");
    await shown(page.locator(".bubble", { hasText: /^第 45 条$/ }));
    const log = page.getByRole("log");
    const fromEnd = () =>
      log.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));
    await eventually(async () => (await fromEnd()) === 0, { withinMilliseconds: 30_000 });

    await page.getByRole("button", { name: "更早的消息" }).click();
    await shown(page.locator(".bubble", { hasText: /^第 1 条$/ }));
    await log.evaluate((box) => (box.scrollTop = 0));
    say("ou_li", "新的");
    const pill = page.getByRole("button", { name: "1 条新消息" });
    await shown(pill);
    await pill.click();

    await eventually(async () => (await fromEnd()) === 0, { withinMilliseconds: 30_000 });
    expect(await pill.count()).toBe(0);
  });

  it("shows what was recalled as recalled, and what was patched as updated", async () => {
    say("ou_li", "一");
    const { chatId } = emulator.lark.chats.withPerson("ou_li");
    const content = card({ tag: "markdown", content: "旧" });
    const patched = emulator.lark.messages.add({ chatId, sender: "bot", msgType: "interactive", content });
    await open({}, "#ou_li/bot");
    await shown(page.getByText("旧", { exact: true }));

    emulator.lark.messages.update(patched, "patch", card({ tag: "markdown", content: "新" }));
    emulator.lark.messages.remove(emulator.lark.messages.list({ msgType: "text" })[0]!.messageId, "recalled");

    await shown(page.getByText("新", { exact: true }));
    await shown(page.getByText("星评撤回了一条消息"));
    expect(await page.locator(".message-updated").textContent()).toBe("已更新");
    expect(await page.locator(".bubble").count()).toBe(0);
  });

  it("says when the emulator is away, and goes on by itself with one that was started again", async () => {
    say("ou_li", "之前");
    await open({}, "#ou_li/bot");
    await shown(page.locator(".bubble", { hasText: "之前" }));
    const { port } = listening;
    const snapshot = emulator.snapshot();

    await listening.close();
    await shown(page.getByText("连接断开，正在重连…"));
    await begin({ snapshot }, port);
    say("ou_li", "之后");

    await shown(page.locator(".bubble", { hasText: "之后" }));
    expect(await page.locator(".bubble").allTextContents()).toEqual(["之前", "之后"]);
    expect(await page.getByText("连接断开，正在重连…").count()).toBe(0);
  });

  it("speaks the browser's language until another one is chosen, and keeps language and colours", async () => {
    await open({ locale: "en-US", colorScheme: "dark" });
    const root = () => page.locator("html");
    const look = async () => [await root().getAttribute("lang"), await root().getAttribute("data-theme")];
    await shown(page.getByRole("button", { name: "Faults" }));
    const first = await look();

    await page.getByRole("button", { name: "切换到中文" }).click();
    await page.getByRole("button", { name: "切换到浅色" }).click();
    await page.reload();
    await shown(page.getByRole("button", { name: "故障" }));

    expect(first).toEqual(["en", "dark"]);
    expect(await look()).toEqual(["zh-CN", "light"]);
  });

  it("shows one screen at a time on a phone, none of them wider than it", async () => {
    say("ou_li", `https://example.com/${"long".repeat(60)}`);
    await open({ width: 390, height: 844 });
    const parts = ".top-bar, .people-groups, .chats ul, .messages, .composer, .inspector-body";
    const isTooWide = () =>
      page.locator(parts).evaluateAll((boxes) => boxes.some((box) => box.scrollWidth > box.clientWidth));
    const screens: boolean[] = [await isTooWide()];

    await person("李雷").click();
    const chat = page.getByRole("navigation", { name: "李雷的会话" }).getByRole("button", { name: /星评/ });
    await shown(chat);
    screens.push(await isTooWide(), await person("李雷").isVisible());
    await chat.click();
    await shown(page.locator(".bubble"));
    screens.push(await isTooWide(), await chat.isVisible());
    await page.getByRole("button", { name: "检查器" }).click();
    await shown(page.getByRole("complementary", { name: "检查器" }));
    screens.push(await isTooWide());
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "返回" }).click();
    await shown(chat);

    expect(screens).toEqual([false, false, false, false, false, false]);
  });

  it("asks no other host for anything and breaks nothing", async () => {
    say("ou_li", "你好");
    await open({}, "#ou_li/bot");
    await shown(page.locator(".bubble"));

    expect([...watched.hosts]).toEqual([new URL(listening.url).host]);
    expect(watched.errors).toEqual([]);
  });
});

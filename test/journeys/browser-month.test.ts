import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Locator } from "playwright-core";
import { evaluated } from "../support/award-team.ts";
import { openPage, testBrowser, type Watched } from "../support/browser.ts";
import { testDirectory, type TestDirectory } from "../support/files.ts";
import { builtPage } from "../support/page-build.ts";
import { exported, post } from "../support/talk.ts";
import { conversation, openTeamTown, OPENING_MILLISECONDS, pass, TEAM } from "../support/team.ts";
import type { Town } from "../support/town.ts";

const browser = await testBrowser();

vi.setConfig({ testTimeout: 120_000, hookTimeout: OPENING_MILLISECONDS });
afterAll(() => browser?.close());

const PATIENCE = { timeout: 30_000 };

/** The standard policy with its blank filled in; the supervisor reads ideas and the inspector hears appeals. */
const POLICY = `
extends: standard
name: of-the-test
title: { zh: 测试制度, en: Policy of the test }
version: "1"
effectiveFrom: "2026-01-01"
indicators: [{ id: satisfaction, target: { required: true, value: 5 } }]
ideas: { reviewers: [supervisor] }
appeal: { judge: inspector }
`;
const PEOPLE = TEAM.map((person) => ({
  ...person,
  manager: person.roles === "agent" ? "2001" : null,
  team: "一组",
}));
const GROUP = "客服大群";
/** The help gives #12 as its example. */
const FIRST = /^金点子 #1(?!\d)/;
const SCORES = { 1001: [96, 95, 97, 96, 95], 1002: [82, 80, 81, 83, 80], 1003: [81, 83, 80, 82, 81] };

/** A month of a team as its people live it in the chat page: nominations, ideas, the close, an appeal, an award. */
describe.skipIf(browser === undefined)("a month in the browser", () => {
  let town: Town;
  let folder: TestDirectory;
  let watched: Watched;
  const page = () => watched.page;
  const inChat = (name = "星评") => page().getByRole("main", { name });
  const shown = (locator: Locator) => locator.waitFor(PATIENCE);
  /** The newest card of the open chat that says this. */
  const card = (words: string | RegExp, chat = inChat()) =>
    chat.locator(".card-frame").filter({ hasText: words }).last();

  const become = async (name: string): Promise<void> => {
    await page().getByRole("navigation", { name: "选择你是谁" }).getByRole("button", { name }).click();
    await shown(page().getByRole("navigation", { name: `${name}的会话` }));
    await shown(inChat());
  };
  const goToGroup = async (): Promise<void> => {
    await page().locator(".chat-row", { hasText: GROUP }).click();
    await shown(inChat(GROUP));
  };
  const says = async (text: string): Promise<void> => {
    await page().locator("#composer").fill(text);
    await page().keyboard.press("Enter");
  };
  const press = async (place: Locator, name: string): Promise<void> => {
    await place.getByRole("button", { name, exact: true }).last().click(PATIENCE);
  };
  const confirm = () => press(page().getByRole("dialog"), "确定");
  /** Chooses what the drop-down at this place of the card offers under these words. */
  const choose = async (place: Locator, nth: number, words: string): Promise<void> => {
    const options = place.locator("select").nth(nth).locator("option");
    const value = await options.filter({ hasText: words }).first().getAttribute("value", PATIENCE);
    await place.locator("select").nth(nth).selectOption(value);
  };
  /** Whether a picture has come with its bytes, not merely with its place. */
  const loaded = async (picture: Locator): Promise<void> => {
    await picture.scrollIntoViewIfNeeded(PATIENCE);
    await vi.waitFor(
      async () =>
        expect(
          await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
        ).toBeGreaterThan(300),
      PATIENCE,
    );
  };
  const inGroup = () => inChat(GROUP).locator(".card-frame");

  beforeAll(async () => {
    folder = await testDirectory();
    const policy = await folder.write("policy.yaml", POLICY);
    town = await openTeamTown({ pageFolder: await builtPage(), environment: { POLICY: policy } });
    await post(town, "/api/people", PEOPLE);
    town.emulator.lark.chats.addGroup({
      name: GROUP,
      members: TEAM.map(({ larkOpenId }) => larkOpenId),
    });
    await lived();
    watched = await openPage(browser!, `${town.emulatorUrl}/emulator/page/`);
  });
  afterAll(async () => {
    await watched?.context.close();
    await town?.close();
    await folder?.remove();
  });
  /** What came in during the month: scores, ratings of the customers, and the trainer's marks. */
  const lived = async (): Promise<void> => {
    const { program } = town.running();
    const scorer = (await program.store.people.byEmployeeNo("2001"))!;
    for (const [employeeNo, scores] of Object.entries(SCORES)) {
      const agent = (await program.store.people.byEmployeeNo(employeeNo))!;
      await evaluated(program, { agent, scorer, day: "2026-11-16", scores });
    }
    const agents = Object.keys(SCORES);
    const metrics = { csat: 4, resolved: true, firstContactResolved: true };
    await post(
      town,
      "/api/contacts",
      agents.map((agent) => conversation(`C-${agent}`, agent, "2026-11-03T10:00:00+08:00", { metrics })),
    );
    await post(
      town,
      "/api/metrics",
      agents.flatMap((person) =>
        ["knowledge", "attitude"].map((metric) => ({ month: "2026-11", person, metric, value: 80 })),
      ),
    );
  };

  it("begins with a nomination that is typed, and its receipt", async () => {
    await become("小红");
    await says("提名 李雷 昨晚独自安抚了三位投诉客户 #客户至上");

    const receipt = card("提名已收到");
    await shown(receipt);
    expect(await receipt.textContent()).toMatch(/李雷[^]*三位投诉客户[^]*本月还可以提名 2 次/);
    await become("李雷");
    await shown(card(/有同事提名了您[^]*三位投诉客户/));
  });

  it("gives an idea its number, and its twin a way to support the first", async () => {
    await says("金点子 退款进度做成客户可以自己查询的卡片");
    await shown(card("已收到，编号 #1"));
    await press(card("已收到，编号 #1"), "服务流程");
    await become("小红");
    await says("金点子 希望客户能用卡片自己查询退款进度");

    const twin = card("已有相似的点子");
    await shown(twin);
    await press(twin, "支持 #1 这一条");

    await shown(card("已合并到 #1"));
    const states = (await exported(town, "ideas")).map(({ state }) => state);
    expect(states.toSorted()).toEqual(["merged", "reviewing"]);
  });

  it("lets the reviewer adopt it in the card, with what its effect is measured by", async () => {
    await become("韩梅梅");
    await shown(card(FIRST));
    await press(card(FIRST), "采纳");
    const form = card("采纳 · 金点子 #1");
    await choose(form, 0, "客户满意度");
    await choose(form, 1, "作者所在团队");
    await press(form, "采纳");

    await shown(card("客户满意度 · 作者所在团队"));
    await become("小红");
    await shown(card(/金点子 #1 已采纳[^]*获得 10 积分/));
    expect((await exported(town, "ideas")).map(({ state }) => state)).toContain("adopted");
  });

  it("binds the group by a mention in it, and hears who may be named", async () => {
    await become("王经理");
    await goToGroup();
    await page().locator("#composer").pressSequentially("@星");
    await shown(page().getByRole("option", { name: "星评" }));
    await page().keyboard.press("Enter");
    await page().locator("#composer").pressSequentially("绑定群 全部");
    await page().keyboard.press("Enter");
    await shown(inGroup().filter({ hasText: "全部" }).last());

    for (const name of ["李雷", "小红"]) {
      await become(name);
      await says("公示授权");
      await press(card(/公示授权[^]*不公开/), "同意公开");
      await shown(card(/公示授权[^]*目前\s*同意公开姓名/));
    }
    expect(await card("公示授权").textContent()).toContain("随时可以发送「公示授权」更改");
  });

  it("is closed by the manager, after what is typed too early", async () => {
    await town.moveTo("2026-12-02T01:10:00Z", 60_000);
    await become("王经理");
    await shown(card("2026-11 请月结"));
    await says("月结 2026-11");

    const draft = card(/2026-11 月结[^]*草稿，审阅中/);
    await shown(draft);
    expect(await draft.textContent()).toMatch(/3 人[^]*0\/1[^]*韩梅梅/);
  });

  it("is looked through by the supervisor, with a remark", async () => {
    await become("韩梅梅");
    const review = card("2026-11 成绩审阅");
    await shown(review);
    await choose(review, 0, "李雷");
    await choose(review, 1, "只写备注");
    await review.locator("textarea").fill("本月进步明显");
    await press(review, "保存备注");
    await shown(card("备注 · 本月进步明显"));
    await press(card("2026-11 成绩审阅"), "审阅完毕");

    await shown(card("您已审阅完毕"));
    expect(await card("您已审阅完毕").textContent()).toContain("本月进步明显");
  });

  it("is previewed and published by the manager, and the group sees the board as table and picture", async () => {
    await become("王经理");
    const ready = card(/2026-11 月结[^]*1\/1/);
    await shown(ready);
    await press(ready, "预览榜单");
    await shown(card(/仅供预览[^]*将发到/));
    await goToGroup();
    expect(await inGroup().filter({ hasText: "质检得分榜" }).count()).toBe(0);
    await become("王经理");
    await press(card(/2026-11 月结[^]*1\/1/), "公布");
    await confirm();
    await shown(card("已公布，可申诉"));

    await goToGroup();
    const board = inGroup().filter({ hasText: "2026-11 质检得分榜" }).last();
    await shown(board);
    await loaded(board.locator("img.card-picture").last());
    await shown(board.getByRole("table"));
    expect(await board.getByRole("table").textContent()).toContain("李雷");
    expect(await board.textContent()).not.toContain("小红");
  });

  it("tells the agent the result, who appeals against a figure of it", async () => {
    await become("小红");
    const result = card("2026-11 月度成绩");
    await shown(result);
    await press(result, "申诉");
    const which = card("申诉 · 2026-11 月度成绩");
    await shown(which);
    await choose(which, 0, "客户满意度");
    await press(which, "下一步");
    const form = card("申诉 · 2026-11 月度成绩");
    await shown(form.locator("textarea"));
    await form.locator("input").fill("5");
    await form.locator("textarea").fill("客户当天改评为五分，系统里还是旧的评分");
    await press(form, "提交申诉");

    await shown(card("已收到，编号 #1"));
    expect(await exported(town, "appeals")).toHaveLength(1);
  });

  it("has the judge rule in the card, and becomes a new version", async () => {
    await become("林涛");
    const case1 = card("申诉 #1");
    await shown(case1);
    await choose(case1, 0, "同意申请的分数");
    await case1.locator("textarea").fill("核对了评价记录，客户确实改评");
    await press(case1, "提交裁决");
    await shown(card(/申诉 #1[^]*申诉成立/));
    await become("小红");
    await shown(card(/申诉 #1[^]*申诉成立/));
    await pass(town, 60);
    const again = card(/^2026-11 月度成绩[^]*第 2 版/);
    await shown(again);
    expect(await again.textContent()).toMatch(/更正前\s*\d[^]*→/);
  });

  it("gives an award: picked, previewed, posted with its certificate", async () => {
    await become("王经理");
    await says("颁奖 服务之星 2026-11");
    const shortlist = card("服务之星 · 2026 年 11 月");
    await shown(shortlist);
    await choose(shortlist, 0, "李雷");
    await shortlist.locator("textarea").fill("谢谢您守住了那一晚");
    await press(shortlist, "选定");
    await shown(card(/证书编号 XP-202611-/));
    await press(card("服务之星 · 2026 年 11 月"), "预览");
    const preview = card("预览：群里看到的就是下面的内容");
    await shown(preview);
    await loaded(preview.locator("img.card-picture").last());
    await press(preview, "发布");
    await shown(card(/已发布/));

    await goToGroup();
    const recognition = inGroup().filter({ hasText: "服务之星 · 2026 年 11 月" }).last();
    await shown(recognition);
    await loaded(recognition.locator("img.card-picture"));
    expect(await recognition.textContent()).toMatch(/李雷[^]*谢谢您守住了那一晚[^]*XP-202611-/);
    await recognition.locator("img.card-picture").click();
    await shown(page().getByRole("dialog").getByRole("img"));
    expect(await exported(town, "awards")).toMatchObject([{ state: "posted", winner: "1001", groups: 1 }]);
  });

  it("asked no other host for anything and broke nothing", () => {
    expect([...watched.hosts]).toEqual([new URL(town.emulatorUrl).host]);
    expect(watched.errors).toEqual([]);
    expect(town.emulator.logs.violations()).toEqual([]);
  });
});

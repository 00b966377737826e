import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BotDeps } from "#bot/bot";
import { guessLanguage, runCommand, runUnknown } from "#bot/commands";
import type { Person } from "#domain/person";
import type { ChatUser } from "#ports/chat";
import { aPerson } from "../support/builders.ts";
import { qualityDeps } from "../support/quality-deps.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const USER: ChatUser = { platform: "lark", appId: "cli_test", userId: "ou_somebody" };

let opened: TestStore;
let deps: BotDeps;
let scorer: Person;
let agent: Person;
/** So that no idea is sent twice. */
let said = 0;

beforeAll(async () => {
  opened = await openTestStore();
  deps = await qualityDeps(opened, NOW);
  const people = await opened.store.people.save(
    [
      aPerson({ employeeNo: "1024", name: "李雷" }),
      aPerson({ employeeNo: "2001", name: "韩梅梅", roles: ["supervisor", "agent"] }),
      aPerson({ employeeNo: "3001", name: "王经理", roles: ["manager"] }),
    ],
    NOW,
  );
  agent = people.find(({ employeeNo }) => employeeNo === "1024")!;
  scorer = people.find(({ employeeNo }) => employeeNo === "2001")!;
});
afterAll(() => opened.close());

const IN_PRIVATE = { groupId: null, mentions: [], eventKey: "e-1" };
const titleOf = async (text: string, person: Person = scorer): Promise<string | undefined> =>
  (await runCommand(deps, USER, person, text, IN_PRIVATE)).card?.title;

describe("a typed word", () => {
  it.each(["帮助", "help", "HELP", " help ", "/help", "/ help", "ｈｅｌｐ", "help!", "帮助我一下", "帮助。"])(
    "%j asks for help",
    async (text) => {
      const { card } = await runCommand(deps, USER, scorer, text, IN_PRIVATE);

      expect(card?.title).toBe("星评能做什么");
      expect(JSON.stringify(card)).not.toContain("没看懂");
    },
  );

  it.each([
    "我的成绩",
    "my scores",
    "My Scores please",
    "/my scores",
    "my scores?",
    "我的成绩：本月",
    "我的成绩单",
  ])("%j shows one's scores", async (text) => {
    expect(await titleOf(text, agent)).toBe("我的成绩 2026-11");
  });

  it.each([
    "今日任务",
    "tasks",
    "TASKS",
    "移交",
    "hand over",
    "hand  over",
    "Hand\u3000\u3000Over 韩梅梅",
    "ｈａｎｄ　ｏｖｅｒ",
    "移交给韩梅梅",
  ])("%j shows one's tasks", async (text) => {
    expect(await titleOf(text)).toBe("今日任务 2026-11-20");
  });

  it.each([
    ["金点子", "金点子"],
    ["idea", "金点子"],
    ["金点子：", "金点子"],
    ["/金点子", "金点子"],
    ["我的金点子", "我的金点子"],
    ["My Ideas", "我的金点子"],
    ["my  ideas?", "我的金点子"],
    ["我的积分", "我的积分"],
    ["MY POINTS", "我的积分"],
    ["兑换", "积分兑换"],
    ["redeem!", "积分兑换"],
  ])("%j gets the card %s", async (text, title) => {
    expect(await titleOf(text)).toBe(title);
  });

  it.each([
    ["金点子 退款进度做成卡片", "退款进度做成卡片"],
    ["金点子：十二小时轮班改成八小时", "十二小时轮班改成八小时"],
    ["idea let customers cancel online", "let customers cancel online"],
    ["ＩＤＥＡ　12 小时内回访客户", "12 小时内回访客户"],
  ])("%j is an idea, word for word", async (text, idea) => {
    const title = await titleOf(text, agent);

    const number = Number(/#(\d+)$/.exec(title ?? "")?.[1]);
    expect((await opened.store.ideas.byNumber(number))?.text).toBe(idea);
  });

  it.each(["金点子 #%", "金点子＃%", "idea #%", "IDEA: #%."])("%j opens that idea", async (pattern) => {
    const made = await titleOf(`金点子 第 ${(said += 1)} 条知识库更新`, scorer);
    const number = /#(\d+)$/.exec(made ?? "")![1]!;

    expect(await titleOf(pattern.replace("%", number))).toBe(`金点子 #${number}`);
  });

  it.each([
    "金点子 #% 补充：每月三百次",
    "金点子#%补充每月三百次",
    "idea #% add 每月三百次",
    "金点子 #%，每月三百次",
  ])("%j adds to one's own", async (pattern) => {
    const made = await titleOf(`金点子 第 ${(said += 1)} 步的退订流程缩短`, agent);
    const number = Number(/#(\d+)$/.exec(made ?? "")![1]);

    await titleOf(pattern.replace("%", String(number)), agent);

    const idea = (await opened.store.ideas.byNumber(number))!;
    const { events } = (await opened.store.ideas.inFull(idea.id))!;
    expect(events.map(({ did, note }) => [did, note])).toEqual([["supplement", "每月三百次"]]);
  });

  it.each(["申诉", "appeal", "我的申诉", "my appeals", "申诉：本月", "申诉表"])(
    "%j shows one's appeals",
    async (text) => {
      expect(await titleOf(text, agent)).toBe("申诉");
    },
  );

  it.each(["申诉 #12", "申诉＃12", "appeal #12"])("%j is about that one", async (text) => {
    await expect(runCommand(deps, USER, agent, text, IN_PRIVATE)).rejects.toMatchObject({
      code: "not-found",
      facts: { what: "appeal", appeal: 12 },
    });
  });

  it.each([
    ["规则", "规则"],
    ["rules", "规则"],
  ])("%j shows the policy, each rule with its clause", async (text, title) => {
    const { card } = await runCommand(deps, USER, agent, text, IN_PRIVATE);

    expect(card?.title).toBe(title);
    expect(JSON.stringify(card)).toContain("003 三(二)2");
  });

  it.each(["绑定群", "绑定群 客服一组", "bind group", "Bind  Group", "bind\u3000group", "/bind group 1"])(
    "%j is no request to be bound as somebody, and in private says where a group is bound",
    async (text) => {
      await expect(runCommand(deps, USER, scorer, text, IN_PRIVATE)).rejects.toMatchObject({
        code: "bad-input",
        facts: { what: "outside-group" },
      });
      expect(await runUnknown(deps, USER, text)).toBeNull();
      expect(await opened.store.identities.waitingRequestOf(USER)).toBeNull();
    },
  );

  it.each(["helpless", "taskset", "my score", "你好", "", "/", "请帮助我"])(
    "%j is none that we know, and the help says so",
    async (text) => {
      const known = await runCommand(deps, USER, scorer, "help", IN_PRIVATE);

      const { card } = await runCommand(deps, USER, scorer, text, IN_PRIVATE);

      expect(card?.title).toBe("星评能做什么");
      expect(card).not.toEqual(known.card);
    },
  );

  it("is refused to whom it is not for", async () => {
    await expect(titleOf("我的成绩", { ...agent, roles: ["hr"] })).rejects.toMatchObject({
      code: "not-allowed",
    });
  });
});

describe("somebody unknown who says who they are", () => {
  afterEach(async () => {
    await opened.database.prisma.$executeRawUnsafe('DELETE FROM "BindRequest"');
  });

  it.each([
    "绑定 1024",
    "绑定1024",
    "绑定：1024",
    "绑定:1024",
    "绑定　１０２４",
    "绑定，1024",
    "绑定 工号 1024",
    "绑定工号：1024",
    "bind 1024",
    "Bind: 1024 please",
    "/bind 1024",
  ])("by %j asks to be bound to that number", async (text) => {
    const answer = await runUnknown(deps, USER, text);

    const request = await opened.store.identities.waitingRequestOf(USER);
    expect(answer?.card?.summary).toContain("已收到工号 1024 的绑定申请");
    expect(request?.personId).toBe(agent.id);
  });

  it.each(["绑定", "bind", "绑定：", "binding 1024", "1024", "我的成绩"])(
    "by %j has not said which number",
    async (text) => {
      expect(await runUnknown(deps, USER, text)).toBeNull();
      expect(await opened.store.identities.waitingRequestOf(USER)).toBeNull();
    },
  );

  it("hears that nobody has that number", async () => {
    const answer = await runUnknown(deps, USER, "绑定 9999");

    expect(answer?.refused).toMatchObject({ code: "not-found", facts: { employeeNo: "9999" } });
  });
});

describe("the language of somebody unknown", () => {
  it.each([
    ["帮助", "zh"],
    ["help 帮助", "zh"],
    ["hello", "en"],
    ["1024", "zh"],
    ["a", "zh"],
  ] as const)("of %j is %s", (text, language) => {
    expect(guessLanguage(text, "zh")).toBe(language);
  });
});

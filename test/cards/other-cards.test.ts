import { describe, expect, test } from "vitest";
import { bindCard } from "#cards/bind-card";
import { bindRequestCard } from "#cards/bind-request-card";
import { bindResultCard } from "#cards/bind-result-card";
import { daySummaryCard, type DaySummaryCardFacts } from "#cards/day-summary-card";
import { handOverCard } from "#cards/hand-over-card";
import { helpCard } from "#cards/help-card";
import { myScoresCard } from "#cards/my-scores-card";
import { myTasksCard } from "#cards/my-tasks-card";
import { overdueCard } from "#cards/overdue-card";
import { reminderCard } from "#cards/reminder-card";
import { skipCard } from "#cards/skip-card";
import { taskClosedCard } from "#cards/task-closed-card";
import { actionsOf, DUE, formOf, TASK, wordsOf, ZONE } from "./facts.ts";

const language = "zh";
const zone = ZONE;

test("skipping asks for a reason of the policy and leads back", () => {
  const reasons = [
    { id: "broken", zh: "会话残缺", en: "Incomplete" },
    { id: "conflict", zh: "利害关系", en: "Conflict" },
  ];

  const card = skipCard({ language, task: TASK, total: 8, reasons });

  expect(formOf(card).parts).toMatchObject([
    {
      kind: "choice",
      name: "reason",
      isRequired: true,
      options: [
        { value: "broken", text: "会话残缺" },
        { value: "conflict", text: "利害关系" },
      ],
    },
    { kind: "input", name: "note", isRequired: false },
  ]);
  expect(actionsOf(card)).toEqual([
    { do: "score.skip", task: TASK.id, revision: 0 },
    { do: "score.open", task: TASK.id },
  ]);
});

test("handing over asks who and why, and leads back", () => {
  const card = handOverCard({
    language,
    task: TASK,
    total: 8,
    people: [{ platformUserId: "ou_h", name: "韩梅梅" }],
  });

  expect(formOf(card).parts).toMatchObject([
    { kind: "person", name: "person", isRequired: true, people: [{ platformUserId: "ou_h" }] },
    { kind: "input", name: "reason", isRequired: true },
  ]);
  expect(actionsOf(card)).toEqual([
    { do: "score.hand-over", task: TASK.id, revision: 0 },
    { do: "score.open", task: TASK.id },
  ]);
});

test("with nobody to hand over to there is no form, only the way back", () => {
  const card = handOverCard({ language, task: TASK, total: 8, people: [] });

  expect(card.blocks.some((block) => block.kind === "form")).toBe(false);
  expect(wordsOf(card)).toContain("没有可以接手的同事");
  expect(actionsOf(card)).toEqual([{ do: "score.open", task: TASK.id }]);
});

test.each([
  [{ kind: "skipped" } as const, "已跳过"],
  [{ kind: "handed-over", toName: "韩梅梅" } as const, "已移交给 韩梅梅"],
  [{ kind: "cancelled" } as const, "已取消"],
  [{ kind: "replaced" } as const, "已发送新卡片"],
])("a closed task says how: %j", (how, words) => {
  const card = taskClosedCard({ language, zone, task: TASK, total: 8, how, reason: "会话残缺", at: DUE });

  expect(wordsOf(card)).toContain(words);
  expect(wordsOf(card)).toContain("原因: 会话残缺");
  expect(card.tone).toBe("grey");
  expect(actionsOf(card)).toEqual([]);
});

test("a task closed without a reason shows no empty field", () => {
  const how = { kind: "cancelled" } as const;

  expect(
    wordsOf(taskClosedCard({ language, zone, task: TASK, total: 8, how, reason: null, at: DUE })),
  ).not.toContain("原因");
});

describe("the morning's summary", () => {
  const facts: DaySummaryCardFacts = {
    language,
    localDate: "2026-11-03",
    drawId: "D-1",
    own: 3,
    drawn: 12,
    unassigned: 0,
    seed: "seed-of-today",
    seedHash: "hash-of-today",
    wasPromised: true,
    next: { localDate: "2026-11-04", seedHash: "hash-of-tomorrow" },
  };

  test("tells a scorer the work and anybody how to check the draw", () => {
    const card = daySummaryCard(facts);
    const words = wordsOf(card);

    expect(card.summary).toBe("今天有 3 个质检任务");
    for (const fact of [
      "抽样编号: D-1",
      "抽中会话: 12",
      "今日种子: seed-of-today",
      "今日种子的承诺值: hash-of-today",
    ]) {
      expect(words).toContain(fact);
    }
    expect(words).toContain("2026-11-04 种子的承诺值: hash-of-tomorrow");
    expect(words).toContain("xingping draw verify D-1");
    expect(words).not.toContain("未能分派");
    expect(actionsOf(card)).toEqual([{ do: "tasks.mine" }]);
  });

  test("tells a manager what could not be assigned, and offers no tasks", () => {
    const card = daySummaryCard({ ...facts, own: null, unassigned: 2, next: null });

    expect(wordsOf(card)).toContain("未能分派: 2");
    expect(wordsOf(card)).not.toContain("2026-11-04");
    expect(actionsOf(card)).toEqual([]);
  });

  test("a scorer without tasks is told so", () => {
    const card = daySummaryCard({ ...facts, own: 0 });

    expect(wordsOf(card)).toContain("今天没有您的质检任务");
    expect(actionsOf(card)).toEqual([]);
  });
});

test("the reminder counts what is open and opens each task", () => {
  const card = reminderCard({
    language,
    zone,
    open: [TASK, { id: "t-8", position: 8 }],
    total: 8,
    dueAt: DUE,
  });

  expect(wordsOf(card)).toContain("还有 2 个质检任务，18:00 截止。");
  expect(card.subtitle).toBe("已完成 6/8");
  expect(actionsOf(card)).toEqual([
    { do: "score.open", task: TASK.id },
    { do: "score.open", task: "t-8" },
  ]);
});

test("a reminder with nothing open says that all is done", () => {
  const card = reminderCard({ language, zone, open: [], total: 8, dueAt: DUE });

  expect(wordsOf(card)).toContain("今天的 8 个任务都已完成。");
  expect(actionsOf(card)).toEqual([]);
});

test("the overdue list names who is late and leaves out who is not", () => {
  const scorers = [
    { name: "王芳", total: 4, openPositions: [3, 4] },
    { name: "赵强", total: 5, openPositions: [] },
  ];

  const card = overdueCard({ language, localDate: "2026-11-03", scorers });

  expect(card.title).toBe("逾期质检任务 2 个");
  expect(wordsOf(card)).toContain("王芳 已完成 2/4 第 3 个、第 4 个");
  expect(wordsOf(card)).toContain("已完成 7/9");
  expect(wordsOf(card)).not.toContain("赵强");
});

test("a day without late tasks is good news", () => {
  const card = overdueCard({
    language,
    localDate: "2026-11-03",
    scorers: [{ name: "赵强", total: 5, openPositions: [] }],
  });

  expect(card).toMatchObject({ title: "质检任务全部完成", tone: "green" });
  expect(wordsOf(card)).toContain("今天的 5 个任务都已完成。");
});

describe("my scores", () => {
  const scored = (id: string, ruledScore: number | null, criticalFailures: string[] = []) => ({
    id,
    localDate: "2026-11-03",
    ruledScore,
    criticalFailures,
  });

  test("gives the average of what has a score, and warns that it is few", () => {
    const card = myScoresCard({
      language,
      month: "2026-11",
      evaluations: [scored("a", 90), scored("b", null), scored("c", 0, ["insult"])],
    });

    expect(wordsOf(card)).toContain("平均分: 45 分");
    expect(wordsOf(card)).toContain("已评分: 3 次评分");
    expect(wordsOf(card)).toContain("只有 2 次评分，平均分仅供参考。");
    expect(wordsOf(card)).toContain("2026-11-03 0 分 触发红线");
    expect(actionsOf(card)).toEqual(["a", "b", "c"].map((id) => ({ do: "evaluation.open", evaluation: id })));
  });

  test("does not warn when there are enough", () => {
    const evaluations = Array.from({ length: 5 }, (_, index) => scored(String(index), 80));

    expect(wordsOf(myScoresCard({ language, month: "2026-11", evaluations }))).not.toContain("仅供参考");
  });

  test("only unrated conversations have no average", () => {
    const card = myScoresCard({ language, month: "2026-11", evaluations: [scored("a", null)] });

    expect(wordsOf(card)).toContain("平均分: 无分");
  });

  test("nothing scored yet is said", () => {
    const card = myScoresCard({ language, month: "2026-11", evaluations: [] });

    expect(wordsOf(card)).toContain("这个月还没有质检评分。");
    expect(actionsOf(card)).toEqual([]);
  });
});

describe("my tasks", () => {
  test("lists the queue and opens what is open", () => {
    const tasks = [
      { ...TASK, id: "t-1", position: 1, state: "scored", agent: { alias: "A1" } },
      { ...TASK, id: "t-2", position: 2, state: "open", agent: { alias: "A2" } },
    ] as const;

    const card = myTasksCard({ language, zone, localDate: "2026-11-03", tasks });

    expect(card.subtitle).toBe("已完成 1/2");
    expect(wordsOf(card)).toContain("第 1 个 客服 A1 已评分\n第 2 个 客服 A2 待评分 截止 18:00");
    expect(actionsOf(card)).toEqual([{ do: "score.open", task: "t-2" }]);
  });

  test("an empty day is said", () => {
    const card = myTasksCard({ language, zone, localDate: "2026-11-03", tasks: [] });

    expect(wordsOf(card)).toContain("今天没有您的质检任务。");
  });
});

describe("help", () => {
  test("offers each role its own words", () => {
    const agent = wordsOf(helpCard({ language, roles: ["agent"], parts: [], isUnknownWord: false }));
    const scorer = wordsOf(helpCard({ language, roles: ["inspector"], parts: [], isUnknownWord: false }));

    expect(agent).toContain("我的成绩");
    expect(agent).not.toContain("今日任务");
    expect(scorer).toContain("今日任务");
    expect(scorer).not.toContain("我的成绩");
  });

  test("offers ideas and points where the policy runs them", () => {
    const words = (parts: readonly ("ideas" | "points")[]) =>
      wordsOf(helpCard({ language, roles: ["agent"], parts, isUnknownWord: false }));

    expect(words(["ideas", "points"])).toMatch(/金点子[^]*我的金点子[^]*我的积分[^]*兑换/);
    expect(words(["ideas"])).not.toContain("兑换");
    expect(words([])).not.toContain("金点子");
  });

  test("says when it answers something it did not understand", () => {
    const card = (isUnknownWord: boolean) =>
      wordsOf(helpCard({ language, roles: ["hr"], parts: [], isUnknownWord }));

    expect(card(true)).toContain("没有看懂");
    expect(card(false)).not.toContain("没有看懂");
  });
});

describe("binding", () => {
  test("a stranger learns how to be known, and nothing else", () => {
    const card = bindCard({ language });

    expect(wordsOf(card)).toContain("绑定 1024");
    expect(actionsOf(card)).toEqual([]);
  });

  test("a manager decides with the person's name and number in view", () => {
    const person = { name: "李雷", employeeNo: "1024", team: "一组" };

    const asker = { accountId: "ou_somebody", known: null };

    const card = bindRequestCard({
      language,
      zone,
      requestId: "r-1",
      person,
      asker,
      isReplacing: false,
      at: DUE,
    });

    expect(wordsOf(card)).toContain("账号 ID：ou_somebody");
    expect(wordsOf(card)).not.toContain("已绑定另一个账号");
    expect(wordsOf(card)).toContain("李雷（工号 1024）");
    expect(card.subtitle).toBe("一组");
    expect(actionsOf(card)).toEqual([
      { do: "bind.approve", request: "r-1" },
      { do: "bind.refuse", request: "r-1" },
    ]);
  });

  test("a manager sees whose account it is and that it replaces another", () => {
    const person = { name: "李雷", employeeNo: "1024", team: null };
    const asker = { accountId: "ou_somebody", known: { name: "韩梅梅", employeeNo: "2001" } };

    const card = bindRequestCard({
      language,
      zone,
      requestId: "r-1",
      person,
      asker,
      isReplacing: true,
      at: DUE,
    });

    expect(wordsOf(card)).toContain("目前属于 韩梅梅（工号 2001）");
    expect(wordsOf(card)).toContain("此人已绑定另一个账号");
  });

  test.each([
    ["waiting", "正在等经理确认", "blue"],
    ["still-waiting", "不用再发", "blue"],
    ["approved", "绑定成功", "green"],
    ["refused", "没有确认", "red"],
    ["replaced", "本账号不再有效", "orange"],
  ] as const)("the person is told when it is %s", (kind, words, tone) => {
    const card = bindResultCard({ language, result: { kind, name: "李雷", employeeNo: "1024" } });

    expect(wordsOf(card)).toContain(words);
    expect(card.tone).toBe(tone);
  });

  test("the manager's question becomes the decision", () => {
    const result = { kind: "decided", name: "李雷", deciderName: "周敏", isApproved: false } as const;

    expect(wordsOf(bindResultCard({ language, result }))).toContain("周敏 已拒绝 李雷 的绑定。");
  });
});

import { expect, test } from "vitest";
import { taskCard } from "#cards/task-card";
import { actionsOf, CONTACT, formOf, SCORECARD, taskFacts, TASK, wordsOf } from "./facts.ts";

function fieldNames(card: ReturnType<typeof taskCard>): string[] {
  return formOf(card).parts.flatMap((part) => ("name" in part ? [part.name] : []));
}

test("the card says which task it is, until when, and what is known", () => {
  const card = taskCard(taskFacts());

  expect(card.title).toBe("质检任务 3/8");
  expect(card.subtitle).toBe("截止 11-03 18:00");
  const words = wordsOf(card);
  for (const fact of [
    "客服: 客服 A7",
    "渠道: 语音 · 呼入",
    "场景: 咨询",
    "开始时间: 11-03 09:12",
    "振铃: 2 声",
  ]) {
    expect(words).toContain(fact);
  }
  for (const fact of ["接通用时: 9 秒", "通话时长: 2 分 23 秒", "客户评分: 5 / 5", "已解决: 是"]) {
    expect(words).toContain(fact);
  }
});

test("what was not measured is not there", () => {
  const words = wordsOf(
    taskCard(taskFacts({ contact: { ...CONTACT, metrics: {}, channel: null, direction: null } })),
  );

  for (const label of ["振铃", "接通用时", "客户评分", "已解决", "渠道"]) {
    expect(words).not.toContain(`${label}:`);
  }
});

test("an unmeasured zero is not a measured zero", () => {
  const measured = taskCard(taskFacts({ contact: { ...CONTACT, metrics: { rings: 0, resolved: false } } }));

  expect(wordsOf(measured)).toContain("振铃: 0 声");
  expect(wordsOf(measured)).toContain("已解决: 否");
});

test("the agent has a name only when the name was given", () => {
  const words = wordsOf(taskCard(taskFacts({ agent: { name: "李雷" } })));

  expect(words).toContain("客服: 李雷");
  expect(words).not.toContain("A7");
});

test("the conversation is numbered, timed and hinted", () => {
  const block = taskCard(taskFacts()).blocks.find((one) => one.kind === "conversation");

  expect(block?.turns).toEqual([
    { n: 1, who: "客户", role: "customer", time: "09:12", text: "我的快递还没到", isHint: false },
    { n: 2, who: "客服", role: "agent", time: "09:13", text: "我保证今天给您退款", isHint: true },
    { n: 3, who: "系统", role: "system", time: null, text: "通话结束", isHint: false },
  ]);
  expect(block?.leftOut.url).toBe("https://x.example/contacts/1?s=abc");
  expect(block?.open).toBe(true);
});

test("a long conversation starts folded", () => {
  const turns = Array.from({ length: 13 }, (_, index) => ({
    n: index + 1,
    role: "agent" as const,
    at: null,
    text: "嗯",
  }));

  const block = taskCard(taskFacts({ contact: { ...CONTACT, turns } })).blocks.find(
    (one) => one.kind === "conversation",
  );

  expect(block?.open).toBe(false);
});

test("a contact without text says so and asks for no evidence", () => {
  const card = taskCard(taskFacts({ contact: { ...CONTACT, turns: [] } }));

  expect(wordsOf(card)).toContain("没有文字记录");
  expect(card.blocks.some((block) => block.kind === "conversation")).toBe(false);
  expect(fieldNames(card).filter((name) => name.startsWith("evidence-"))).toEqual([]);
});

test("only what a person can judge is asked", () => {
  const card = taskCard(taskFacts());

  expect(fieldNames(card)).toEqual([
    "item-listening",
    "item-question",
    "evidence-need",
    "item-promise",
    "evidence-solving",
    "item-insult",
    "evidence-red",
    "comment",
  ]);
  expect(wordsOf(card)).not.toContain("外呼说明来意");
});

test("what metrics decided is shown as a fact", () => {
  expect(wordsOf(taskCard(taskFacts()))).toContain("三声内接听: 档位1");
  expect(wordsOf(taskCard(taskFacts({ contact: { ...CONTACT, metrics: { rings: 4 } } })))).toContain(
    "三声内接听: 档位0",
  );
  expect(wordsOf(taskCard(taskFacts({ contact: { ...CONTACT, metrics: {} } })))).toContain(
    "三声内接听: 不适用",
  );
});

test("a condition that cannot be judged makes the item a question with N/A", () => {
  const card = taskCard(taskFacts({ contact: { ...CONTACT, direction: null } }));

  const part = formOf(card).parts.find((one) => one.kind === "choice" && one.name === "item-greeting-out");

  expect(part).toMatchObject({ options: [{ value: "1" }, { value: "0" }, { value: "na", text: "不适用" }] });
});

test("the best step comes first, N/A last and only where it is allowed", () => {
  const choices = formOf(taskCard(taskFacts())).parts.filter((part) => part.kind === "choice");

  expect(choices[0]?.options).toEqual([
    { value: "2", text: "2 · 档位2" },
    { value: "1", text: "1 · 档位1" },
    { value: "0", text: "0 · 档位0" },
  ]);
  expect(choices[1]?.options.map((option) => option.value)).toEqual(["1", "0", "na"]);
  expect(choices.every((choice) => choice.isRequired)).toBe(true);
});

test("sections carry their weight, critical items their consequence", () => {
  const words = wordsOf(taskCard(taskFacts()));

  for (const part of [
    "需求沟通 · 30 分",
    "红线 · 不计权重",
    "未做到时总分最高 60 分",
    "未做到时总分为 0 分",
    "表述清楚时选不适用",
  ]) {
    expect(words).toContain(part);
  }
});

test("the comment is required only when the policy asks for one", () => {
  const comment = (minCommentCharacters: number) =>
    formOf(taskCard(taskFacts({ minCommentCharacters }))).parts.at(-1);

  expect(comment(0)).toMatchObject({ name: "comment", isRequired: false, isMultiline: true });
  expect(comment(10)).toMatchObject({ name: "comment", isRequired: true });
});

test("the presses carry the task, and the submit its revision", () => {
  expect(actionsOf(taskCard(taskFacts()))).toEqual([
    { do: "score.submit", task: TASK.id, revision: 0 },
    { do: "score.ask-skip", task: TASK.id },
    { do: "score.ask-hand-over", task: TASK.id },
  ]);
});

test("a correction starts from the earlier answers and can no longer be skipped", () => {
  const given = { "item-listening": "1", "evidence-need": "2", comment: "继续保持" };

  const card = taskCard(taskFacts({ given, task: { ...TASK, revision: 1 } }));

  const parts = formOf(card).parts;
  expect(parts.find((part) => "name" in part && part.name === "item-listening")).toMatchObject({
    chosen: "1",
  });
  expect(parts.find((part) => "name" in part && part.name === "evidence-need")).toMatchObject({ text: "2" });
  expect(parts.at(-1)).toMatchObject({ text: "继续保持" });
  expect(actionsOf(card)).toEqual([{ do: "score.submit", task: TASK.id, revision: 1 }]);
});

test("a scorecard where nothing is to be asked still takes a comment", () => {
  const [onlyAutomatic] = SCORECARD.sections;

  const card = taskCard(taskFacts({ scorecard: { ...SCORECARD, sections: [onlyAutomatic!] } }));

  expect(fieldNames(card)).toEqual(["comment"]);
});

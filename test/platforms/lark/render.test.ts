import { describe, expect, test } from "vitest";
import type { Block, Card, ConversationBlock, FormBlock } from "#cards/card";
import { AppError } from "#domain/error";
import { callbackAnswer } from "#platforms/lark/answer";
import { actionToName, nameToAction } from "#platforms/lark/action-name";
import { renderLark } from "#platforms/lark/render";

type Json = { readonly [key: string]: unknown };

function cardWith(...blocks: Block[]): Card {
  return { language: "zh", title: "质检任务", tone: "blue", summary: "摘要", blocks };
}

function parsed(card: Card): Json {
  return JSON.parse(renderLark(card).content);
}

/** Every object with a tag, in the order of the card. */
function elementsOf(part: unknown): Json[] {
  if (typeof part !== "object" || part === null) {
    return [];
  }
  const inside = Object.values(part).flatMap(elementsOf);
  return "tag" in part ? [part, ...inside] : inside;
}

function ofTag(card: Card, tag: string): Json[] {
  return elementsOf(parsed(card)).filter((element) => element["tag"] === tag);
}

function markdownOf(card: Card): string {
  return ofTag(card, "markdown")
    .map((element) => element["content"])
    .join("\n");
}

/** What Lark counts: the card as a JSON text inside the request. */
function requestBytes(content: string): number {
  return Buffer.byteLength(JSON.stringify(content));
}

function conversation(
  turns: Partial<ConversationBlock["turns"][number]>[],
  url: string | null = null,
): ConversationBlock {
  return {
    kind: "conversation",
    title: "会话",
    open: true,
    turns: turns.map((turn, index) => ({
      n: index + 1,
      who: "客户",
      role: "customer",
      time: "09:12",
      text: "你好",
      isHint: false,
      ...turn,
    })),
    leftOut: { text: "省略 {count} 轮", linkText: "查看全部", url },
  };
}

function scoringForm(itemCount: number, optionCount: number): FormBlock {
  const options = Array.from({ length: optionCount }, (_, value) => ({
    value: String(value),
    text: `${value} 完全做到`,
  }));
  const items = Array.from({ length: itemCount }, (_, index) => ({
    kind: "choice" as const,
    name: `item-${index}`,
    label: `第 ${index} 项:复述并确认客户的关键信息`,
    isRequired: true,
    placeholder: "请选择",
    options,
  }));
  const sections = Array.from({ length: 7 }, (_, index) => [
    { kind: "heading" as const, text: `第 ${index} 部分` },
    ...items.filter((_item, place) => place % 7 === index),
    {
      kind: "input" as const,
      name: `evidence-${index}`,
      label: "证据轮次",
      isRequired: false,
      placeholder: "如 3, 5-7",
      isMultiline: false,
      maxCharacters: 100,
    },
  ]);
  return {
    kind: "form",
    name: "score",
    parts: sections.flat(),
    submit: {
      kind: "action",
      name: "submit",
      text: "提交",
      style: "primary",
      action: { do: "score.submit", task: "t1", revision: 0 },
    },
  };
}

test("the frame is card JSON 2.0 that may be updated", () => {
  const card: Card = {
    ...cardWith({ kind: "text", lines: ["你好"] }),
    subtitle: "截止 18:00",
    tone: "grey",
    tags: ["一", "二", "三", "四"].map((text) => ({ text, tone: "grey" as const })),
  };

  const lark = parsed(card);

  expect(lark).toMatchObject({
    schema: "2.0",
    config: { update_multi: true, summary: { content: "摘要" } },
    header: {
      title: { tag: "plain_text", content: "质检任务" },
      subtitle: { content: "截止 18:00" },
      template: "grey",
    },
  });
  expect(ofTag(card, "text_tag").map((tag) => tag["color"])).toEqual(["neutral", "neutral", "neutral"]);
});

test("every kind of block is drawn", () => {
  const card = cardWith(
    { kind: "text", lines: ["大字"], size: "large" },
    { kind: "fields", fields: [{ label: "渠道", value: "语音" }] },
    { kind: "divider" },
    { kind: "panel", title: "更多", open: false, blocks: [{ kind: "text", lines: ["细节"] }] },
    conversation([{}]),
    { kind: "buttons", buttons: [{ kind: "link", text: "打开", url: "https://x.example/1" }] },
  );

  const body = parsed(card)["body"] as { elements: Json[] };

  expect(body.elements.map((element) => element["tag"])).toEqual([
    "markdown",
    "markdown",
    "hr",
    "collapsible_panel",
    "collapsible_panel",
    "button",
  ]);
  expect(body.elements[0]).toEqual({ tag: "markdown", content: "大字", text_size: "heading-1" });
  expect(body.elements[5]).toMatchObject({
    behaviors: [{ type: "open_url", default_url: "https://x.example/1" }],
  });
});

test("blocks with nothing in them leave nothing behind", () => {
  const card = cardWith(
    { kind: "text", lines: [] },
    { kind: "fields", fields: [] },
    { kind: "panel", title: "空", open: true, blocks: [] },
    conversation([]),
    { kind: "buttons", buttons: [{ kind: "link", text: "坏", url: "javascript:1" }] },
  );

  expect((parsed(card)["body"] as { elements: unknown[] }).elements).toEqual([]);
});

describe("a form", () => {
  const card = cardWith(scoringForm(2, 3));

  test("asks each question under its own label", () => {
    const [select] = ofTag(card, "select_static");

    expect(markdownOf(card)).toContain("第 0 项:复述并确认客户的关键信息 <font color='red'>&#42;</font>");
    expect(select).toMatchObject({ name: "item-0", required: true, width: "fill" });
    expect((select?.["options"] as Json[]).map((option) => option["value"])).toEqual(["0", "1", "2"]);
  });

  test("is sent by one button that carries the action twice", () => {
    const [submit] = ofTag(card, "button");

    expect(submit).toMatchObject({
      form_action_type: "submit",
      name: "score_submit__task_st1__revision_n0",
      behaviors: [{ type: "callback", value: { do: "score.submit", task: "t1", revision: 0 } }],
    });
  });

  test("shows what was given before", () => {
    const [part] = scoringForm(1, 3).parts.filter((one) => one.kind === "choice");
    const form: FormBlock = { ...scoringForm(0, 0), parts: [{ ...part!, chosen: "2", hint: "看录音" }] };

    expect(ofTag(cardWith(form), "select_static")[0]).toMatchObject({ initial_index: 3 });
    expect(markdownOf(cardWith(form))).toContain("<br><font color='grey'>看录音</font>");
  });

  test("offers people by their id", () => {
    const form: FormBlock = {
      ...scoringForm(0, 0),
      parts: [
        {
          kind: "person",
          name: "person",
          label: "移交给",
          isRequired: true,
          placeholder: "请选择",
          people: [{ platformUserId: "ou_han", name: "韩梅梅" }],
        },
      ],
    };

    expect(ofTag(cardWith(form), "select_person")[0]).toMatchObject({ options: [{ value: "ou_han" }] });
  });

  test("with two fields of one name is our mistake", () => {
    const [part] = scoringForm(1, 2).parts.filter((one) => one.kind === "choice");
    const form: FormBlock = { ...scoringForm(0, 0), parts: [part!, part!] };

    expect(() => renderLark(cardWith(form))).toThrow("two fields named item-0");
  });
});

test("buttons with the same action still have names of their own", () => {
  const button = {
    kind: "action",
    name: "b",
    text: "查看",
    style: "default",
    action: { do: "tasks.mine" },
  } as const;

  const names = ofTag(cardWith({ kind: "buttons", buttons: [button, button, button] }), "button").map(
    (one) => one["name"],
  );

  expect(names).toEqual(["tasks_mine", "tasks_mine-2", "tasks_mine-3"]);
});

test("an action comes back from its name", () => {
  const action = { do: "score.ask-hand-over", task: "0190c0de-1111-7222", revision: 12 };

  expect(nameToAction(actionToName(action) ?? "")).toEqual(action);
  expect(actionToName({ do: "x", text: "有空格 的" })).toBeNull();
  expect(nameToAction("Button_m8pn9lbf")).toBeNull();
});

describe("customer text", () => {
  const attack = "<at id=all></at>[点我](https://evil.example)![x](img_1)\n# 标题\n**粗**&#60;at id=all&#62;";

  test("never becomes markup, wherever it stands", () => {
    const card = cardWith(
      conversation([{ text: attack, who: attack }]),
      { kind: "text", lines: [attack, [{ text: attack, bold: true }]] },
      { kind: "fields", fields: [{ label: attack, value: attack }] },
      { kind: "panel", title: attack, open: true, blocks: [{ kind: "text", lines: [attack] }] },
    );

    const markdown = markdownOf(card);

    expect(markdown).toContain("&#60;at id=all&#62;");
    expect(markdown).toContain("&#38;&#35;60;at id=all");
    expect(markdown).not.toMatch(/<at|\]\(|!\[|https:\/\/evil|(^|<br>)#/m);
  });
});

describe("a card that is too large", () => {
  const long = (count: number, characters: number, hints: readonly number[] = []) =>
    conversation(
      Array.from({ length: count }, (_, index) => ({
        text: `第${index + 1}句`.padEnd(characters, "啊"),
        isHint: hints.includes(index + 1),
      })),
      "https://x.example/contacts/1",
    );
  const shownTurns = (card: Card) =>
    [...markdownOf(card).matchAll(/\*\*(?:<font[^>]*>)?(\d+) 客户/g)].map((match) => Number(match[1]));

  test("loses turns from the middle, not more than needed", () => {
    const card = cardWith(long(200, 100, [100]));

    const { content, leftOutTurns } = renderLark(card);
    const shown = shownTurns(card);

    expect(requestBytes(content)).toBeLessThanOrEqual(28 * 1024);
    expect(requestBytes(content)).toBeGreaterThan(26 * 1024);
    expect(shown.slice(0, 4)).toEqual([1, 2, 3, 4]);
    expect(shown.slice(-4)).toEqual([197, 198, 199, 200]);
    expect(shown).toContain(100);
    expect(shown.length + leftOutTurns).toBe(200);
    expect(markdownOf(card)).toContain(`省略 ${leftOutTurns} 轮`);
    expect(markdownOf(card)).toContain("[查看全部](https://x.example/contacts/1)");
    expect(markdownOf(card)).toContain("⋯");
  });

  test("has its longest turns cut before turns are left out", () => {
    const card = cardWith(long(4, 20_000));

    const { content, leftOutTurns } = renderLark(card);

    expect(leftOutTurns).toBe(0);
    expect(requestBytes(content)).toBeLessThanOrEqual(28 * 1024);
    expect(shownTurns(card)).toEqual([1, 2, 3, 4]);
    expect(markdownOf(card)).toContain("啊…");
    expect(markdownOf(card)).toContain("查看全部");
    expect(markdownOf(card)).not.toContain("省略");
  });

  test("keeps opening and closing even when every turn is a hint", () => {
    const card = cardWith(
      long(
        3000,
        500,
        Array.from({ length: 3000 }, (_, index) => index + 1),
      ),
    );

    expect(requestBytes(renderLark(card).content)).toBeLessThanOrEqual(28 * 1024);
    expect(shownTurns(card).slice(0, 4)).toEqual([1, 2, 3, 4]);
    expect(shownTurns(card).slice(-1)).toEqual([3000]);
  });

  test("loses the text of panels last", () => {
    const panel: Block = {
      kind: "panel",
      title: "全部项目",
      open: false,
      blocks: [
        { kind: "text", lines: Array.from({ length: 40 }, () => "长".repeat(2000)) },
        { kind: "fields", fields: [{ label: "种子", value: "9".repeat(2000) }] },
      ],
    };

    const { content } = renderLark(cardWith(conversation([{}]), panel));

    expect(requestBytes(content)).toBeLessThanOrEqual(28 * 1024);
    expect(content).toContain("长…");
    expect(content).toContain("你好");
  });

  test("has its texts cut rather than not being sent at all", () => {
    const lines = Array.from({ length: 400 }, (_, index) => `第${index + 1}行`.padEnd(300, "长"));

    const { content } = renderLark(cardWith({ kind: "text", lines }, conversation([{}])));

    expect(requestBytes(content)).toBeLessThanOrEqual(28 * 1024);
    expect(content).toContain("第40行");
    expect(content).not.toContain("第41行");
    expect(content).toContain("你好");
  });

  test("with 22 items of four options and 20 turns fits whole", () => {
    const card = cardWith(long(20, 60), scoringForm(22, 4));

    const { content, leftOutTurns } = renderLark(card);

    expect(leftOutTurns).toBe(0);
    expect(requestBytes(content)).toBeLessThanOrEqual(28 * 1024);
    expect(elementsOf(JSON.parse(content)).length).toBeLessThanOrEqual(200);
    expect(ofTag(card, "select_static")).toHaveLength(22);
  });

  test("gives up placeholders and lone headings before it gives up questions", () => {
    const card = cardWith(scoringForm(22, 5));

    const { content } = renderLark(card);

    expect(elementsOf(JSON.parse(content)).length).toBeLessThanOrEqual(200);
    expect(ofTag(card, "select_static")).toHaveLength(22);
    expect(content).not.toContain("请选择");
    expect(markdownOf(card)).toContain("**第 6 部分**<br>第 6 项");
  });

  test.each([
    ["options", scoringForm(40, 8)],
    ["words", { ...scoringForm(1, 2), parts: [{ kind: "note" as const, line: "长".repeat(20_000) }] }],
  ])("because its form has too many %s is refused, never cut", (_, form) => {
    expect(() => renderLark(cardWith(form))).toThrow(AppError);
  });
});

test("the answer to a press is a toast and the whole new card", () => {
  const card = cardWith({ kind: "text", lines: ["已评分"] });

  const answer = JSON.parse(callbackAnswer({ toast: { kind: "success", text: "已保存" }, card }));

  expect(answer).toEqual({
    toast: { type: "success", content: "已保存" },
    card: { type: "raw", data: parsed(card) },
  });
  expect(callbackAnswer({})).toBe("{}");
});

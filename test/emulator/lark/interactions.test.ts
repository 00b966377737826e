import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "#emulator/lark/people";
import {
  button,
  card,
  createBed,
  createCounterpart,
  options,
  scoreForm,
  type Bed,
  type Counterpart,
} from "../test-bed.ts";

let bed: Bed;
let program: Counterpart;
let li: Person;

beforeEach(async () => {
  program = await createCounterpart();
  bed = createBed();
  bed.emulator.setWebhookUrl(program.url);
  li = bed.emulator.lark.people.add({ name: "李雷" });
});

afterEach(async () => {
  await bed.emulator.close();
  await program.close();
});

const sendCard = async (...elements: unknown[]): Promise<string> =>
  String((await bed.send(li.openId, card(...elements))).json.data.message_id);
const kinds = () => bed.emulator.logs.violations().map((violation) => violation.kind);
const actions = () => program.received.map(({ content }) => content.event.action);
const filled = { greeting: "3", solution: "2" };

describe("a press", () => {
  test("carries the button's value and where the card is", async () => {
    const messageId = await sendCard(button("申诉", { do: "appeal", task: "t1" }));

    const seen = await bed.emulator.lark.press("李雷", messageId, { text: "申诉" });

    expect(seen).toMatchObject({ status: 200, cardReplaced: false });
    const { event, header } = program.received[0]!.content;
    expect(header.event_type).toBe("card.action.trigger");
    expect(event).toMatchObject({
      operator: { open_id: li.openId, user_id: li.userId },
      action: { tag: "button", value: { do: "appeal", task: "t1" } },
      host: "im_message",
      context: { open_message_id: messageId },
    });
    expect(event.token).toMatch(/^c-/);
  });

  test("finds a button by the value it carries", async () => {
    const messageId = await sendCard(button("看", { id: 1 }), button("看", { id: 2 }));

    await bed.emulator.lark.press("李雷", messageId, { value: { id: 2 } });

    expect(actions()).toMatchObject([{ value: { id: 2 } }]);
  });

  test("puts the place beside the event every third time", async () => {
    const messageId = await sendCard(button("看", { id: 1 }));

    for (let index = 0; index < 3; index += 1)
      await bed.emulator.lark.press("李雷", messageId, { text: "看" });

    const places = program.received.map(({ content }) => [
      content.event.context !== undefined,
      content.context !== undefined,
    ]);
    expect(places).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
  });

  test("on a choice, a date, a tick, a menu and a line outside a form carries what was put in", async () => {
    const callback = { behaviors: [{ type: "callback", value: { at: "x" } }] };
    const messageId = await sendCard(
      { tag: "select_static", name: "s", options: options("a", "b"), ...callback },
      { tag: "date_picker", name: "d", ...callback },
      { tag: "checker", name: "c", ...callback },
      { tag: "overflow", name: "o", options: [{ value: "m1" }], ...callback },
      { tag: "input", name: "i", ...callback },
      { tag: "select_person", name: "p", options: [], ...callback },
    );
    const inputs = { s: "b", d: "2026-11-03", c: true, o: "m1", i: "你好", p: li.openId };

    for (const [name, input] of Object.entries(inputs))
      await bed.emulator.lark.press("李雷", messageId, { name, input });

    expect(actions()).toMatchObject([
      { tag: "select_static", option: "b" },
      { tag: "date_picker", option: "2026-11-03 +0800" },
      { tag: "checker", checked: true },
      { tag: "overflow", option: "m1" },
      { tag: "input", input_value: "你好" },
      { tag: "select_person", option: li.openId },
    ]);
  });

  test("on a link opens it and calls nobody", async () => {
    const link = { behaviors: [{ type: "open_url", default_url: "https://example.com" }] };
    const messageId = await sendCard(button("打开", {}, link));

    const seen = await bed.emulator.lark.press("李雷", messageId, { text: "打开" });

    expect(seen).toMatchObject({ openedUrl: "https://example.com", status: null });
    expect(program.received).toHaveLength(0);
  });

  test("on a field without a callback shows the client's error", async () => {
    const messageId = await sendCard({ tag: "select_static", name: "s", options: options("a") });

    const seen = await bed.emulator.lark.press("李雷", messageId, { name: "s", input: "a" });

    expect(seen.errorToast?.code).toBe(200340);
    expect(kinds()).toEqual(["no-callback"]);
  });

  test.each<[string, object, string]>([
    ["nothing on the card", { text: "没有" }, "0 components"],
    ["two alike", { text: "看" }, "2 components"],
    ["a disabled button", { text: "灰" }, "is disabled"],
    ["a choice that is not offered", { name: "s", input: "z" }, "does not offer z"],
  ])("on %s is the test's mistake", async (_what, target, reason) => {
    const messageId = await sendCard(
      button("看", { id: 1 }),
      button("看", { id: 2 }),
      button("灰", { id: 3 }, { disabled: true }),
      {
        tag: "select_static",
        name: "s",
        options: options("a"),
        behaviors: [{ type: "callback", value: {} }],
      },
    );

    await expect(bed.emulator.lark.press("李雷", messageId, target)).rejects.toThrow(reason);
  });

  test("by somebody who does not see the card is the test's mistake", async () => {
    bed.emulator.lark.people.add({ name: "韩梅梅" });
    const messageId = await sendCard(button("看", {}));

    await expect(bed.emulator.lark.press("韩梅梅", messageId, { text: "看" })).rejects.toThrow(
      "does not see",
    );
  });

  test("does nothing after 14 days and on a message taken back", async () => {
    const old = await sendCard(button("看", {}));
    bed.emulator.clock.forward(14 * 86_400 + 1);
    const gone = await sendCard(button("看", {}));
    bed.emulator.lark.messages.remove(gone, "deleted");

    const seen = [
      await bed.emulator.lark.press("李雷", old, { text: "看" }),
      await bed.emulator.lark.press("李雷", gone, { text: "看" }),
    ];

    expect(seen.map((each) => each.ignored)).toEqual(["too-old", "deleted"]);
    expect(program.received).toHaveLength(0);
  });
});

describe("a submit", () => {
  test("carries every field once, untouched ones absent or empty by turns", async () => {
    const messageId = await sendCard(scoreForm());

    for (let index = 0; index < 2; index += 1)
      await bed.emulator.lark.submit("李雷", messageId, "submit", filled);

    expect(actions()).toEqual([
      { value: { do: "score", task: "t1" }, tag: "button", name: "submit", form_value: filled },
      {
        value: { do: "score", task: "t1" },
        tag: "button",
        name: "submit",
        form_value: { ...filled, comment: "" },
      },
    ]);
  });

  test("without a required field stays with the client", async () => {
    const messageId = await sendCard(scoreForm());

    const seen = await bed.emulator.lark.submit("李雷", messageId, "submit", { greeting: "1" });

    expect(seen).toMatchObject({
      clientWarning: "有必填项未填写",
      missing: ["solution"],
      cardReplaced: false,
    });
    expect(program.received).toHaveLength(0);
    expect(kinds()).toEqual([]);
  });

  test("keeps what the card had filled in, and spells ticks and lists both ways", async () => {
    const messageId = await sendCard(
      scoreForm(
        { tag: "input", name: "note", default_value: "照旧" },
        { tag: "checker", name: "tick" },
        { tag: "multi_select_static", name: "areas", required: false, options: options("a", "b", "c") },
        { tag: "picker_datetime", name: "when", initial_datetime: "2026-11-03 09:00" },
      ),
    );
    const fields = { ...filled, tick: true, areas: ["a", "c"] };

    for (let index = 0; index < 2; index += 1)
      await bed.emulator.lark.submit("李雷", messageId, "submit", fields);

    const shared = { ...filled, note: "照旧", when: "2026-11-03 09:00 +0800" };
    expect(actions().map((action) => action.form_value)).toEqual([
      { ...shared, tick: true, areas: ["a", "c"] },
      { ...shared, comment: "", tick: "true", areas: '["a","c"]' },
    ]);
    expect(actions()[0].timezone).toBe("Asia/Shanghai");
  });

  test("treats a multiple choice as required unless it says otherwise", async () => {
    const messageId = await sendCard(
      scoreForm({ tag: "multi_select_static", name: "areas", options: options("a") }),
    );

    const seen = await bed.emulator.lark.submit("李雷", messageId, "submit", filled);

    expect(seen.missing).toEqual(["areas"]);
  });

  test.each<[string, Record<string, string | boolean | string[]>, string]>([
    ["an unknown field", { other: "1" }, "has no field other"],
    ["an option that is not offered", { greeting: "9" }, "does not offer 9"],
    ["a comment that is too long", { comment: "字".repeat(21) }, "at most 20"],
    ["two lines in one line", { comment: "a\nb" }, "one line"],
    ["a list for a single choice", { greeting: ["1"] }, "takes a text"],
  ])("with %s is the test's mistake", async (_what, fields, reason) => {
    const messageId = await sendCard(scoreForm());

    const submitting = bed.emulator.lark.submit("李雷", messageId, "submit", { ...filled, ...fields });

    await expect(submitting).rejects.toThrow(reason);
  });

  test("goes by the card that stands now, not by the one sent first", async () => {
    const messageId = await sendCard(scoreForm());
    await bed.call("PATCH", `im/v1/messages/${messageId}`, {
      content: JSON.stringify(card({ tag: "markdown", content: "已评分" })),
    });

    const submitting = bed.emulator.lark.submit("李雷", messageId, "submit", filled);

    await expect(submitting).rejects.toThrow("0 components");
  });
});

describe("the answer", () => {
  const pressOnce = async () => {
    const messageId = await sendCard(button("看", { id: 1 }));
    return { messageId, seen: await bed.emulator.lark.press("李雷", messageId, { text: "看" }) };
  };
  const fresh = card({ tag: "markdown", content: "已处理" });

  test("shows its toast and puts the new card in place", async () => {
    program.react({
      body: { toast: { type: "success", content: "已提交" }, card: { type: "raw", data: fresh } },
    });

    const { messageId, seen } = await pressOnce();

    expect(seen).toMatchObject({ toast: { type: "success", content: "已提交" }, cardReplaced: true });
    expect(bed.emulator.lark.messages.get(messageId)).toMatchObject({
      content: fresh,
      updates: [{ by: "callback" }],
    });
    expect(kinds()).toEqual([]);
  });

  test.each<[string, object, number, string]>([
    ["of HTTP 500", { status: 500 }, 200671, "status"],
    ["that redirects", { status: 302 }, 200671, "status"],
    ["that is no JSON", { text: "ok" }, 200672, "body"],
    ["that is empty", { text: "" }, 200672, "body"],
    ["that is a list", { body: [] }, 200672, "body"],
    ["with an unknown toast type", { body: { toast: { type: "happy", content: "x" } } }, 200672, "body"],
    [
      "with a toast in no language",
      { body: { toast: { type: "info", content: "x", i18n: { klingon: "x" } } } },
      200672,
      "body",
    ],
    ["with a bare card", { body: { card: fresh } }, 200673, "card"],
    [
      "with a card of version 1.0",
      { body: { card: { type: "raw", data: { elements: [] } } } },
      200830,
      "card-version",
    ],
    [
      "with a wrong card",
      { body: { card: { type: "raw", data: card({ tag: "form", name: "f", elements: [] }) } } },
      200673,
      "card",
    ],
    [
      "with a card above 30 KB",
      { body: { card: { type: "raw", data: card({ tag: "markdown", content: "字".repeat(11_000) }) } } },
      200673,
      "card",
    ],
  ])("%s shows error %i and counts as a violation", async (_what, reaction, code, kind) => {
    program.react(reaction);

    const { messageId, seen } = await pressOnce();

    expect(seen).toMatchObject({ errorToast: { code, kind }, cardReplaced: false });
    expect(bed.emulator.lark.messages.get(messageId).updates).toEqual([]);
    expect(kinds()).toEqual(["callback-answer"]);
  });

  test("that does not come in three seconds shows 200341, and there is no second try", async () => {
    program.react({ never: true });

    const { seen } = await pressOnce();
    bed.emulator.clock.forward(100_000);
    await bed.emulator.lark.deliveries.settled();

    expect(seen).toMatchObject({ status: null, errorToast: { code: 200341, kind: "timeout" } });
    expect(program.received).toHaveLength(1);
    expect(kinds()).toEqual(["callback-late"]);
  });

  test("of a program that is not there shows 200342, which is not the program's fault", async () => {
    await program.close();

    const { seen } = await pressOnce();

    expect(seen.errorToast?.code).toBe(200342);
    expect(kinds()).toEqual([]);
  });
});

describe("the update token", () => {
  const update = (token: string | undefined, content: unknown = card({ tag: "hr" })) =>
    bed.call("POST", "interactive/v1/card/update", { token, card: content });
  const tokenOfPress = async () => {
    const messageId = await sendCard(button("看", {}));
    return {
      messageId,
      token: (await bed.emulator.lark.press("李雷", messageId, { text: "看" })).updateToken,
    };
  };

  test("changes the card twice and no third time", async () => {
    const { messageId, token } = await tokenOfPress();

    const codes = [];
    for (let index = 0; index < 3; index += 1) codes.push((await update(token)).json.code);

    expect(codes).toEqual([0, 0, 300040]);
    expect(bed.emulator.lark.messages.get(messageId).updates.map((each) => each.by)).toEqual([
      "delayed-update",
      "delayed-update",
    ]);
    expect(kinds()).toEqual(["update-token"]);
  });

  test("is out of date after 30 minutes", async () => {
    const { token } = await tokenOfPress();

    bed.emulator.clock.forward(1_801);

    expect((await update(token)).json.code).toBe(300030);
  });

  test("is refused when it is invented, and before the callback was answered", async () => {
    program.react({ never: true });
    const messageId = await sendCard(button("看", {}));
    const pressing = bed.emulator.lark.press("李雷", messageId, { text: "看" });
    await bed.emulator.until(() => bed.emulator.lark.deliveries.list().length === 1);
    while (program.received.length === 0) await new Promise(setImmediate);

    const early = await update(program.received[0]?.content.event.token);
    const invented = await update("c-1");
    await pressing;

    expect([early.json.code, invented.json.code]).toEqual([10002, 300020]);
  });
});

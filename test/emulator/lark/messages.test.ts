import { beforeEach, expect, test } from "vitest";
import type { Person } from "#emulator/lark/people";
import { card, createBed, type Bed } from "../test-bed.ts";

let bed: Bed;
let li: Person;

beforeEach(() => {
  bed = createBed(new Date("2026-11-03T01:00:00Z"));
  li = bed.emulator.lark.people.add({ name: "李雷", email: "li@example.com" });
});

const kinds = () => bed.emulator.logs.violations().map((violation) => violation.kind);
const patch = (messageId: string, content: unknown) =>
  bed.call("PATCH", `im/v1/messages/${messageId}`, { content: JSON.stringify(content) });
const sendTo = (type: string, id: string, body: object = {}) =>
  bed.call("POST", `im/v1/messages?receive_id_type=${type}`, {
    receive_id: id,
    msg_type: "text",
    content: JSON.stringify({ text: "你好" }),
    ...body,
  });

test("a sent message answers with what the platform gives back, and opens the chat with the person", async () => {
  const answer = await bed.send(li.openId, "你好");

  const chat = bed.emulator.lark.chats.withPerson(li.openId);
  expect(answer.json).toMatchObject({
    code: 0,
    data: {
      msg_type: "text",
      chat_id: chat.chatId,
      deleted: false,
      updated: false,
      sender: { id_type: "app_id", sender_type: "app" },
      body: { content: '{"text":"你好"}' },
    },
  });
  expect(Number(answer.json.data.create_time)).toBeGreaterThanOrEqual(Date.parse("2026-11-03T01:00:00Z"));
  expect(bed.emulator.lark.messages.list({ receiver: li.openId })).toHaveLength(1);
});

test("one person is reached by every kind of id, always in the same chat", async () => {
  const chat = bed.emulator.lark.chats.withPerson(li.openId);

  const answers = [
    await sendTo("open_id", li.openId),
    await sendTo("user_id", li.userId),
    await sendTo("union_id", li.unionId),
    await sendTo("email", "li@example.com"),
    await sendTo("chat_id", chat.chatId),
  ];

  expect(answers.map((answer) => answer.json.data?.chat_id)).toEqual(Array(5).fill(chat.chatId));
});

test("the same uuid within an hour gives the same message, after an hour a new one", async () => {
  const first = await bed.send(li.openId, "一", { uuid: "key" });
  const again = await bed.send(li.openId, "一", { uuid: "key" });
  bed.emulator.clock.forward(3601);
  const later = await bed.send(li.openId, "一", { uuid: "key" });

  expect(again.json.data.message_id).toBe(first.json.data.message_id);
  expect(later.json.data.message_id).not.toBe(first.json.data.message_id);
  expect(bed.emulator.lark.messages.list()).toHaveLength(2);
});

test("a uuid of 50 characters is taken, one of 51 is refused", async () => {
  const taken = await bed.send(li.openId, "一", { uuid: "键".repeat(50) });
  const refused = await bed.send(li.openId, "一", { uuid: "k".repeat(51) });

  expect(taken.json.code).toBe(0);
  expect([refused.status, refused.json.code]).toEqual([400, 230001]);
  expect(kinds()).toEqual(["uuid-too-long"]);
});

test("a send that failed does not use its uuid up", async () => {
  bed.emulator.lark.people.change(li.openId, { available: false });
  const failed = await bed.send(li.openId, "一", { uuid: "key" });
  bed.emulator.lark.people.change(li.openId, { available: true });

  const sent = await bed.send(li.openId, "一", { uuid: "key" });

  expect([failed.json.code, sent.json.code]).toEqual([230013, 0]);
});

test.each<[string, string, string, number]>([
  ["an unknown open_id", "open_id", "ou_nobody", 99992351],
  ["a chat id where an open_id belongs", "open_id", "oc_1", 230034],
  ["an unknown e-mail", "email", "no@example.com", 230034],
  ["an unknown chat", "chat_id", "oc_nowhere", 99992356],
  ["an unknown kind of id", "phone", "1", 230001],
])("%s is refused", async (_what, type, id, code) => {
  const answer = await sendTo(type, id);

  expect([answer.status, answer.json.code]).toEqual([400, code]);
});

test.each<[string, object, number]>([
  ["out of the app's range", { available: false }, 230013],
  ["who has left", { resigned: true }, 230029],
  ["who blocked the bot", { blocked: true }, 230035],
  ["known under another app's id", { otherApp: true }, 99992361],
])("a person %s cannot be written to, and that is no violation", async (_what, change, code) => {
  bed.emulator.lark.people.change(li.openId, change);

  const answer = await bed.send(li.openId, "你好");

  expect(answer.json.code).toBe(code);
  expect(kinds()).toEqual([]);
});

test.each<[string, object, number]>([
  ["without the bot", { botInside: false }, 230002],
  ["that was dissolved", { dissolved: true }, 232009],
  ["where only the owner speaks", { muted: true }, 230035],
])("a group %s takes nothing", async (_what, change, code) => {
  const group = bed.emulator.lark.chats.addGroup({ name: "一组" });
  Object.assign(group, change);

  const answer = await sendTo("chat_id", group.chatId);

  expect(answer.json.code).toBe(code);
});

test.each<[string, object]>([
  ["content that is no JSON", { content: "hello" }],
  ["content that is no string", { content: { text: "x" } }],
  ["a text without text", { content: "{}" }],
  ["an unknown type", { msg_type: "poem" }],
  ["a post without lines", { msg_type: "post", content: '{"zh_cn":{"title":"x"}}' }],
  ["an image that was never uploaded", { msg_type: "image", content: '{"image_key":"img_x"}' }],
])("%s is a bad parameter", async (_what, body) => {
  const answer = await sendTo("open_id", li.openId, body);

  expect(answer.json.code).toBe(230001);
  expect(kinds()).toEqual(["bad-parameter"]);
});

test("texts above 150 KB are too long, and so are rich texts above 30 KB, counted in bytes", async () => {
  const text = await bed.send(li.openId, "字".repeat(51_200));
  const lines = JSON.stringify({ zh_cn: { title: "字".repeat(10_240), content: [[]] } });
  const rich = await sendTo("open_id", li.openId, { msg_type: "post", content: lines });

  expect([text.json.code, rich.json.code]).toEqual([230025, 230025]);
  expect(kinds()).toEqual(["too-large", "too-large"]);
});

test("a card above 30 KB is a wrong card, when it is sent and when it is patched", async () => {
  const fits = await bed.send(li.openId, card({ tag: "markdown", content: "字".repeat(10_000) }));
  const big = card({ tag: "markdown", content: "字".repeat(10_240) });

  const sent = await bed.send(li.openId, big);
  const patched = await patch(fits.json.data.message_id, big);

  expect([fits.json.code, sent.json.code, patched.json.code]).toEqual([0, 230099, 230099]);
  expect(sent.json.msg).toMatch(/ErrCode: 11310; ErrPath: ROOT; ErrMsg: card size over limit 30 KB;/);
  expect(kinds()).toEqual(["card-invalid", "card-invalid"]);
});

test("a wrong card is refused with the place of the fault", async () => {
  const answer = await bed.send(
    li.openId,
    card({ tag: "hr" }, { tag: "hr" }, { tag: "form", name: "f", elements: [] }),
  );

  expect([answer.status, answer.json.code]).toEqual([400, 230099]);
  expect(answer.json.msg).toBe(
    "Failed to create card content, ext=ErrCode: 11310; ErrPath: ROOT -> body -> elements -> [2](tag: form); " +
      "ErrMsg: a form needs a submit button; ErrorValue: f;",
  );
  expect(bed.emulator.logs.counts()["violation:card-invalid"]).toBe(1);
});

test("a patch replaces the card and keeps its history", async () => {
  const sent = await bed.send(li.openId, card({ tag: "markdown", content: "一" }));
  const messageId = String(sent.json.data.message_id);

  await patch(messageId, card({ tag: "markdown", content: "二" }));
  await patch(messageId, card({ tag: "markdown", content: "三" }));

  const message = bed.emulator.lark.messages.get(messageId);
  const shown = (content: any) => content.body.elements[0].content;
  expect(shown(message.firstContent)).toBe("一");
  expect(message.updates.map((update) => shown(update.content))).toEqual(["二", "三"]);
  expect(shown(message.content)).toBe("三");
});

test("a card that is not declared shared cannot be patched, before or after", async () => {
  const unshared = { schema: "2.0", body: { elements: [{ tag: "hr" }] } };
  const first = await bed.send(li.openId, unshared);
  const second = await bed.send(li.openId, card({ tag: "hr" }));

  const codes = [
    (await patch(first.json.data.message_id, card({ tag: "hr" }))).json.code,
    (await patch(second.json.data.message_id, unshared)).json.code,
  ];

  expect(codes).toEqual([230001, 230001]);
  expect(kinds()).toEqual(["patch-not-shared", "patch-not-shared"]);
});

test("a card is patched for 14 days and no longer", async () => {
  const sent = await bed.send(li.openId, card({ tag: "hr" }));

  bed.emulator.clock.forward(14 * 86_400 - 60);
  const inTime = await patch(sent.json.data.message_id, card({ tag: "hr" }));
  bed.emulator.clock.forward(120);
  const late = await patch(sent.json.data.message_id, card({ tag: "hr" }));

  expect([inTime.json.code, late.json.code]).toEqual([0, 230031]);
  expect(kinds()).toEqual(["patch-too-old"]);
});

test("a recalled, a deleted and an unknown message are told apart", async () => {
  const recalled = (await bed.send(li.openId, card({ tag: "hr" }))).json.data.message_id;
  const deleted = (await bed.send(li.openId, card({ tag: "hr" }))).json.data.message_id;
  await bed.call("DELETE", `im/v1/messages/${recalled}`);
  bed.emulator.lark.messages.remove(deleted, "deleted");

  const codes = [];
  for (const id of [recalled, deleted, "om_unknown"])
    codes.push((await patch(id, card({ tag: "hr" }))).json.code);

  expect(codes).toEqual([230011, 230110, 99992354]);
});

test("an address that does not exist is answered 404 and noted", async () => {
  const response = await bed.emulator.app.request("/emulator/open-apis/im/v9/messages", { method: "POST" });

  expect(response.status).toBe(404);
  expect(kinds()).toEqual(["unknown-api"]);
});

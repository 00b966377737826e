import { expect, test } from "vitest";
import { envelope, readEvent, readSealed } from "./sealed.ts";

type Fields = Readonly<Record<string, unknown>>;

function message(fields: Fields = {}, sender: Fields = {}) {
  return envelope("im.message.receive_v1", {
    sender: { sender_id: { open_id: "ou_li", union_id: "on_1" }, sender_type: "user", ...sender },
    message: {
      message_id: "om_1",
      create_time: "1793667500000",
      chat_id: "oc_1",
      chat_type: "p2p",
      message_type: "text",
      content: JSON.stringify({ text: " 我的成绩 " }),
      ...fields,
    },
  });
}

test("a private message is read and keyed by its message id", () => {
  expect(readEvent(message())).toEqual({
    platform: "lark",
    appId: "cli_a1",
    key: "lark:message:om_1",
    at: new Date(1793667500000),
    kind: "message",
    userId: "ou_li",
    chatId: "oc_1",
    isGroup: false,
    messageId: "om_1",
    text: "我的成绩",
    isBotMentioned: false,
    mentions: [],
  });
});

const bot = { key: "@_user_1", id: { open_id: "ou_bot" }, mentioned_type: "bot", name: "星评" };
const han = { key: "@_user_10", id: { open_id: "ou_han" }, mentioned_type: "user", name: "韩梅梅" };

test("in a group the bot's mention goes and people's names come", () => {
  const content = JSON.stringify({ text: "@_user_1 提名 @_user_10 耐心" });

  const event = readEvent(message({ chat_type: "group", content, mentions: [bot, han] }));

  expect(event).toMatchObject({
    isGroup: true,
    isBotMentioned: true,
    text: "提名 @韩梅梅 耐心",
    mentions: [{ userId: "ou_han", name: "韩梅梅" }],
  });
});

test("a group message that mentions only people is not for the bot", () => {
  const content = JSON.stringify({ text: "@_user_10 你好" });

  const event = readEvent(message({ chat_type: "group", content, mentions: [han] }));

  expect(event).toMatchObject({ isBotMentioned: false, text: "@韩梅梅 你好" });
});

const everybody = { key: "@_all", id: { open_id: "" }, name: "所有人" };
const otherBot = { ...bot, id: { open_id: "ou_other_bot" }, name: "考勤" };
const untyped = ({ key, id, name }: typeof bot) => ({ key, id, name });

test.each([
  ["everybody", [everybody]],
  ["everybody as a bot", [{ ...everybody, mentioned_type: "bot" }]],
  ["a person without a type", [untyped(han)]],
  ["anybody without a type", [untyped(bot)]],
])("while its own id is unknown, a bot is not meant by a mention of %s", (_, mentions) => {
  const content = JSON.stringify({ text: `${mentions[0]!.key} 帮助` });

  expect(readEvent(message({ chat_type: "group", content, mentions }))).toMatchObject({
    isBotMentioned: false,
  });
});

test.each([
  ["everybody", [everybody]],
  ["another bot", [otherBot]],
  ["a person", [han]],
])("a bot that knows its own id is not meant by a mention of %s", (_, mentions) => {
  const content = JSON.stringify({ text: `${mentions[0]!.key} 帮助` });

  const event = readEvent(message({ chat_type: "group", content, mentions }), { ownId: "ou_bot" });

  expect(event).toMatchObject({ isBotMentioned: false });
});

test.each([
  ["with a type", bot],
  ["without one", untyped(bot)],
])("a bot that knows its own id knows itself %s, after whomever it is named", (_, own) => {
  const mentions = [{ ...otherBot, key: "@_user_2" }, own, everybody];
  const content = JSON.stringify({ text: "@_user_1 @_all 提名 @_user_2" });

  const event = readEvent(message({ chat_type: "group", content, mentions }), { ownId: "ou_bot" });

  expect(event).toMatchObject({
    isBotMentioned: true,
    text: "提名 @考勤",
    mentions: [{ userId: "ou_other_bot", name: "考勤" }],
  });
});

test("a rich text gives its words", () => {
  const content = JSON.stringify({
    title: "金点子",
    content: [
      [
        { tag: "text", text: "退款进度 " },
        { tag: "a", text: "做成卡片", href: "https://x.example" },
      ],
      [
        { tag: "at", user_id: "@_user_10" },
        { tag: "img", image_key: "img_1" },
      ],
    ],
  });

  const event = readEvent(message({ message_type: "post", content, mentions: [han] }));

  expect(event).toMatchObject({ text: "金点子\n退款进度 做成卡片\n@韩梅梅" });
});

test("a rich text may have its locale on top", () => {
  const content = JSON.stringify({ zh_cn: { title: "", content: [[{ tag: "text", text: "帮助" }]] } });

  expect(readEvent(message({ message_type: "post", content }))).toMatchObject({ text: "帮助" });
});

test.each([
  ["image", '{"image_key":"img_1"}'],
  ["text", "no json"],
  ["text", '"just text"'],
  ["sticker", ""],
])("a message of type %s with content %j has no words", (messageType, content) => {
  expect(readEvent(message({ message_type: messageType, content }))).toMatchObject({ text: "" });
});

test.each([
  ["NUL", "a\0b", "a\uFFFDb"],
  ["half a surrogate pair", "a\uD83Db", "a\uFFFDb"],
  ["a whole pair", "a\u{1F600}b", "a\u{1F600}b"],
])("words with %s can be stored", (_, typed, read) => {
  const said = readEvent(message({ content: JSON.stringify({ text: typed }) }));
  const filledIn = readEvent(
    envelope("card.action.trigger", {
      operator: { open_id: "ou_li" },
      action: { value: { do: "x", note: typed }, form_value: { [`${typed}-field`]: typed } },
      context: { open_message_id: "om_1" },
    }),
  );

  expect(said).toMatchObject({ text: read });
  expect(filledIn).toMatchObject({ action: { note: read }, form: { [`${read}-field`]: read } });
});

test("what another bot writes is ignored", () => {
  expect(readSealed(message({}, { sender_type: "app" })).kind).toBe("ignored");
});

test.each([
  ["no sender", message({}, { sender_id: {} })],
  ["no message id", message({ message_id: "" })],
  ["no chat", message({ chat_id: null })],
  ["no event", envelope("im.message.receive_v1", null)],
  ["a press by nobody", envelope("card.action.trigger", { action: { value: { do: "x" } } })],
  [
    "a menu without key",
    envelope("application.bot.menu_v6", { operator: { operator_id: { open_id: "ou" } } }),
  ],
])("%s is unreadable", (_, body) => {
  expect(readSealed(body).kind).toBe("unreadable");
});

test("entering the chat, being added and being removed are read", () => {
  const who = { operator_id: { open_id: "ou_li" }, chat_id: "oc_1", name: "客服一组" };

  const entered = readEvent(envelope("im.chat.access_event.bot_p2p_chat_entered_v1", who));
  const added = readEvent(envelope("im.chat.member.bot.added_v1", who));
  const removed = readEvent(envelope("im.chat.member.bot.deleted_v1", { chat_id: "oc_1" }));

  expect(entered).toMatchObject({ kind: "chat-entered", userId: "ou_li", chatId: "oc_1" });
  expect(added).toMatchObject({ kind: "bot-added", chatId: "oc_1", name: "客服一组", userId: "ou_li" });
  expect(removed).toMatchObject({ kind: "bot-removed", chatId: "oc_1", name: null, userId: null });
});

function press(action: Fields, around: Fields = {}, beside: Fields = {}) {
  const event = {
    operator: { open_id: "ou_li" },
    token: "c-1",
    action,
    host: "im_message",
    context: { open_message_id: "om_1", open_chat_id: "oc_1" },
    ...around,
  };
  return { ...envelope("card.action.trigger", event), ...beside };
}
const open = { do: "score.open", task: "t1", revision: 2 };

test("a press carries who, where and what", () => {
  expect(readEvent(press({ value: open, tag: "button" }))).toMatchObject({
    kind: "card-action",
    key: "lark:event:ev-1",
    userId: "ou_li",
    chatId: "oc_1",
    messageId: "om_1",
    action: open,
    form: {},
  });
});

test.each([
  [
    "beside the event",
    press(
      { value: open },
      { context: undefined },
      { context: { open_message_id: "om_2", open_chat_id: "oc_2" } },
    ),
  ],
  [
    "in the event itself",
    press({ value: open }, { context: undefined, open_message_id: "om_2", open_chat_id: "oc_2" }),
  ],
  [
    "at the top",
    press({ value: open }, { context: undefined }, { open_message_id: "om_2", open_chat_id: "oc_2" }),
  ],
])("the context may be %s", (_, body) => {
  expect(readEvent(body)).toMatchObject({ messageId: "om_2", chatId: "oc_2" });
});

test("the value may be JSON text", () => {
  expect(readEvent(press({ value: JSON.stringify(open) }))).toMatchObject({ action: open });
});

test("without a value the button's name says the action", () => {
  const name = "score_ask-skip__task_s0190c0de-1111__revision_n2";

  expect(readEvent(press({ name, tag: "button" }))).toMatchObject({
    action: { do: "score.ask-skip", task: "0190c0de-1111", revision: 2 },
  });
});

test("what is neither text nor number is left out of the action", () => {
  const event = readEvent(press({ value: { do: "x", a: null, b: {}, c: true, d: 1 } }));

  expect(event).toMatchObject({ action: { do: "x", d: 1 } });
  expect(Object.keys((event as { action: object }).action)).toEqual(["do", "d"]);
});

test("a press that means nothing is unreadable", () => {
  const reading = readSealed(press({ value: {}, name: "Button 1" }));

  expect(reading).toMatchObject({ kind: "unreadable", isPress: true });
});

test("a form gives the answers as text and leaves untouched fields out", () => {
  const form_value = {
    "item-a": "3",
    comment: " 很好\n继续 ",
    none: null,
    empty: "",
    blank: "  ",
    list: ["a", "b"],
    listText: '["a","b"]',
    emptyList: [],
    yes: true,
    yesText: "true",
    count: 3,
    object: { a: 1 },
  };

  const event = readEvent(press({ value: open, name: "submit", form_value }));

  expect(event).toMatchObject({
    form: {
      "item-a": "3",
      comment: "很好\n继续",
      list: "a,b",
      listText: "a,b",
      yes: "true",
      yesText: "true",
      count: "3",
    },
  });
  expect(Object.keys((event as { form: object }).form)).toHaveLength(7);
});

test("a form may be JSON text", () => {
  const form_value = JSON.stringify({ "item-a": "3", list: ["a", "b"] });

  expect(readEvent(press({ value: open, form_value }))).toMatchObject({
    form: { "item-a": "3", list: "a,b" },
  });
});

test.each(["no json", "[1]", "7", "null", ""])("a form that is the text %j holds nothing", (form_value) => {
  expect(readEvent(press({ value: open, form_value }))).toMatchObject({ action: open, form: {} });
});

test.each([
  [{ input_value: "改进" }, "改进"],
  [{ option: "ou_han" }, "ou_han"],
  [{ options: ["a", "b"] }, "a,b"],
  [{ checked: false }, "false"],
])("a component of its own gives its answer by name: %j", (given, expected) => {
  expect(readEvent(press({ value: open, name: "field", ...given }))).toMatchObject({
    form: { field: expected },
  });
});

test("a field called __proto__ is only a field", () => {
  const body = JSON.parse(JSON.stringify(press({ value: open })));
  body.event.action.form_value = JSON.parse('{"__proto__":"x"}');

  const event = readEvent(body) as { form: Record<string, string> };

  expect(Object.hasOwn(event.form, "__proto__")).toBe(true);
  expect(Object.getPrototypeOf(event.form)).toBe(Object.prototype);
});

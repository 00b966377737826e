import { Client, DefaultCache } from "@larksuiteoapi/node-sdk";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { card, LARK } from "./test-bed.ts";

const quiet = (): void => undefined;
const SILENT = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet };

let emulator: Emulator;
let listening: ListeningEmulator;
let client: Client;

beforeEach(async () => {
  emulator = createEmulator({ lark: LARK });
  listening = await listenEmulator(emulator);
  client = new Client({
    appId: LARK.appId,
    appSecret: LARK.appSecret,
    domain: `${listening.url}/emulator`,
    // The default cache is shared by all clients of a process and would keep the token of another emulator.
    cache: new DefaultCache(),
    logger: SILENT,
  });
});

afterEach(() => listening.close());

test("the official client sends, answers and patches a card", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });

  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: { receive_id: li.openId, msg_type: "interactive", content: JSON.stringify(card({ tag: "hr" })) },
  });
  const messageId = sent.data?.message_id ?? "";
  await client.im.v1.message.reply({
    path: { message_id: messageId },
    data: { msg_type: "text", content: JSON.stringify({ text: "收到" }) },
  });
  const patched = await client.im.v1.message.patch({
    path: { message_id: messageId },
    data: { content: JSON.stringify(card({ tag: "markdown", content: "新" })) },
  });

  expect(sent.code).toBe(0);
  expect(patched.code).toBe(0);
  const [first, second] = emulator.lark.messages.list({ receiver: li.openId });
  expect(first?.content).toMatchObject({ body: { elements: [{ tag: "markdown", content: "新" }] } });
  expect(first?.updates.map((update) => update.by)).toEqual(["patch"]);
  expect(second).toMatchObject({ msgType: "text", replyTo: messageId, content: { text: "收到" } });
  expect(emulator.logs.violations()).toEqual([]);
});

test("the official client looks people up and lists groups", async () => {
  const han = emulator.lark.people.add({
    name: "韩梅梅",
    email: "han@example.com",
    mobile: "+8613800000000",
  });
  emulator.lark.chats.addGroup({ name: "客服一组", members: [han.openId] });

  const users = await client.contact.v3.user.batchGetId({
    params: { user_id_type: "open_id" },
    data: { emails: ["han@example.com", "nobody@example.com"] },
  });
  const chats = await client.im.v1.chat.list({ params: { page_size: 100 } });

  expect(users.data?.user_list).toMatchObject([
    { email: "han@example.com", user_id: han.openId },
    { email: "nobody@example.com" },
  ]);
  expect(users.data?.user_list?.[1]).not.toHaveProperty("user_id");
  expect(chats.data?.items?.map((chat) => chat.name)).toEqual(["客服一组"]);
});

test("the official client uploads a picture and shows it in a card", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex");

  const uploaded = await client.im.v1.image.create({ data: { image_type: "message", image: png } });
  const key = uploaded?.image_key ?? "";
  const sent = await client.im.v1.message.create({
    params: { receive_id_type: "open_id" },
    data: {
      receive_id: li.openId,
      msg_type: "interactive",
      content: JSON.stringify(card({ tag: "img", img_key: key, alt: { tag: "plain_text", content: "" } })),
    },
  });

  expect(key).toMatch(/^img_/);
  expect(sent.code).toBe(0);
});

test("a cut connection reaches the client as an error, and nothing was sent", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  emulator.faults.add({ path: "im/v1/messages", times: 1, down: true });
  const send = (): Promise<unknown> =>
    client.im.v1.message.create({
      params: { receive_id_type: "open_id" },
      data: { receive_id: li.openId, msg_type: "text", content: JSON.stringify({ text: "你好" }) },
    });

  await expect(send()).rejects.toThrow();

  expect(emulator.lark.messages.list()).toHaveLength(0);
  await send();
  expect(emulator.lark.messages.list()).toHaveLength(1);
});

test("a connection cut after the message was taken leaves one message, also after the repeat with its uuid", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  emulator.faults.add({ path: "im/v1/messages", times: 1, dropAfterAccept: true });
  const send = (): Promise<{ code?: number | undefined }> =>
    client.im.v1.message.create({
      params: { receive_id_type: "open_id" },
      data: {
        receive_id: li.openId,
        msg_type: "text",
        content: JSON.stringify({ text: "你好" }),
        uuid: "key-1",
      },
    });

  await expect(send()).rejects.toThrow();
  const repeated = await send();

  expect(repeated.code).toBe(0);
  expect(emulator.lark.messages.list()).toHaveLength(1);
});

test("a withheld answer comes when it is released, and the message is there before", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  emulator.faults.add({ path: "im/v1/messages", withhold: true });
  let isAnswered = false;

  const sending = client.im.v1.message
    .create({
      params: { receive_id_type: "open_id" },
      data: { receive_id: li.openId, msg_type: "text", content: JSON.stringify({ text: "你好" }) },
    })
    .finally(() => void (isAnswered = true));
  await emulator.until(() => emulator.faults.withheld().length === 1);

  expect(emulator.lark.messages.list()).toHaveLength(1);
  expect(isAnswered).toBe(false);
  expect(emulator.faults.release()).toBe(1);
  expect((await sending).code).toBe(0);
});

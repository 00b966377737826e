import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Card } from "#cards/card";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { type ListeningEmulator, listenEmulator } from "#emulator/listen";
import { callbackAnswer } from "#platforms/lark/answer";
import { createLarkPlatform } from "#platforms/lark/client";
import { prepareLark, readWebhook, type WebhookReading } from "#platforms/lark/webhook";
import type { ChatPlatform } from "#ports/chat";

const SETTINGS = {
  appId: "cli_00000000000000aa",
  appSecret: "secret",
  encryptKey: "test key",
  verificationToken: "verification",
};

let emulator: Emulator;
let listening: ListeningEmulator;
let program: Server;
let readings: WebhookReading[];
let answerCard: Card | undefined;
let lark: ChatPlatform;

beforeEach(async () => {
  readings = [];
  answerCard = undefined;
  emulator = createEmulator({ lark: SETTINGS });
  listening = await listenEmulator(emulator);
  program = await startProgram();
  emulator.setWebhookUrl(`http://127.0.0.1:${(program.address() as AddressInfo).port}/`);
  lark = createLarkPlatform({ ...SETTINGS, baseUrl: `${listening.url}/emulator` });
});
afterEach(async () => {
  await listening.close();
  program.closeAllConnections();
  program.close();
});

/** The smallest entrance: reads, keeps, answers. */
async function startProgram(): Promise<Server> {
  const prepared = prepareLark(SETTINGS);
  const server = createServer(async (request, response) => {
    const header = (name: string) => request.headers[name] as string | undefined;
    const rawBody = await bodyOf(request);
    const reading = readWebhook(prepared, {
      rawBody,
      header,
      now: emulator.clock.now(),
      ownId: lark.ownId.known(),
    });
    readings.push(reading);
    response.writeHead(reading.kind === "refused" ? reading.status : 200, {
      "content-type": "application/json",
    });
    response.end(
      reading.kind === "challenge"
        ? JSON.stringify({ challenge: reading.challenge })
        : callbackAnswer(answerCard ? { toast: { kind: "success", text: "好" }, card: answerCard } : {}),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function card(...blocks: Card["blocks"]): Card {
  return { language: "zh", title: "质检任务", tone: "blue", summary: "摘要", blocks };
}

const action = { do: "score.submit", task: "0190c0de-1111", revision: 2 };
const scoring: Card = card(
  { kind: "text", lines: ["<at id=all></at> 客户原话"] },
  {
    kind: "form",
    name: "score",
    parts: [
      {
        kind: "choice",
        name: "item-listening",
        label: "倾听",
        isRequired: true,
        placeholder: "请选择",
        options: [
          { value: "1", text: "做到" },
          { value: "na", text: "不适用" },
        ],
      },
      {
        kind: "input",
        name: "comment",
        label: "总评",
        isRequired: false,
        placeholder: "可不填",
        isMultiline: true,
        maxCharacters: 1000,
      },
    ],
    submit: { kind: "action", name: "submit", text: "提交评分", style: "primary", action },
  },
);
const SUBMIT = "score_submit__task_s0190c0de-1111__revision_n2";

async function sendTo(openId: string, what: Card, key: string): Promise<string> {
  const delivery = await lark.send({ kind: "user", userId: openId }, what, key);
  if (!delivery.delivered) {
    throw new Error(JSON.stringify(delivery.problem));
  }
  return delivery.messageId;
}

test("what people do arrives in our words", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  const han = emulator.lark.people.add({ name: "韩梅梅" });
  emulator.lark.chats.addGroup({ name: "客服一组", members: [li.openId, han.openId] });

  emulator.lark.enterChat("李雷");
  emulator.lark.menu("李雷", "tasks");
  emulator.lark.type("李雷", "今日任务");
  emulator.lark.addBot("客服一组", "李雷");
  emulator.lark.type("李雷", `@${emulator.lark.bot.name} 提名 @韩梅梅 耐心`, {
    chat: "客服一组",
    mentions: ["bot", "韩梅梅"],
  });
  await emulator.until(() => readings.length >= 5);

  const events = readings.flatMap((reading) => (reading.kind === "event" ? [reading.event] : []));
  expect(events.map((event) => event.kind).sort()).toEqual([
    "bot-added",
    "chat-entered",
    "menu",
    "message",
    "message",
  ]);
  const group = events.find((event) => event.kind === "message" && event.isGroup);
  expect(group).toMatchObject({ userId: li.openId, isBotMentioned: true, text: "提名 @韩梅梅 耐心" });
});

test("the bot learns who it is, and knows itself when it is mentioned", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  emulator.lark.chats.addGroup({ name: "客服一组", members: [li.openId] });

  const ownId = await lark.ownId.learn();
  emulator.lark.type("李雷", "帮助", { chat: "客服一组", mentions: ["bot"] });
  await emulator.until(() => readings.length >= 1);

  expect(ownId).toBe(emulator.lark.bot.openId);
  expect(readings).toMatchObject([{ kind: "event", event: { isBotMentioned: true, text: "帮助" } }]);
  expect(emulator.logs.violations()).toEqual([]);
});

test("the address check is answered, plain and encrypted", async () => {
  const plain = await emulator.lark.verifyUrl({ encrypted: false });
  const encrypted = await emulator.lark.verifyUrl({ encrypted: true });

  expect([plain, encrypted]).toMatchObject([{ passed: true }, { passed: true }]);
  expect(readings.map((reading) => reading.kind)).toEqual(["challenge", "challenge"]);
});

test("a form comes back the same however the client writes it", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  const messageId = await sendTo(li.openId, scoring, "task:1");

  for (let round = 0; round < 8; round += 1) {
    await emulator.lark.submit("李雷", messageId, SUBMIT, { "item-listening": "na" });
  }

  const presses = readings.map((reading) => (reading.kind === "event" ? reading.event : reading));
  expect(presses).toHaveLength(8);
  for (const press of presses) {
    expect(press).toMatchObject({ kind: "card-action", userId: li.openId, messageId, action });
    expect((press as { form: object }).form).toEqual({ "item-listening": "na" });
  }
  expect(emulator.logs.violations()).toEqual([]);
});

test("a required choice is checked by the client", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  const messageId = await sendTo(li.openId, scoring, "task:1");

  const seen = await emulator.lark.submit("李雷", messageId, SUBMIT, { comment: "好" });

  expect(seen).toMatchObject({ clientWarning: "有必填项未填写", missing: ["item-listening"] });
});

test("the answer to a press replaces the card", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  const messageId = await sendTo(li.openId, scoring, "task:1");
  answerCard = card({ kind: "text", lines: ["已评分"] });

  const seen = await emulator.lark.submit("李雷", messageId, SUBMIT, { "item-listening": "1" });

  expect(seen).toMatchObject({ status: 200, cardReplaced: true, toast: { type: "success", content: "好" } });
  expect(JSON.stringify(emulator.lark.messages.get(messageId).content)).toContain("已评分");
});

test("the same key is one message, and a patch changes it", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });

  const first = await sendTo(li.openId, scoring, "task:1");
  const second = await sendTo(li.openId, scoring, "task:1");
  const patched = await lark.patch(first, card({ kind: "text", lines: ["新"] }));

  expect(second).toBe(first);
  expect(patched).toEqual({ delivered: true, messageId: first, chatId: null });
  expect(emulator.lark.messages.list({ receiver: li.openId })).toHaveLength(1);
  expect(emulator.logs.violations()).toEqual([]);
});

test("a token that the platform withdrew is replaced", async () => {
  const li = emulator.lark.people.add({ name: "李雷" });
  await sendTo(li.openId, scoring, "a");
  emulator.lark.tokens.invalidateAll();

  await sendTo(li.openId, scoring, "b");

  expect(emulator.lark.messages.list({ receiver: li.openId })).toHaveLength(2);
});

test("people and groups are found", async () => {
  const li = emulator.lark.people.add({ name: "李雷", email: "li@example.com" });
  const group = emulator.lark.chats.addGroup({
    name: "客服一组",
    members: [li.openId],
    bot: true,
  });

  expect(await lark.lookUp([{ email: "li@example.com" }, { email: "nobody@example.com" }])).toEqual([
    li.openId,
    null,
  ]);
  expect(await lark.chats()).toEqual([{ chatId: group.chatId, name: "客服一组" }]);
});

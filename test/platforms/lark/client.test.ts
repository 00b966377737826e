import { afterEach, beforeEach, expect, test } from "vitest";
import type { Card } from "#cards/card";
import { createLarkPlatform } from "#platforms/lark/client";
import type { ChatPlatform } from "#ports/chat";
import { type Counterpart, json, startCounterpart } from "./counterpart.ts";

const card: Card = {
  language: "zh",
  title: "质检任务",
  tone: "blue",
  summary: "摘要",
  blocks: [{ kind: "text", lines: ["你好"] }],
};
const li = { kind: "user", userId: "ou_li" } as const;

let counterpart: Counterpart;
let lark: ChatPlatform;
let now: Date;

beforeEach(async () => {
  counterpart = await startCounterpart();
  now = new Date("2026-11-03T01:00:00Z");
  const config = { appId: "cli_a1", appSecret: "secret-1", baseUrl: counterpart.url };
  lark = createLarkPlatform(config, { clock: { now: () => now } });
});
afterEach(() => counterpart.close());

test("a card is sent to a person with token and key", async () => {
  const delivery = await lark.send(li, card, "task:1");

  expect(delivery).toEqual({ delivered: true, messageId: "om_1", chatId: "oc_1" });
  const [sent] = counterpart.requests("/im/v1/messages");
  expect(sent).toMatchObject({
    method: "POST",
    path: "/base/open-apis/im/v1/messages",
    token: "Bearer t-1",
    body: { receive_id: "ou_li", msg_type: "interactive", uuid: "task:1" },
  });
  expect(sent?.query.get("receive_id_type")).toBe("open_id");
  expect(JSON.parse(String(sent?.body["content"]))).toMatchObject({ schema: "2.0" });
});

test("a card is sent to a group by its chat id", async () => {
  await lark.send({ kind: "chat", chatId: "oc_9" }, card, "k");

  const [sent] = counterpart.requests("/im/v1/messages");
  expect(sent?.query.get("receive_id_type")).toBe("chat_id");
  expect(sent?.body["receive_id"]).toBe("oc_9");
});

test("a message is answered and patched", async () => {
  const reply = await lark.reply("om_7", card, "reply:1");
  const patch = await lark.patch("om_7", card);

  expect(reply).toMatchObject({ delivered: true, messageId: "om_1" });
  expect(patch).toEqual({ delivered: true, messageId: "om_7", chatId: null });
  expect(counterpart.requests("/om_7/reply")[0]?.body).toMatchObject({ uuid: "reply:1" });
  expect(counterpart.requests("/messages/om_7")[0]).toMatchObject({ method: "PATCH" });
});

test("a message id that is none never becomes a path", async () => {
  const reply = await lark.reply("../chats", card, "k");
  const patch = await lark.patch("", card);

  expect([reply, patch]).toMatchObject([
    { delivered: false, problem: { kind: "refused" } },
    { delivered: false, problem: { kind: "refused" } },
  ]);
  expect(counterpart.received).toEqual([]);
});

test("a key longer than Lark takes becomes a hash, the same each time", async () => {
  const key = `leaderboard:${"x".repeat(50)}`;

  await lark.send(li, card, key);
  await lark.send(li, card, key);
  await lark.send(li, card, `${key}y`);

  const uuids = counterpart.requests("/im/v1/messages").map((one) => String(one.body["uuid"]));
  expect(uuids.map((uuid) => uuid.length)).toEqual([43, 43, 43]);
  expect(uuids[0]).toBe(uuids[1]);
  expect(uuids[2]).not.toBe(uuids[0]);
});

test("ten first calls at once fetch one token", async () => {
  await Promise.all(Array.from({ length: 10 }, (_, index) => lark.send(li, card, `k${index}`)));

  expect(counterpart.requests("/internal")).toHaveLength(1);
  expect(counterpart.requests("/internal")[0]?.body).toEqual({ app_id: "cli_a1", app_secret: "secret-1" });
  expect(counterpart.requests("/im/v1/messages")).toHaveLength(10);
});

test("a token is fetched again before it ends", async () => {
  await lark.send(li, card, "a");
  now = new Date(now.getTime() + 7000 * 1000);
  await lark.send(li, card, "b");
  now = new Date(now.getTime() + 100 * 1000);
  await lark.send(li, card, "c");

  const tokens = counterpart.requests("/im/v1/messages").map((one) => one.token);
  expect(tokens).toEqual(["Bearer t-1", "Bearer t-1", "Bearer t-2"]);
});

test("when Lark withdraws the token, several calls fetch one new token and succeed", async () => {
  const ok = json({ code: 0, msg: "success", data: { message_id: "om_2" } });
  const withdrawn = json({ code: 99991663, msg: "Invalid access token" }, 400);
  counterpart.answers = [
    (request, response) => (request.token === "Bearer t-1" ? withdrawn : ok)(request, response),
  ];

  const deliveries = await Promise.all([1, 2, 3].map((number) => lark.send(li, card, `k${number}`)));

  expect(deliveries.every((delivery) => delivery.delivered)).toBe(true);
  expect(counterpart.requests("/internal")).toHaveLength(2);
});

test("a token that stays refused is tried once more, not for ever", async () => {
  counterpart.answers = [json({ code: 99991663, msg: "Invalid access token" }, 400)];

  const delivery = await lark.send(li, card, "k");

  expect(delivery).toMatchObject({
    delivered: false,
    problem: { kind: "retry", code: "99991663", afterSeconds: 300 },
  });
  expect(counterpart.requests("/im/v1/messages")).toHaveLength(2);
});

test("a wrong secret is for the operator, and nothing was sent", async () => {
  counterpart.tokens = [json({ code: 10014, msg: "app secret invalid" })];

  const delivery = await lark.send(li, card, "k");

  expect(delivery).toMatchObject({ problem: { kind: "retry", code: "10014", afterSeconds: 300 } });
  expect(counterpart.requests("/im/v1/messages")).toEqual([]);
});

test("a token request without an answer is safe to repeat", async () => {
  counterpart.tokens = [(_request, response) => void response.destroy()];

  const delivery = await lark.send(li, card, "k");

  expect(delivery).toMatchObject({ problem: { kind: "retry" } });
});

test("after a failed token request the next call asks again", async () => {
  counterpart.tokens = [
    json({ code: 10014, msg: "app secret invalid" }),
    json({ code: 0, msg: "ok", tenant_access_token: "t-9", expire: 7200 }),
  ];

  await lark.send(li, card, "a");
  const delivery = await lark.send(li, card, "a");

  expect(delivery.delivered).toBe(true);
});

test("a limit says when to come back", async () => {
  counterpart.answers = [json({ code: 99991400, msg: "frequency" }, 429, { "x-ogw-ratelimit-reset": "12" })];

  const delivery = await lark.send(li, card, "k");

  expect(delivery).toMatchObject({ problem: { kind: "retry", code: "99991400", afterSeconds: 12 } });
});

test("HTTP 200 with a code is a problem too", async () => {
  counterpart.answers = [json({ code: 230002, msg: "bot not in chat" })];

  const delivery = await lark.send({ kind: "chat", chatId: "oc_1" }, card, "k");

  expect(delivery).toMatchObject({ problem: { kind: "unreachable", code: "230002" } });
});

test("a connection that breaks after the request leaves the outcome unknown", async () => {
  counterpart.answers = [(_request, response) => void response.destroy()];

  const delivery = await lark.send(li, card, "k");

  expect(delivery).toMatchObject({ delivered: false, problem: { kind: "unknown", code: "ECONNRESET" } });
});

test("a platform that is not there at all is safe to repeat", async () => {
  await counterpart.close();

  const delivery = await lark.send(li, card, "a");

  expect(delivery).toMatchObject({ delivered: false, problem: { kind: "retry", code: "ECONNREFUSED" } });
});

test("a card that can never fit is refused before anything is sent", async () => {
  const submit = { kind: "action", name: "s", text: "提交", style: "primary", action: { do: "x" } } as const;
  const parts = [{ kind: "note" as const, line: "长".repeat(20_000) }];

  const delivery = await lark.send(
    li,
    { ...card, blocks: [{ kind: "form", name: "f", parts, submit }] },
    "k",
  );

  expect(delivery).toMatchObject({ delivered: false, problem: { kind: "refused" } });
  expect(counterpart.received).toEqual([]);
});

test("people are looked up by e-mail, else by mobile, fifty at a time", async () => {
  counterpart.answers = [
    ({ body }, response) => {
      const emails = body["emails"] as string[];
      const mobiles = body["mobiles"] as string[];
      const known = emails.filter((email) => !email.startsWith("nobody"));
      const user_list = [
        ...known.map((email) => ({ email, user_id: `ou_${email}` })),
        ...mobiles.map((mobile) => ({ mobile, user_id: `ou_${mobile}` })),
        ...emails.filter((email) => email.startsWith("nobody")).map((email) => ({ email })),
      ];
      void json({ code: 0, msg: "ok", data: { user_list } })({} as never, response);
    },
  ];
  const entries = [
    ...Array.from({ length: 60 }, (_, index) => ({ email: `p${index}@x.example` })),
    { email: "nobody@x.example", mobile: "13800000000" },
    { email: "nobody2@x.example" },
    {},
  ];

  const found = await lark.lookUp(entries);

  expect(found).toHaveLength(63);
  expect(found.slice(59)).toEqual(["ou_p59@x.example", "ou_13800000000", null, null]);
  expect(counterpart.requests("/batch_get_id").map((one) => (one.body["emails"] as string[]).length)).toEqual(
    [50, 12],
  );
  expect(counterpart.requests("/batch_get_id")[0]?.query.get("user_id_type")).toBe("open_id");
});

test("groups are listed page by page", async () => {
  counterpart.answers = [
    json({ code: 0, data: { items: [{ chat_id: "oc_1", name: "一组" }], has_more: true, page_token: "p2" } }),
    json({
      code: 0,
      data: { items: [{ chat_id: "oc_2", name: "二组" }], has_more: false, page_token: "p3" },
    }),
  ];

  const chats = await lark.chats();

  expect(chats).toEqual([
    { chatId: "oc_1", name: "一组" },
    { chatId: "oc_2", name: "二组" },
  ]);
  expect(counterpart.requests("/chats").map((one) => one.query.get("page_token"))).toEqual([null, "p2"]);
});

test("a question that Lark does not answer is an error, not an empty list", async () => {
  counterpart.answers = [json({ code: 99991672, msg: "scope missing" }, 400)];

  await expect(lark.chats()).rejects.toMatchObject({ code: "unavailable" });
});

test("the bot's own id is asked for once, however many want to know it", async () => {
  counterpart.answers = [json({ code: 0, msg: "ok", bot: { app_name: "星评", open_id: "ou_bot" } })];
  const before = lark.ownId.known();

  const learnt = await Promise.all([lark.ownId.learn(), lark.ownId.learn()]);
  await lark.ownId.learn();

  expect([before, ...learnt, lark.ownId.known()]).toEqual([null, "ou_bot", "ou_bot", "ou_bot"]);
  expect(counterpart.requests("/base/open-apis/bot/v3/info")).toMatchObject([
    { method: "GET", token: "Bearer t-1" },
  ]);
});

test("a Lark that does not tell the bot's id is asked again after a minute", async () => {
  counterpart.answers = [
    json({ code: 99991672, msg: "Access denied." }, 400),
    json({ code: 0, msg: "ok", bot: { open_id: "ou_bot" } }),
  ];

  const refused = await lark.ownId.learn();
  const soon = await lark.ownId.learn();
  now = new Date(now.getTime() + 60_000);
  const later = await lark.ownId.learn();

  expect([refused, soon, later]).toEqual([null, null, "ou_bot"]);
  expect(counterpart.requests("/bot/v3/info")).toHaveLength(2);
});

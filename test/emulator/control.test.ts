import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmulator } from "#emulator/emulator";
import { card, button, createBed, createCounterpart, LARK, type Bed, type Counterpart } from "./test-bed.ts";

let bed: Bed;
let program: Counterpart;

beforeEach(async () => {
  program = await createCounterpart();
  bed = createBed();
  await control("POST", "webhook", { url: program.url });
});

afterEach(async () => {
  await bed.emulator.close();
  await program.close();
});

async function control(method: string, path: string, body?: unknown): Promise<any> {
  const response = await bed.emulator.app.request(`/emulator/api/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return response.json();
}

test("a test in another process can do all that a person does", async () => {
  const li = await control("POST", "people", { name: "李雷", email: "li@example.com" });
  await control("POST", "chats", { name: "一组", members: ["李雷"] });
  const sent = await bed.send(li.openId, card(button("看", { id: 1 })));
  program.react({ body: { toast: { type: "info", content: "好" } } });

  const pressed = await control("POST", "press", {
    person: "李雷",
    messageId: sent.json.data.message_id,
    text: "看",
  });
  await control("POST", "type", { person: "李雷", text: "帮助" });
  await control("POST", "type", { person: "李雷", text: "榜单", chat: "一组", mentions: ["bot"] });
  await control("POST", "menu", { person: "李雷", eventKey: "help" });
  await control("POST", "enter-chat", { person: "李雷" });
  await control("POST", "chats/一组/bot", { by: "李雷", inside: false });
  await control("POST", "deliver", { eventType: "custom.event_v1", event: { a: 1 } });
  await control("POST", "settle");

  expect(pressed).toMatchObject({ status: 200, toast: { type: "info", content: "好" } });
  const deliveries = await control("GET", "deliveries");
  expect(deliveries.map((delivery: { eventType: string }) => delivery.eventType)).toEqual([
    "card.action.trigger",
    "im.message.receive_v1",
    "im.message.receive_v1",
    "application.bot.menu_v6",
    "im.chat.access_event.bot_p2p_chat_entered_v1",
    "im.chat.member.bot.deleted_v1",
    "custom.event_v1",
  ]);
  const messages = await control("GET", `messages?person=${encodeURIComponent("李雷")}`);
  expect(messages.map((message: { msgType: string }) => message.msgType)).toEqual(["interactive", "text"]);
});

test("wrong use is answered 400 with the reason", async () => {
  const unknown = await control("POST", "type", { person: "王五", text: "你好" });
  const misspelled = await control("POST", "people", { nmae: "李雷" });

  expect(unknown).toMatchObject({ code: "unknown-person" });
  expect(misspelled.code).toBe("bad-input");
  expect(misspelled.error).toContain("name");
});

test("an ordered failure hits as often as it was ordered, and is no violation", async () => {
  const li = await control("POST", "people", { name: "李雷" });
  await control("POST", "faults", { path: "im/v1/messages", method: "post", times: 2, code: 11232 });

  const codes = [];
  for (let index = 0; index < 3; index += 1) codes.push((await bed.send(li.openId, "你好")).json.code);

  expect(codes).toEqual([11232, 11232, 0]);
  expect(await control("GET", "violations")).toEqual([]);
  const requests = await control("GET", "requests");
  expect(requests.filter((entry: { fault?: string }) => entry.fault === "answer")).toHaveLength(2);
});

test("an ordered rate limit has the platform's headers", async () => {
  const li = await control("POST", "people", { name: "李雷" });
  await control("POST", "faults", { path: "im/v1/*", times: 1, rateLimitSeconds: 7 });

  const answer = await bed.send(li.openId, "你好");

  expect([answer.status, answer.json.code]).toEqual([429, 99991400]);
  expect(answer.headers.get("x-ogw-ratelimit-reset")).toBe("7");
});

test("an ordered status without a code is no JSON", async () => {
  await control("POST", "faults", { path: "im/v1/chats", status: 502 });

  const response = await bed.emulator.app.request("/emulator/open-apis/im/v1/chats");

  expect(response.status).toBe(502);
  expect(response.headers.get("content-type")).toContain("html");
});

test("a fault stays until it is taken back", async () => {
  const fault = await control("POST", "faults", { path: "im/v1/chats", code: 99991672 });
  const during = [await bed.call("GET", "im/v1/chats"), await bed.call("GET", "im/v1/chats")];

  await control("DELETE", `faults/${fault.id}`);
  const after = await bed.call("GET", "im/v1/chats");

  expect([...during, after].map((answer) => answer.json.code)).toEqual([99991672, 99991672, 0]);
});

test("withheld answers are listed and released one by one", async () => {
  const li = await control("POST", "people", { name: "李雷" });
  await control("POST", "faults", { path: "im/v1/messages", withhold: true });
  const sending = [bed.send(li.openId, "一"), bed.send(li.openId, "二")];
  await bed.emulator.until(() => bed.emulator.faults.withheld().length === 2);

  const before = await control("GET", "withheld");
  const released = await control("POST", "release", { count: 1 });
  await Promise.race(sending);
  const left = await control("GET", "withheld");
  await control("POST", "release");

  expect(before).toEqual(["im/v1/messages", "im/v1/messages"]);
  expect(released).toEqual({ released: 1 });
  expect(left).toHaveLength(1);
  expect((await Promise.all(sending)).map((answer) => answer.json.code)).toEqual([0, 0]);
});

test("a slow answer comes, only later", async () => {
  const li = await control("POST", "people", { name: "李雷" });
  await control("POST", "faults", { path: "im/v1/messages", times: 1, delayMs: 50 });
  const startedMs = performance.now();

  const answer = await bed.send(li.openId, "你好");

  expect(answer.json.code).toBe(0);
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(49);
});

test("a reset forgets everything but the clock", async () => {
  const li = await control("POST", "people", { name: "李雷" });
  await bed.send(li.openId, "你好");
  await control("POST", "clock", { forwardSeconds: 3_600 });

  await control("POST", "reset");

  expect(await control("GET", "people")).toEqual([]);
  expect(await control("GET", "messages")).toEqual([]);
  expect(await control("GET", "counts")).toEqual({});
  expect((await control("GET", "clock")).version).toBe(2);
});

test("a page that follows hears of the next change", async () => {
  const { version } = await control("GET", "changes?after=0");
  const hearing = control("GET", `changes?after=${version}`);

  bed.emulator.lark.type(bed.emulator.lark.people.add({ name: "李雷" }).openId, "你好");

  expect((await hearing).version).toBeGreaterThan(version);
});

test("an uploaded picture can be fetched for showing", async () => {
  const png = Buffer.from("89504e470d0a1a0a0000000d494844520000000100000001", "hex");
  const { imageKey } = bed.emulator.lark.images.add(png);

  const response = await bed.emulator.app.request(`/emulator/api/images/${imageKey}`);

  expect(response.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await response.arrayBuffer()).equals(png)).toBe(true);
});

test("the listing names every operation", async () => {
  const listing = await (await bed.emulator.app.request("/emulator/api")).text();

  for (const word of [
    "press",
    "submit",
    "type",
    "faults",
    "release",
    "violations",
    "redeliver",
    "verify-url",
  ])
    expect(listing).toContain(word);
});

test("what a host finds worth trying is there for whoever opens the page, and nothing where it says nothing", async () => {
  const tries = [
    { title: { zh: "评分", en: "Score" }, steps: { zh: "打开卡片", en: "Open the card" }, person: null },
  ];
  const host = createEmulator({ lark: LARK, tries });

  const answer = await host.app.request("/emulator/api/tries");

  expect(await answer.json()).toEqual(tries);
  expect(await control("GET", "tries")).toEqual([]);
});

test("a person's title can be given and changed", async () => {
  await control("POST", "people", { name: "李雷", title: "客服专员" });
  await control("PATCH", "people/李雷", { title: "客服主管" });

  expect(await control("GET", "people")).toMatchObject([{ name: "李雷", title: "客服主管" }]);
});

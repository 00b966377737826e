import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { card, createBed, type Answer, type Bed } from "../test-bed.ts";

let bed: Bed;

// Only moves of the emulator's clock count here, however slow the machine is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  bed = createBed();
});

afterEach(() => void vi.useRealTimers());

const addPeople = (count: number) =>
  Array.from({ length: count }, (_, index) => bed.emulator.lark.people.add({ name: `人${index}` }));
const codes = (answers: readonly Answer[]) => answers.map((answer) => answer.json.code);

test("the 51st call in a second is answered 429 with both headers, and the next second is free", async () => {
  const people = addPeople(51);

  const answers = await Promise.all(people.map((person) => bed.send(person.openId, "你好")));
  bed.emulator.clock.forward(1);
  const later = await bed.send(people[0]!.openId, "你好");

  const refused = answers.filter((answer) => answer.status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.json.code).toBe(99991400);
  expect(refused[0]?.headers.get("x-ogw-ratelimit-limit")).toBe("50");
  expect(refused[0]?.headers.get("x-ogw-ratelimit-reset")).toBe("1");
  expect(later.json.code).toBe(0);
  expect(bed.emulator.logs.counts()["violation:rate-app"]).toBe(1);
});

test("the 1,001st call in a minute is refused, with the seconds until the window opens", async () => {
  const people = addPeople(50);
  for (let second = 0; second < 20; second += 1) {
    await Promise.all(people.map((person) => bed.send(person.openId, "你好")));
    bed.emulator.clock.forward(1);
  }

  const refused = await bed.send(people[0]!.openId, "你好");
  bed.emulator.clock.forward(Number(refused.headers.get("x-ogw-ratelimit-reset")));
  const later = await bed.send(people[0]!.openId, "你好");

  expect(bed.emulator.lark.messages.list()).toHaveLength(1_001);
  expect([refused.status, refused.headers.get("x-ogw-ratelimit-limit")]).toEqual([429, "1000"]);
  expect(refused.headers.get("x-ogw-ratelimit-reset")).toBe("40");
  expect(later.json.code).toBe(0);
});

test("one person gets five messages a second, and the sixth is refused", async () => {
  const [li] = addPeople(1);

  const answers = await Promise.all(Array.from({ length: 6 }, () => bed.send(li!.openId, "你好")));
  bed.emulator.clock.forward(1);
  const later = await bed.send(li!.openId, "你好");

  expect(codes(answers).sort()).toEqual([0, 0, 0, 0, 0, 230020]);
  expect(later.json.code).toBe(0);
  expect(bed.emulator.logs.counts()["violation:rate-target"]).toBe(1);
});

test("a group takes five a second, also when answers are among them", async () => {
  const group = bed.emulator.lark.chats.addGroup({ name: "一组" });
  const send = () =>
    bed.call("POST", "im/v1/messages?receive_id_type=chat_id", {
      receive_id: group.chatId,
      msg_type: "text",
      content: JSON.stringify({ text: "你好" }),
    });
  const first = await send();
  const reply = () =>
    bed.call("POST", `im/v1/messages/${first.json.data.message_id}/reply`, {
      msg_type: "text",
      content: JSON.stringify({ text: "再说" }),
    });

  const answers = await Promise.all([send(), reply(), send(), reply(), send()]);

  expect(codes(answers).filter((code) => code === 230020)).toHaveLength(1);
});

test("one card is patched five times a second", async () => {
  const [li] = addPeople(1);
  const messageId = (await bed.send(li!.openId, card({ tag: "hr" }))).json.data.message_id;
  const patch = () =>
    bed.call("PATCH", `im/v1/messages/${messageId}`, { content: JSON.stringify(card({ tag: "hr" })) });

  const answers = await Promise.all(Array.from({ length: 6 }, patch));

  expect(codes(answers).filter((code) => code === 230020)).toHaveLength(1);
});

test("ten thousand sends in a row go through once the limits are switched off", async () => {
  const [li] = addPeople(1);
  bed.emulator.lark.rates.enforce = false;
  const headers = { Authorization: `Bearer ${await bed.token()}` };
  const body = {
    receive_id: li!.openId,
    msg_type: "interactive",
    content: JSON.stringify(card({ tag: "hr" })),
  };

  for (let sent = 0; sent < 10_000; sent += 1)
    await bed.call(
      "POST",
      "im/v1/messages?receive_id_type=open_id",
      { ...body, uuid: `key-${sent}` },
      headers,
    );

  expect(bed.emulator.lark.messages.list()).toHaveLength(10_000);
  expect(bed.emulator.logs.violations()).toEqual([]);
});

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import type { ChatPage, FeedEvent, LimitsShown, News } from "#emulator/page-news";
import { eventually } from "../support/eventually.ts";
import { card, createBed, type Bed } from "./test-bed.ts";

const FRIDAY = new Date("2026-11-20T01:00:00Z");

let bed: Bed;

beforeEach(() => {
  bed = createBed(FRIDAY);
});
afterEach(() => bed.emulator.close());

async function get<T>(path: string): Promise<T> {
  return (await (await bed.emulator.app.request(`/emulator/api/${path}`)).json()) as T;
}
const news = (after: number, chat?: string): Promise<News> =>
  get<News>(`news?after=${after}${chat === undefined ? "" : `&chat=${chat}`}`);

describe("news", () => {
  it("tell everything at first, and then only what changed", async () => {
    const { lark } = bed.emulator;
    const li = lark.people.add({ name: "李雷", title: "客服" });
    lark.chats.addGroup({ name: "一组", members: [li.openId] });
    lark.type(li.openId, "你好");

    const first = await news(0);
    const quiet = await news(first.version);
    lark.type(li.openId, "还在吗");
    const second = await news(first.version);

    expect(first.people).toMatchObject([{ name: "李雷", title: "客服" }]);
    expect(first.chats?.map(({ name }) => name)).toEqual(["一组", ""]);
    expect(first.heads.map(({ line }) => line)).toEqual(["你好"]);
    expect(first.menu.map(({ eventKey }) => eventKey)).toContain("tasks");
    expect([quiet.heads, quiet.people]).toEqual([[], undefined]);
    expect(second.heads.map(({ line }) => line)).toEqual(["还在吗"]);
    expect(second.people).toBeUndefined();
  });

  it("bring contents only for the chat that is open", async () => {
    const { lark } = bed.emulator;
    const [li, han] = [lark.people.add({ name: "李雷" }), lark.people.add({ name: "韩梅梅" })];
    const { chatId } = lark.type(li.openId, "一");
    lark.type(han.openId, "二");

    const { heads, messages } = await news(0, chatId);

    expect(heads).toHaveLength(2);
    expect(messages).toMatchObject([{ chatId, content: { text: "一" } }]);
  });

  it("tell of a card that was patched or recalled, with its old place and a new change", async () => {
    const li = bed.emulator.lark.people.add({ name: "李雷" });
    const sent = await bed.send(li.openId, card({ tag: "markdown", content: "一" }));
    const id = String(sent.json.data.message_id);
    const before = await news(0);

    const patched = card({ tag: "markdown", content: "二" });
    await bed.call("PATCH", `im/v1/messages/${id}`, { content: JSON.stringify(patched) });
    const afterPatch = await news(before.version);
    await bed.call("DELETE", `im/v1/messages/${id}`);
    const afterRecall = await news(afterPatch.version);

    expect(afterPatch.heads).toMatchObject([{ messageId: id, number: 1, updates: 1 }]);
    expect(afterPatch.heads[0]!.change).toBeGreaterThan(before.heads[0]!.change);
    expect(afterRecall.heads).toMatchObject([{ messageId: id, deleted: "recalled" }]);
  });

  it("tell of people and chats again when somebody came, left or was renamed", async () => {
    const { lark } = bed.emulator;
    const li = lark.people.add({ name: "李雷" });
    const group = lark.chats.addGroup({ name: "一组" });
    const { version } = await news(0);

    lark.chats.change(group, { addMembers: [li.openId] });
    const joined = await news(version);
    lark.people.change(li.openId, { resigned: true });
    const left = await news(joined.version);

    expect(joined.chats?.[0]?.members).toEqual([li.openId]);
    expect(left.people?.[0]?.resigned).toBe(true);
  });

  it("stay as small with ten thousand messages as with ten", async () => {
    const { lark } = bed.emulator;
    const li = lark.people.add({ name: "李雷" });
    const { chatId } = lark.chats.withPerson(li.openId);
    for (let number = 0; number < 10_000; number += 1)
      lark.messages.add({ chatId, sender: "bot", msgType: "text", content: { text: `${number}` } });
    const { version } = await news(0);
    lark.type(li.openId, "最后");

    const answer = await news(version, chatId);

    expect(answer.messages).toMatchObject([{ number: 10_001, content: { text: "最后" } }]);
    expect(JSON.stringify(answer).length).toBeLessThan(3_000);
  });

  it.each([
    ["over a weekend", "2026-11-20", "2026-11-23"],
    ["into the new year", "2026-12-31", "2027-01-04"],
  ])("know the next working day %s", async (_, today, next) => {
    bed.emulator.clock.moveTo(new Date(`${today}T23:30:00+08:00`));

    expect((await news(0)).clock.nextWorkday).toBe(next);
  });

  it("know the week of the National Day, which a plan lays down", async () => {
    const before = createBed(new Date("2026-09-30T10:00:00+08:00"));

    const answer = (await (await before.emulator.app.request("/emulator/api/news")).json()) as News;
    await before.emulator.close();

    expect(answer.clock.nextWorkday).toBe("2026-10-08");
  });

  it("hold the clock and the faults", async () => {
    bed.emulator.clock.moveTo(new Date("2026-12-30T10:00:00+08:00"));
    bed.emulator.faults.add({ delayMs: 3_000 });
    bed.emulator.lark.deliveries.setDuplicates("both");

    const { clock, faults, duplicates } = await news(0);

    expect(clock.now.slice(0, 10)).toBe("2026-12-30");
    expect(faults).toMatchObject([{ effect: "delay", order: { delayMs: 3_000 }, hits: 0 }]);
    expect(duplicates).toBe("both");
  });
});

describe("a chat", () => {
  it("is read from its end, forty messages at a time", async () => {
    const { lark } = bed.emulator;
    const li = lark.people.add({ name: "李雷" });
    const { chatId } = lark.chats.withPerson(li.openId);
    for (let number = 1; number <= 50; number += 1) lark.type(li.openId, String(number));

    const end = await get<ChatPage>(`chats/${chatId}/messages`);
    const start = await get<ChatPage>(`chats/${chatId}/messages?before=${end.messages[0]!.number}`);

    expect([end.messages.length, end.hasEarlier, end.messages.at(-1)?.line]).toEqual([40, true, "50"]);
    expect([start.messages.length, start.hasEarlier, start.messages[0]?.line]).toEqual([10, false, "1"]);
  });

  it("knows who is mentioned in it", async () => {
    const { lark } = bed.emulator;
    const li = lark.people.add({ name: "李雷" });
    const group = lark.chats.addGroup({ name: "一组", members: [li.openId] });
    lark.type(li.openId, "@星评 帮助", { chat: group.chatId, mentions: ["bot"] });

    const { messages } = await get<ChatPage>(`chats/${group.chatId}/messages`);

    expect(messages[0]).toMatchObject({
      line: "@星评 帮助",
      content: { text: "@_user_1 帮助" },
      mentions: [{ key: "@_user_1", name: "星评", type: "bot" }],
    });
  });
});

describe("the feed", () => {
  let listening: ListeningEmulator;
  const closing = new AbortController();
  let told: FeedEvent[] = [];

  async function follow(): Promise<void> {
    const response = await fetch(`${listening.url}/emulator/api/feed`, { signal: closing.signal });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const decoder = new TextDecoder();
    for await (const bytes of response.body!)
      for (const [, data] of decoder.decode(bytes as Uint8Array).matchAll(/data: (\{.*\})/g))
        told.push(JSON.parse(data!) as FeedEvent);
  }

  beforeEach(async () => {
    told = [];
    listening = await listenEmulator(bed.emulator);
    follow().catch(() => undefined);
    await eventually(() => told.length > 0);
  });
  afterEach(() => listening.close());

  it("tells at once where things stand, and of each change, of the clock and of a fault too", async () => {
    const { lark, clock, faults } = bed.emulator;
    const versions = (): number => told.at(-1)!.version;

    for (const change of [
      () => lark.people.add({ name: "李雷" }),
      () => lark.type("李雷", "你好"),
      () => clock.forward(60),
      () => faults.add({ down: true }),
      () => faults.clear(),
      () => lark.deliveries.setDuplicates("after"),
    ]) {
      const before = versions();
      change();
      await eventually(() => versions() > before);
    }

    expect(new Set(told.map(({ instance }) => instance)).size).toBe(1);
  });

  it("tells many changes that come together as one", async () => {
    const before = told.length;

    for (let number = 0; number < 200; number += 1) bed.emulator.lark.people.add({ name: `${number}` });
    const { version } = await news(0);
    await eventually(() => told.at(-1)!.version >= version);

    expect(told.length - before).toBeLessThan(5);
  });

  it("shows a reset as another emulator", async () => {
    const { instance } = told[0]!;

    bed.emulator.reset();

    await eventually(() => told.at(-1)!.instance !== instance);
    expect((await news(0)).instance).toBe(told.at(-1)!.instance);
  });
});

describe("limits", () => {
  it("are shown as they are used, by API and by person, and empty with time", async () => {
    const li = bed.emulator.lark.people.add({ name: "李雷" });
    for (let number = 0; number < 6; number += 1) await bed.send(li.openId, "你好");

    const used = await get<LimitsShown>("limits");
    bed.emulator.clock.forward(2);
    const later = await get<LimitsShown>("limits");
    bed.emulator.clock.forward(60);
    const latest = await get<LimitsShown>("limits");

    const sends = { api: "POST im/v1/messages", peak: 6 };
    expect(used.apis).toMatchObject([
      { ...sends, second: { used: 6, limit: 50 }, minute: { used: 6, limit: 1_000 } },
    ]);
    expect(used.targets).toEqual([{ target: `person ${li.openId}`, second: { used: 5, limit: 5 } }]);
    expect(used.violations).toMatchObject([{ kind: "rate-target" }]);
    expect(used.violationCount).toBe(1);
    expect(later.apis).toMatchObject([{ ...sends, second: { used: 0 }, minute: { used: 6 } }]);
    expect(later.targets).toEqual([]);
    expect(latest.apis).toMatchObject([{ second: { used: 0 }, minute: { used: 0 }, peak: 0 }]);
  });
});

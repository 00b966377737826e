import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createChangeSignal } from "#emulator/change-signal";
import { createClock } from "#emulator/clock";
import type { Exchange, ExchangeDetails } from "#emulator/page-news";
import { createTraffic } from "#emulator/traffic";
import { button, card, createBed, createCounterpart, LARK, type Bed, type Counterpart } from "./test-bed.ts";

let bed: Bed;
let program: Counterpart;

beforeEach(async () => {
  program = await createCounterpart();
  bed = createBed(new Date("2026-11-20T01:00:00Z"));
  bed.emulator.setWebhookUrl(program.url);
});
afterEach(async () => {
  await bed.emulator.close();
  await program.close();
});

async function get<T>(path: string): Promise<T> {
  return (await (await bed.emulator.app.request(`/emulator/api/${path}`)).json()) as T;
}
const newest = async (name: string): Promise<ExchangeDetails> => {
  const found = (await get<Exchange[]>("traffic")).find((entry) => entry.name.startsWith(name));
  return get<ExchangeDetails>(`traffic/${found?.id}`);
};

describe("the traffic", () => {
  it("shows a request with its body and its answer", async () => {
    const li = bed.emulator.lark.people.add({ name: "李雷" });

    await bed.send(li.openId, "你好");

    expect(await newest("im/v1/messages")).toMatchObject({
      kind: "request",
      method: "POST",
      name: "im/v1/messages?receive_id_type=open_id",
      status: 200,
      code: 0,
      request: { receive_id: li.openId, msg_type: "text", content: '{"text":"你好"}' },
      answer: { code: 0, data: { msg_type: "text" } },
    });
  });

  it("shows a refusal with its code", async () => {
    await bed.send("ou_nobody", "你好");

    const refused = await newest("im/v1/messages");

    expect(refused).toMatchObject({ status: 400, code: 99_992_351, answer: { code: 99_992_351 } });
  });

  it("shows no secret, neither those of a request nor those of an event", async () => {
    const li = bed.emulator.lark.people.add({ name: "李雷" });
    const token = await bed.token();
    await bed.send(li.openId, card(button("看", { id: 1 })));
    await bed.emulator.lark.press(li.openId, bed.emulator.lark.messages.list()[0]!.messageId, { text: "看" });

    const entries = await get<Exchange[]>("traffic");
    const details = await Promise.all(entries.map(({ id }) => get(`traffic/${id}`)));

    const all = JSON.stringify(details);
    expect(all).toContain('"app_secret":"******"');
    expect(all).toContain('"tenant_access_token":"******"');
    expect(all).toContain("card.action.trigger");
    for (const secret of [token, `"${LARK.appSecret}"`, `"${LARK.verificationToken}"`, "Bearer", '"c-'])
      expect(all).not.toContain(secret);
  });

  it("shows an event as it was before encryption, every try of it, and the last answer", async () => {
    program.react({ status: 500, text: "broken" }, { body: { fine: true } });
    bed.emulator.lark.people.add({ name: "李雷" });

    bed.emulator.lark.type("李雷", "你好");
    await bed.emulator.lark.deliveries.settled();
    const failed = await newest("im.message.receive_v1");
    bed.emulator.clock.forward(15);
    await bed.emulator.lark.deliveries.settled();
    const delivered = await newest("im.message.receive_v1");

    expect(failed).toMatchObject({ kind: "event", status: 500, state: "pending", answer: "broken" });
    expect(failed.request).toMatchObject({ event: { message: { content: '{"text":"你好"}' } } });
    expect(delivered).toMatchObject({ status: 200, state: "delivered", answer: { fine: true } });
    expect(delivered.tries.map(({ status }) => status)).toEqual([500, 200]);
  });

  it("shows a press and what the program answered", async () => {
    const li = bed.emulator.lark.people.add({ name: "李雷" });
    const sent = await bed.send(li.openId, card(button("看", { id: 1 })));
    program.react({ body: { toast: { type: "info", content: "好" } } });

    await bed.emulator.lark.press(li.openId, String(sent.json.data.message_id), { text: "看" });

    expect(await newest("card.action.trigger")).toMatchObject({
      kind: "callback",
      status: 200,
      request: { event: { action: { value: { id: 1 } } } },
      answer: { toast: { content: "好" } },
    });
  });

  it("shows an ordered fault with the answer that it made", async () => {
    bed.emulator.faults.add({ rateLimitSeconds: 30 });

    await bed.call("GET", "im/v1/chats", undefined, {});

    expect(await newest("im/v1/chats")).toMatchObject({
      fault: "rate-limit",
      status: 429,
      answer: { code: 99_991_400 },
    });
  });

  it("names a body that is no JSON by its kind", async () => {
    const form = new FormData();
    form.set("image_type", "message");
    const token = await bed.token();
    await bed.emulator.app.request("/emulator/open-apis/im/v1/images", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: form,
    });

    expect((await newest("im/v1/images")).request).toMatch(/^multipart\/form-data/);
  });

  it("is asked for from a version on, and brings an event again that has changed since", async () => {
    bed.emulator.lark.people.add({ name: "李雷" });
    program.react({ status: 500 }, {});
    bed.emulator.lark.type("李雷", "一");
    await bed.emulator.lark.deliveries.settled();
    const [event] = await get<Exchange[]>("traffic");

    const quiet = await get<Exchange[]>(`traffic?after=${event!.change}`);
    bed.emulator.clock.forward(15);
    await bed.emulator.lark.deliveries.settled();
    const changed = await get<Exchange[]>(`traffic?after=${event!.change}`);

    expect(quiet).toEqual([]);
    expect(changed).toMatchObject([{ id: event!.id, state: "delivered" }]);
  });

  it("answers 404 for what it no longer keeps", async () => {
    expect((await bed.emulator.app.request("/emulator/api/traffic/99")).status).toBe(404);
  });
});

describe("what is kept of the traffic", () => {
  const request = { kind: "request", name: "x", status: 200, tookMs: 1 } as const;
  const open = () => createTraffic(createClock(), createChangeSignal());

  it("is the newest five hundred", () => {
    const traffic = open();

    for (let number = 0; number < 1_200; number += 1) traffic.add(request);

    const kept = traffic.list();
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([500, 1_200, 701]);
  });

  it("is no more than eight megabytes of bodies", () => {
    const traffic = open();

    for (let number = 0; number < 100; number += 1)
      traffic.add({ ...request, request: { content: { number }, bytes: 200_000 } });

    const kept = traffic.list();
    expect(kept).toHaveLength(40);
    expect(traffic.find(kept[0]!.id)?.request).toEqual({ number: 99 });
    expect(traffic.find(1)).toBeUndefined();
  });

  it("leaves out a single body that is too large", () => {
    const traffic = open();

    const id = traffic.add({ ...request, request: { content: "large", bytes: 300_000 } });

    expect(traffic.find(id)?.request).toBe("… 300000 bytes");
  });

  it("costs a request next to nothing: bodies are written out only when somebody looks", () => {
    const traffic = open();
    let looks = 0;
    const content = { toJSON: () => (looks += 1) };

    const id = traffic.add({ ...request, request: { content, bytes: 10 } });
    traffic.list();
    expect(looks).toBe(0);
    traffic.find(id);

    expect(looks).toBe(1);
  });
});

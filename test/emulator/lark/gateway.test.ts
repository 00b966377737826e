import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import { decodeFrame, encodeFrame, headerOf, type Frame } from "#emulator/lark/gateway-frame";
import { eventually } from "../../support/eventually.ts";
import { button, card, LARK } from "../test-bed.ts";

/** A program of a few lines: it takes frames and answers as it is told. */
describe("the gateway", () => {
  let emulator: Emulator;
  let listening: ListeningEmulator;

  beforeEach(async () => {
    emulator = createEmulator({ lark: { ...LARK, deliveryMode: "websocket" } });
    listening = await listenEmulator(emulator);
    emulator.lark.people.add({ name: "李雷", openId: "ou_li" });
  });
  afterEach(() => listening.close());

  async function ask(body: unknown): Promise<{ code: number; data: { URL: string; ClientConfig: object } }> {
    const answer = await fetch(`${listening.url}/emulator/callback/ws/endpoint`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as never;
  }
  const askRightly = () => ask({ AppID: LARK.appId, AppSecret: LARK.appSecret });

  type Program = { socket: WebSocket; frames: Frame[]; answer: (frame: Frame) => unknown };
  async function connect(answer: Program["answer"]): Promise<Program> {
    const socket = new WebSocket((await askRightly()).data.URL);
    const program: Program = { socket, frames: [], answer };
    socket.on("message", (data: Buffer) => {
      const frame = decodeFrame(data);
      program.frames.push(frame);
      const ack = frame.method === 1 ? program.answer(frame) : undefined;
      if (ack === undefined) return;
      const payload = Buffer.from(typeof ack === "string" ? ack : JSON.stringify(ack));
      socket.send(encodeFrame({ ...frame, payload }));
    });
    await once(socket, "open");
    return program;
  }
  const isLast = (frame: Frame) => Number(headerOf(frame, "seq")) === Number(headerOf(frame, "sum")) - 1;
  const ok = (frame: Frame) => (isLast(frame) ? { code: 200 } : undefined);
  const silent = () => undefined;

  it("tells where to connect, and how often to try", async () => {
    const { code, data } = await askRightly();

    expect(code).toBe(0);
    expect(data.URL).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/emulator\/.*[?&]device_id=\d+&service_id=\d+/);
    expect(data.ClientConfig).toEqual({
      PingInterval: 120,
      ReconnectCount: -1,
      ReconnectInterval: 1,
      ReconnectNonce: 0,
    });
  });

  it.each([
    [{ AppID: LARK.appId, AppSecret: "wrong" }],
    [{ AppID: "cli_00000000000000bb", AppSecret: LARK.appSecret }],
    [{}],
    ["no object"],
  ])("refuses %j with Lark's code", async (body) => {
    expect((await ask(body)).code).toBe(1000040345);
  });

  it("lets nobody in without a ticket, nor twice with the same", async () => {
    const { URL: url } = (await askRightly()).data;
    const first = new WebSocket(url);
    await once(first, "open");

    const refusals = [url, url.replace(/ticket=.*/, "ticket=made-up")].map(async (address) => {
      const [error] = (await once(new WebSocket(address), "error")) as [Error];
      return error.message;
    });

    expect(await Promise.all(refusals)).toEqual([
      "Unexpected server response: 403",
      "Unexpected server response: 403",
    ]);
    expect(emulator.lark.gateway.state().connections).toBe(1);
  });

  it("takes fifty connections of an app and no more", async () => {
    await Promise.all(Array.from({ length: 50 }, () => connect(ok)));

    expect((await askRightly()).code).toBe(1000040350);
  });

  it("brings each event to one of them, and over time to each", async () => {
    const programs = [await connect(ok), await connect(ok)];

    const deliveries = Array.from({ length: 30 }, () => emulator.lark.menu("ou_li", "help"));
    await emulator.lark.deliveries.settled();

    const ids = programs.map(({ frames }) => new Set(frames.map((frame) => headerOf(frame, "message_id"))));
    expect(deliveries.map(({ state }) => state)).toEqual(deliveries.map(() => "delivered"));
    expect(ids[0]!.size + ids[1]!.size).toBe(30);
    expect(Math.min(ids[0]!.size, ids[1]!.size)).toBeGreaterThan(0);
  });

  it("sends an event again after 15 s when it is answered with a failure or not at all", async () => {
    const program = await connect((frame) => (isLast(frame) ? { code: 500 } : undefined));

    const event = emulator.lark.menu("ou_li", "help");
    await eventually(() => event.tries.length === 1);
    program.answer = silent;
    emulator.clock.forward(15);
    await eventually(() => event.tries.length === 2);
    program.answer = ok;
    emulator.clock.forward(300);
    await eventually(() => event.state === "delivered");

    expect(event.tries).toMatchObject([
      { status: 500 },
      { status: null, failure: "timeout" },
      { status: 200 },
    ]);
    expect(event.tries[1]!.tookMs).toBeGreaterThanOrEqual(2_990);
    expect(emulator.logs.violations()).toMatchObject([{ kind: "event-late" }]);
  });

  it("reads toast and card of a press from the answer, and sends a press only once", async () => {
    const data = Buffer.from(
      JSON.stringify({ toast: { type: "success", content: "好" }, card: { type: "raw", data: card() } }),
    );
    const program = await connect((frame) =>
      isLast(frame) ? { code: 200, data: data.toString("base64") } : undefined,
    );
    const chat = emulator.lark.chats.withPerson("ou_li");
    const { messageId } = emulator.lark.messages.add({
      chatId: chat.chatId,
      receiver: "ou_li",
      sender: "bot",
      msgType: "interactive",
      content: card(button("好", { do: "it" })),
    });

    const first = await emulator.lark.press("ou_li", messageId, { text: "好" });
    program.socket.terminate();
    await emulator.until(() => emulator.lark.gateway.state().connections === 0);
    emulator.lark.messages.update(
      emulator.lark.messages.get(messageId),
      "patch",
      card(button("好", { do: "it" })),
    );
    const second = await emulator.lark.press("ou_li", messageId, { text: "好" });
    emulator.clock.forward(7 * 3_600);
    await emulator.lark.deliveries.settled();

    expect(first).toMatchObject({ status: 200, toast: { content: "好" }, cardReplaced: true });
    expect(second).toMatchObject({ status: null, errorToast: { kind: "connection" } });
    expect(emulator.lark.deliveries.list().map(({ tries }) => tries.length)).toEqual([1, 1]);
  });

  it("answers a ping with how to go on", async () => {
    const program = await connect(ok);

    program.socket.send(
      encodeFrame({ seqId: 0n, logId: 0n, service: 1, method: 0, headers: [["type", "ping"]] }),
    );
    await eventually(() => program.frames.length === 1);

    expect(headerOf(program.frames[0]!, "type")).toBe("pong");
    expect(JSON.parse(program.frames[0]!.payload!.toString())).toMatchObject({ PingInterval: 120 });
    expect(emulator.lark.gateway.state()).toEqual({ connections: 1, heard: 1, pings: 1 });
  });

  it.each([
    ["that is none", "no JSON"],
    ["without a code", {}],
  ])("notes an answer %s and hangs up", async (_, ack) => {
    const { socket } = await connect((frame) => (isLast(frame) ? ack : undefined));

    emulator.lark.menu("ou_li", "help");
    await once(socket, "close");

    expect(emulator.logs.violations()).toMatchObject([{ kind: "bad-frame" }]);
  });

  it("is switched, looked at and cut through the control API", async () => {
    const api = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const init = body === undefined ? {} : { body: JSON.stringify(body) };
      const headers = { "content-type": "application/json" };
      return (await fetch(`${listening.url}/emulator/api/${path}`, { method, headers, ...init })).json();
    };
    const { socket } = await connect(ok);
    const open = await api("GET", "connections");
    const closed = once(socket, "close");

    const cut = await api("POST", "cut-connections");
    await closed;
    await api("POST", "delivery-mode", { mode: "webhook" });
    const event = emulator.lark.menu("ou_li", "help");
    await eventually(() => event.tries.length === 1);

    expect({ open, cut }).toEqual({ open: { connections: 1, heard: 0, pings: 0 }, cut: { cut: 1 } });
    expect(event.tries).toMatchObject([{ failure: "no-webhook" }]);
  });
});

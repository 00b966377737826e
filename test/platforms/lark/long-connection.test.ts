import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { listenEmulator, type ListeningEmulator } from "#emulator/listen";
import {
  openLongConnection,
  type LongConnection,
  type LongConnectionDeps,
} from "#platforms/lark/long-connection";
import { eventually } from "../../support/eventually.ts";
import { gate } from "../../support/gate.ts";

const APP = {
  appId: "cli_00000000000000aa",
  appSecret: "secret-of-the-app",
  encryptKey: "not needed",
  verificationToken: "not needed",
};
const DONE = { status: 200, body: "{}" };

describe("a long connection", () => {
  let emulator: Emulator;
  let listening: ListeningEmulator;
  let connection: LongConnection | null;
  let logged: { readonly words: string; readonly fields: object }[];
  const words = () => logged.map((line) => line.words);

  beforeEach(async () => {
    emulator = createEmulator({ lark: { ...APP, deliveryMode: "websocket" } });
    listening = await listenEmulator(emulator);
    emulator.lark.people.add({ name: "李雷", openId: "ou_li" });
    connection = null;
    logged = [];
  });
  afterEach(async () => {
    await connection?.close();
    await listening.close();
  });

  function open(receive: LongConnectionDeps["receive"], change: Partial<typeof APP> = {}): LongConnection {
    const note = (fields: object, said: string): void => void logged.push({ fields, words: said });
    const opened = openLongConnection(
      { ...APP, ...change, baseUrl: `${listening.url}/emulator/` },
      { receive, log: { info: note, warn: note, error: note } },
    );
    connection = opened;
    return opened;
  }
  const heard = (count: number) =>
    emulator.until(() => emulator.lark.gateway.state().heard === count, { timeoutMs: 50_000 });

  it("hands on the envelope as Lark wrote it, header and event apart", async () => {
    const received: unknown[] = [];
    open((envelope) => Promise.resolve(void received.push(envelope)).then(() => DONE));
    await heard(1);

    const { delivery } = emulator.lark.type("ou_li", "帮助");
    await eventually(() => delivery?.state === "delivered");

    expect(received).toEqual([
      expect.objectContaining({
        schema: "2.0",
        header: expect.objectContaining({ event_type: "im.message.receive_v1", app_id: APP.appId }),
        event: expect.objectContaining({ sender: expect.anything() }),
      }),
    ]);
  });

  it.each([
    ["throws", () => Promise.reject(new Error("no database"))],
    ["refuses", () => Promise.resolve({ status: 403, body: "{}" })],
  ] as const)(
    "acknowledges nothing that the receiver %s, so that Lark sends it again",
    async (_, receive) => {
      let calls = 0;
      open(() => ((calls += 1) === 1 ? receive() : Promise.resolve(DONE)));
      await heard(1);

      const { delivery } = emulator.lark.type("ou_li", "帮助");
      await eventually(() => delivery?.tries.length === 1);
      emulator.clock.forward(15);
      await eventually(() => delivery?.state === "delivered");

      expect(delivery?.tries.map(({ status }) => status)).toEqual([500, 200]);
    },
  );

  it("says that it is open, lost, and open again", async () => {
    open(() => Promise.resolve(DONE));
    await heard(1);

    emulator.lark.gateway.cut();
    await emulator.until(() => emulator.lark.gateway.state().pings === 2);
    await eventually(() => words().length === 3);

    expect(words()).toEqual([
      "the long connection to Lark is open",
      "the long connection to Lark is lost; it is opened again",
      "the long connection to Lark is open again",
    ]);
  });

  it("says once why it is refused, without the secret, and tries on until it is taken", async () => {
    open(() => Promise.resolve(DONE), { appSecret: "wrong-secret" });
    await emulator.until(() => emulator.logs.requests().length === 2);
    emulator.lark.settings.appSecret = "wrong-secret";
    await heard(1);
    await eventually(() => words().length === 2);

    expect(words()[0]).toContain("check LARK_APP_ID and LARK_APP_SECRET");
    expect(words()[1]).toBe("the long connection to Lark is open");
    expect(JSON.stringify(logged)).toContain("1000040345 app_id or app_secret is invalid");
    expect(JSON.stringify(logged)).not.toContain("wrong-secret");
  });

  it("says once that nobody answers, and tries on until somebody does", async () => {
    emulator.faults.add({ path: "callback/ws/endpoint", times: 2, down: true });
    open(() => Promise.resolve(DONE));
    await heard(1);
    await eventually(() => words().length === 2);

    expect(words()).toEqual([
      "Lark cannot be reached; the long connection is tried again until it is there",
      "the long connection to Lark is open",
    ]);
  });

  it("quotes nothing of a frame that it cannot read", async () => {
    open(() => Promise.resolve(DONE));
    await heard(1);

    emulator.lark.gateway.broadcast(Buffer.from("客户的话 13812345678"));
    await eventually(() => words().length === 2);

    expect(words()[1]).toBe("a frame of the long connection could not be read");
    expect(JSON.stringify(logged)).not.toContain("138");
  });

  it("answers what is under way before it closes, and nothing more", async () => {
    const [begun, done] = [gate(), gate()];
    const closed = open(() => {
      begun.open();
      return done.opened.then(() => DONE);
    });
    await heard(1);
    const { delivery } = emulator.lark.type("ou_li", "帮助");
    await begun.opened;

    const closing = closed.close();
    const late = emulator.lark.type("ou_li", "再一个").delivery;
    await eventually(() => late?.tries.length === 1);
    done.open();
    await closing;
    await emulator.until(() => emulator.lark.gateway.state().connections === 0);

    expect(delivery?.tries).toMatchObject([{ status: 200 }]);
    expect(late?.tries).toMatchObject([{ status: 500 }]);
  });

  it("can be closed before it was ever open", async () => {
    emulator.faults.add({ path: "callback/ws/endpoint", down: true });
    const closed = open(() => Promise.resolve(DONE));
    await eventually(() => words().length === 1);

    await closed.close();
    emulator.faults.clear();

    expect(emulator.lark.gateway.state().connections).toBe(0);
  });
});

import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { WSClient } from "@larksuiteoapi/node-sdk";
import { decodeFrame, encodeFrame, headerOf, type Frame } from "#emulator/lark/gateway-frame";

const EVENT: Frame = {
  seqId: 7n,
  // The SDK keeps these numbers as doubles.
  logId: 2n ** 52n + 5n,
  service: 33554678,
  method: 1,
  headers: [
    ["type", "event"],
    ["message_id", "m-1"],
    ["空", ""],
  ],
  payloadEncoding: "none",
  payloadType: "json",
  payload: Buffer.from('{"text":"您好 👋"}'),
  logIdNew: "新",
};
const BARE: Frame = { seqId: 0n, logId: 0n, service: 0, method: 0, headers: [] };

describe("a frame", () => {
  it.each([
    ["with every field", EVENT],
    ["with what is required only", BARE],
    ["with the largest numbers", { ...BARE, seqId: 2n ** 64n - 1n, service: -1, method: 2 ** 31 - 1 }],
    ["with a payload of many bytes", { ...BARE, payload: Buffer.alloc(70_000, 0xfe) }],
  ] as const)("%s comes back from its bytes", (_, frame) => {
    expect(decodeFrame(encodeFrame(frame))).toEqual(frame);
  });

  it("answers a header by its name", () => {
    expect(headerOf(EVENT, "message_id")).toBe("m-1");
    expect(headerOf(EVENT, "sum")).toBeUndefined();
  });

  it("is read although somebody has added fields that we do not know", () => {
    const added = Buffer.from([0x78, 0x05, 0x81, 0x01, 1, 2, 3, 4, 5, 6, 7, 8, 0x8d, 0x01, 1, 2, 3, 4]);

    expect(decodeFrame(Buffer.concat([encodeFrame(BARE), added]))).toEqual(BARE);
  });

  it.each([
    ["that is cut", (bytes: Buffer) => bytes.subarray(0, -1), "in the middle"],
    ["without a service", () => Buffer.from([0x08, 0, 0x10, 0, 0x20, 0]), "without field 3"],
    ["with a number without an end", () => Buffer.alloc(12, 0xff), "without an end"],
    ["of a kind that went out of use", () => Buffer.from([0x0b]), "wire type 3"],
  ])("%s is refused", (_, spoil, words) => {
    expect(() => decodeFrame(spoil(encodeFrame(EVENT)))).toThrow(words);
  });
});

/** The SDK's codec, reached through its connection, since the SDK does not offer it by itself. */
describe("a frame of the official client", () => {
  type Fields = {
    SeqID: unknown;
    LogID: unknown;
    service: number;
    method: number;
    headers: { key: string; value: string }[];
    payload?: Uint8Array;
    payloadEncoding?: string;
    payloadType?: string;
    LogIDNew?: string;
  };
  type Inside = {
    wsConfig: { setWSInstance(socket: unknown): void };
    communicate(): void;
    handleEventData(frame: Fields): Promise<void>;
    sendMessage(frame: Fields): void;
  };
  class Socket extends EventEmitter {
    readonly readyState = 1;
    readonly sent: Buffer[] = [];
    send(bytes: Uint8Array): void {
      this.sent.push(Buffer.from(bytes));
    }
  }
  function client() {
    const socket = new Socket();
    const inside = new WSClient({ appId: "cli_00000000000000aa", appSecret: "s" }) as unknown as Inside;
    inside.wsConfig.setWSInstance(socket);
    return { socket, inside };
  }

  it("is read as it was meant", () => {
    const { socket, inside } = client();
    const headers = EVENT.headers.map(([key, value]) => ({ key, value }));

    inside.sendMessage({
      SeqID: Number(EVENT.seqId),
      LogID: Number(EVENT.logId),
      service: EVENT.service,
      method: EVENT.method,
      headers,
      payloadEncoding: "none",
      payloadType: "json",
      payload: EVENT.payload!,
      LogIDNew: "新",
    });

    expect(socket.sent.map(decodeFrame)).toEqual([EVENT]);
  });

  it("is written as it is understood there", () => {
    const { socket, inside } = client();
    const understood: Fields[] = [];
    inside.handleEventData = (frame) => Promise.resolve(void understood.push(frame));
    inside.communicate();

    socket.emit("message", encodeFrame(EVENT));

    expect(understood).toHaveLength(1);
    const { SeqID, LogID, payload, ...rest } = understood[0]!;
    expect([String(SeqID), String(LogID)]).toEqual(["7", "4503599627370501"]);
    expect(Buffer.from(payload!)).toEqual(EVENT.payload);
    expect(rest).toMatchObject({
      service: EVENT.service,
      method: 1,
      headers: EVENT.headers.map(([key, value]) => ({ key, value })),
      payloadEncoding: "none",
      payloadType: "json",
      LogIDNew: "新",
    });
  });
});

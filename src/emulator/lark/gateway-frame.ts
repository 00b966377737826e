/**
 * One frame of a long connection, protobuf (proto2) message `pbbp2.Frame`. Its fields are written by hand, from
 * the field list below: a codec of its own has no mistake in common with the one in the SDK of the program under test.
 * 1 SeqID uint64 · 2 LogID uint64 · 3 service int32 · 4 method int32 · 5 headers {1 key, 2 value} · 6 payloadEncoding ·
 * 7 payloadType · 8 payload bytes · 9 LogIDNew; 1 to 4 are required.
 */
export type Frame = {
  seqId: bigint;
  logId: bigint;
  service: number;
  /** 0: about the connection (ping, pong), 1: an event or callback, and its answer. */
  method: number;
  headers: readonly (readonly [key: string, value: string])[];
  payloadEncoding?: string;
  payloadType?: string;
  payload?: Buffer;
  logIdNew?: string;
};

export const CONTROL_FRAME = 0;
export const DATA_FRAME = 1;
const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;
const LONGEST_VARINT = 10;

export function headerOf(frame: Frame, key: string): string | undefined {
  return frame.headers.find(([name]) => name === key)?.[1];
}

export function encodeFrame(frame: Frame): Buffer {
  const texts = [
    [6, frame.payloadEncoding],
    [7, frame.payloadType],
    [8, frame.payload],
    [9, frame.logIdNew],
  ] as const;
  return Buffer.concat([
    numberField(1, frame.seqId),
    numberField(2, frame.logId),
    numberField(3, BigInt(frame.service)),
    numberField(4, BigInt(frame.method)),
    ...frame.headers.map(([key, value]) =>
      bytesField(5, Buffer.concat([bytesField(1, key), bytesField(2, value)])),
    ),
    ...texts.flatMap(([field, value]) => (value === undefined ? [] : [bytesField(field, value)])),
  ]);
}

function numberField(field: number, value: bigint): Buffer {
  return Buffer.concat([varint(BigInt((field << 3) | VARINT)), varint(value)]);
}

function bytesField(field: number, value: string | Buffer): Buffer {
  const bytes = typeof value === "string" ? Buffer.from(value, "utf8") : value;
  return Buffer.concat([varint(BigInt((field << 3) | BYTES)), varint(BigInt(bytes.length)), bytes]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  // A negative int32 travels as the 64 bits of its two's complement.
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

type Part = { field: number; value: bigint | Buffer };

/** @throws Error for bytes that are no frame, or that lack a required field. */
export function decodeFrame(bytes: Buffer): Frame {
  const parts = partsOf(bytes);
  const number = (field: number): bigint => {
    const value = parts.findLast((part) => part.field === field)?.value;
    if (typeof value !== "bigint") throw new Error(`a frame without field ${field}`);
    return value;
  };
  const payload = bytesOf(parts, 8);
  return {
    seqId: number(1),
    logId: number(2),
    service: Number(BigInt.asIntN(32, number(3))),
    method: Number(BigInt.asIntN(32, number(4))),
    headers: parts.flatMap(({ field, value }) => (field === 5 ? [headerFrom(value)] : [])),
    ...textField("payloadEncoding", bytesOf(parts, 6)),
    ...textField("payloadType", bytesOf(parts, 7)),
    ...(payload === undefined ? {} : { payload }),
    ...textField("logIdNew", bytesOf(parts, 9)),
  };
}

function headerFrom(value: bigint | Buffer): readonly [string, string] {
  if (typeof value === "bigint") throw new Error("a header that is a number");
  const parts = partsOf(value);
  return [bytesOf(parts, 1)?.toString("utf8") ?? "", bytesOf(parts, 2)?.toString("utf8") ?? ""];
}

function bytesOf(parts: readonly Part[], field: number): Buffer | undefined {
  const value = parts.findLast((part) => part.field === field)?.value;
  return Buffer.isBuffer(value) ? value : undefined;
}

function textField(name: string, value: Buffer | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value.toString("utf8") };
}

function partsOf(bytes: Buffer): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new Error("a frame that ends in the middle of a field");
    at += length;
    return bytes.subarray(at - length, at);
  };
  const takeVarint = (): bigint => {
    let value = 0n;
    for (let place = 0; place < LONGEST_VARINT; place += 1) {
      const byte = take(1)[0] ?? 0;
      value |= BigInt(byte & 0x7f) << BigInt(7 * place);
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new Error("a number without an end");
  };
  while (at < bytes.length) {
    const tag = Number(takeVarint());
    const field = tag >>> 3;
    const wireType = tag & 7;
    if (wireType === VARINT) parts.push({ field, value: takeVarint() });
    else if (wireType === BYTES) parts.push({ field, value: take(Number(takeVarint())) });
    else if (wireType === FIXED_64) take(8);
    else if (wireType === FIXED_32) take(4);
    else throw new Error(`wire type ${wireType}`);
  }
  return parts;
}

import { describe, expect, it } from "vitest";
import type { Exchange } from "#emulator/page-news";
import { fitsFilter, isFailure, jsonPieces, mergeTraffic } from "#emulator/page/traffic-list";

function exchange(id: number, more: Partial<Exchange> = {}): Exchange {
  return {
    id,
    kind: "request",
    at: "2026-11-20T01:00:00Z",
    change: id,
    name: "im/v1/messages",
    method: "POST",
    status: 200,
    code: 0,
    tookMs: 1,
    tries: [],
    bytes: 0,
    ...more,
  };
}

describe("the list of the inspector", () => {
  it("has the newest first and what changed in its place", () => {
    const merged = mergeTraffic([exchange(2), exchange(1)], [exchange(1, { status: 500 }), exchange(3)]);

    expect(merged.map(({ id, status }) => [id, status])).toEqual([
      [3, 200],
      [2, 200],
      [1, 500],
    ]);
  });

  it("does not grow beyond what the emulator keeps", () => {
    const many = Array.from({ length: 700 }, (_, index) => exchange(index + 1));

    const merged = mergeTraffic([], many);

    expect([merged.length, merged[0]?.id]).toEqual([500, 700]);
  });

  it.each([
    ["a code of the platform", exchange(1, { code: 230_020, status: 400 }), true],
    ["a code in an answer 200", exchange(1, { code: 10_014 }), true],
    ["a cut connection", exchange(1, { status: 0 }), true],
    ["a good answer", exchange(1), false],
    ["an event on its way", exchange(1, { kind: "event", status: null, state: "pending" }), false],
    ["an event answered with 500", exchange(1, { kind: "event", status: 500, state: "failed" }), true],
  ])("tells whether %s is a failure", (_, entry, expected) => {
    expect(isFailure(entry)).toBe(expected);
  });

  it("is filtered by direction, by failure and by every word", () => {
    const event = exchange(1, { kind: "event", name: "im.message.receive_v1" });

    expect(fitsFilter(event, "out", "")).toBe(true);
    expect(fitsFilter(event, "in", "")).toBe(false);
    expect(fitsFilter(exchange(1), "failed", "")).toBe(false);
    expect(fitsFilter(exchange(1, { status: 429, code: 99_991_400 }), "all", "post 99991400")).toBe(true);
    expect(fitsFilter(exchange(1), "all", "post 99991400")).toBe(false);
  });
});

describe("JSON in the inspector", () => {
  const textOf = (value: unknown): string =>
    jsonPieces(value)
      .map(({ text }) => text)
      .join("");

  it("is shown whole, in pieces by their kind", () => {
    const pieces = jsonPieces({ a: "x", b: -1.5, c: [true, null] });

    expect(textOf({ a: "x", b: -1.5, c: [true, null] })).toBe(
      JSON.stringify({ a: "x", b: -1.5, c: [true, null] }, null, 2),
    );
    expect(pieces.filter(({ kind }) => kind !== "plain").map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'key "a"',
      'string "x"',
      'key "b"',
      "number -1.5",
      'key "c"',
      "word true",
      "word null",
    ]);
  });

  it("opens a card that is written inside a text, and leaves other texts alone", () => {
    expect(textOf({ content: '{"title":"卡片"}' })).toContain('"title": "卡片"');
    expect(textOf({ content: "{no json" })).toContain('"{no json"');
  });
});

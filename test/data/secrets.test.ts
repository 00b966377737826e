import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newId } from "#data/new-id";
import { createSecrets } from "#data/secrets";
import type { Turn } from "#domain/contact";

const secrets = createSecrets(Buffer.alloc(32, 1));
const others = createSecrets(Buffer.alloc(32, 2));
const TURNS: Turn[] = [
  { n: 1, role: "customer", at: new Date("2026-11-20T01:00:00.123Z"), text: "我的电话是 13812345678 😀" },
  { n: 2, role: "agent", at: null, text: "" },
];

describe("sealed text", () => {
  it("opens to the same conversation, and shows nothing of it", () => {
    const sealed = Buffer.from(secrets.sealText(JSON.stringify(TURNS)));

    expect(secrets.openTurns(sealed, secrets.keyVersion)).toEqual(TURNS);
    expect(sealed.includes("13812345678")).toBe(false);
  });

  it("is another one each time, so that equal texts cannot be told", () => {
    expect(secrets.sealText("好")).not.toEqual(secrets.sealText("好"));
  });

  it("opens with no other key, no other version, and not when a bit was changed", () => {
    const sealed = Buffer.from(secrets.sealText("好"));
    const version = secrets.keyVersion;
    const changed = sealed.map((byte, place) => (place === sealed.length - 1 ? byte ^ 1 : byte));

    expect(() => others.openText(sealed, version)).toThrow(/authenticate/);
    expect(() => secrets.openText(changed, version)).toThrow(/authenticate/);
    expect(() => secrets.openText(sealed, version + 1)).toThrow(`No key of version ${version + 1} is known.`);
  });
});

describe("keyed hashes", () => {
  it("of a customer are the same for the same key only", () => {
    const hash = Buffer.from(secrets.customerHash("wx-1"));

    expect(Buffer.from(secrets.customerHash("wx-1")).equals(hash)).toBe(true);
    expect(Buffer.from(secrets.customerHash("wx-2")).equals(hash)).toBe(false);
    expect(Buffer.from(others.customerHash("wx-1")).equals(hash)).toBe(false);
    expect(hash.equals(createHash("sha256").update("wx-1").digest())).toBe(false);
  });

  it("for links have a key of their own", () => {
    const signature = secrets.signLink("wx-1");

    expect(signature).toMatch(/^[\w-]{43}$/);
    expect(signature).not.toBe(Buffer.from(secrets.customerHash("wx-1")).toString("base64url"));
    expect(others.signLink("wx-1")).not.toBe(signature);
  });

  it("without a key are plain SHA-256, which anybody can check", () => {
    expect(secrets.sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});

describe("what chance gives", () => {
  it("is a seed of 32 bytes, never the same", () => {
    const seeds = new Set(Array.from({ length: 100 }, () => secrets.randomSeed()));

    expect(seeds.size).toBe(100);
    for (const seed of seeds) expect(seed).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is an id of version 7 that begins with its time and is never the same", () => {
    const before = Date.now();
    const ids = Array.from({ length: 1_000 }, () => newId());
    const after = Date.now();

    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) {
      const milliseconds = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(milliseconds).toBeGreaterThanOrEqual(before);
      expect(milliseconds).toBeLessThanOrEqual(after);
    }
  });
});

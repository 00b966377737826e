import { createHash, hash as nodeHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { drawSample, frameHash, seedHash } from "#domain/sampling";
import type { Frame } from "#domain/sampling";

const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
const plan = { perAgent: 2, windowWorkingDays: 5, minTurns: 0 };

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
}

const frame: Frame = [
  { agentId: "a", contactIds: numbered("a", 30) },
  { agentId: "b", contactIds: numbered("b", 30) },
  { agentId: "c", contactIds: ["c-0"] },
  { agentId: "d", contactIds: [] },
];

describe("a draw", () => {
  it("takes the contacts that sha256sum ranks lowest", () => {
    // printf %s "seed-1:x-1" | sha256sum, and so on: x-1 0f4c2fef…, x-2 b2b49ff0…, x-3 5424c66a…
    const drawn = drawSample({
      frame: [{ agentId: "x", contactIds: ["x-2", "x-3", "x-1"] }],
      plan,
      seed: "seed-1",
      hash,
    });

    expect(drawn).toEqual([
      { agentId: "x", contactId: "x-1", mark: "random" },
      { agentId: "x", contactId: "x-3", mark: "random" },
    ]);
  });

  it("takes so many of each agent, all when there are fewer, none when there is none", () => {
    const drawn = drawSample({ frame, plan, seed: "s", hash });

    expect(drawn.map(({ agentId }) => agentId)).toEqual(["a", "a", "b", "b", "c"]);
    expect(new Set(drawn.map(({ contactId }) => contactId)).size).toBe(5);
  });

  it("is the same whatever the order of the frame, also when agents and contacts come twice", () => {
    const shuffled: Frame = [
      { agentId: "b", contactIds: numbered("b", 30).reverse() },
      { agentId: "c", contactIds: ["c-0", "c-0"] },
      { agentId: "a", contactIds: numbered("a", 30).slice(10) },
      { agentId: "a", contactIds: numbered("a", 15).reverse() },
    ];

    const drawn = drawSample({ frame: shuffled, plan, seed: "s", hash });

    expect(drawn).toEqual(drawSample({ frame, plan, seed: "s", hash }));
  });

  it("agrees with sorting everything, for many seeds and sizes", () => {
    for (let round = 0; round < 60; round += 1) {
      const perAgent = round % 7;
      const contactIds = numbered("x", 1 + ((round * 13) % 40));

      const drawn = drawSample({
        frame: [{ agentId: "x", contactIds }],
        plan: { ...plan, perAgent },
        seed: `${round}`,
        hash,
      });

      const sorted = contactIds
        .map((id) => [hash(`${round}:${id}`), id] as const)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .slice(0, perAgent);
      expect(drawn.map(({ contactId }) => contactId)).toEqual(sorted.map(([, id]) => id));
    }
  });

  it("breaks a tie of ranks by the contact's id", () => {
    const drawn = drawSample({
      frame: [{ agentId: "x", contactIds: ["3", "1", "2"] }],
      plan,
      seed: "s",
      hash: () => "same",
    });

    expect(drawn.map(({ contactId }) => contactId)).toEqual(["1", "2"]);
  });

  it("gives each contact the same chance over many seeds", () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed += 1) {
      const [drawn] = drawSample({
        frame: [{ agentId: "x", contactIds: numbered("x", 8) }],
        plan: { ...plan, perAgent: 1 },
        seed: `${seed}`,
        hash,
      });
      if (drawn) times.set(drawn.contactId, (times.get(drawn.contactId) ?? 0) + 1);
    }

    // Expected 500 each; five standard deviations (sqrt(4000 · 1/8 · 7/8) = 20.9) on both sides.
    expect(times.size).toBe(8);
    for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(105);
  });

  it("copes with a million contacts", () => {
    const large = [
      { agentId: "a", contactIds: numbered("a", 500_000) },
      { agentId: "b", contactIds: numbered("b", 500_000) },
    ];

    const drawn = drawSample({
      frame: large,
      plan,
      seed: "s",
      hash: (text) => nodeHash("sha256", text, "hex"),
    });

    expect(drawn).toHaveLength(4);
  });
});

describe("the fingerprints", () => {
  it("of the seed is its SHA-256", () => {
    // printf %s abc | sha256sum
    expect(seedHash("abc", hash)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  it("of the frame depends on what is in it, not on the order", () => {
    const first = frameHash(
      [
        { agentId: "a", contactIds: ["1", "2"] },
        { agentId: "b", contactIds: ["3"] },
      ],
      hash,
    );
    const turned = frameHash(
      [
        { agentId: "b", contactIds: ["3"] },
        { agentId: "a", contactIds: ["2", "1"] },
      ],
      hash,
    );
    const moved = frameHash(
      [
        { agentId: "a", contactIds: ["1"] },
        { agentId: "b", contactIds: ["2", "3"] },
      ],
      hash,
    );

    expect(turned).toBe(first);
    expect(moved).not.toBe(first);
    expect(first).toBe(hash("a\t1\na\t2\nb\t3\n"));
  });
});

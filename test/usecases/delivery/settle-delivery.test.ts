import { describe, expect, it } from "vitest";
import type { ChatPlatform, Delivery, DeliveryProblem } from "#ports/chat";
import type { OutboxMessage } from "#ports/delivery";
import { isUncertain, outcomeOf } from "#usecases/delivery/settle-delivery";
import { anOutboxMessage } from "../../support/outbox-message.ts";

const NOW = new Date("2026-11-20T02:00:00Z");
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);
const failed = (problem: Partial<DeliveryProblem> & Pick<DeliveryProblem, "kind">): Delivery => ({
  delivered: false,
  problem: { code: "c", reason: "r", afterSeconds: null, ...problem } as DeliveryProblem,
});
const waitSeconds = (message: OutboxMessage, delivery: Delivery, chance: number): number =>
  (outcomeOf(message, delivery, NOW, chance).dueAt!.getTime() - NOW.getTime()) / 1000;

describe("what becomes of a message after a try", () => {
  it("is sent, with the platform's ids, when it was taken", () => {
    const outcome = outcomeOf(
      anOutboxMessage({ id: "m" }),
      { delivered: true, messageId: "om_1", chatId: "oc_1" },
      NOW,
      0,
    );

    expect(outcome).toEqual({
      id: "m",
      attempts: 1,
      state: "sent",
      platformMessageId: "om_1",
      platformChatId: "oc_1",
    });
  });

  it.each([
    ["unreachable", "unreachable"],
    ["refused", "dead"],
  ] as const)("is final when the platform says %s: %s", (kind, state) => {
    const outcome = outcomeOf(anOutboxMessage({ id: "m" }), failed({ kind }), NOW, 0);

    expect(outcome).toEqual({ id: "m", attempts: 1, state, code: "c", reason: "r" });
  });

  it.each([
    [1, 0, 0.5],
    [1, 1, 1],
    [2, 1, 2],
    [5, 1, 16],
    [10, 1, 512],
    [11, 1, 600],
    [1_000, 0, 300],
  ])(
    "after try %i waits, by chance %d, %d seconds: twice as long each time, ten minutes at most",
    (attempts, chance, seconds) => {
      expect(waitSeconds(anOutboxMessage({ attempts }), failed({ kind: "retry" }), chance)).toBe(seconds);
    },
  );

  it("waits as long as the platform asks, and then some, so that not all come back together", () => {
    const asked = failed({ kind: "retry", afterSeconds: 30 });

    expect(waitSeconds(anOutboxMessage({ attempts: 1 }), asked, 0)).toBe(30.5);
  });

  it.each([
    ["retry", false],
    ["unknown", true],
  ] as const)("remembers after %s whether it may have arrived: %s", (kind, mayHaveArrived) => {
    const outcome = outcomeOf(anOutboxMessage(), failed({ kind }), NOW, 0);

    expect(outcome).toMatchObject({ state: "waiting", mayHaveArrived });
  });

  it("counts its day from the first try: what waited a weekend is not given up at once", () => {
    const message = anOutboxMessage({ createdAt: ago(3 * 24 * 3_600), firstTriedAt: NOW });

    expect(outcomeOf(message, failed({ kind: "retry" }), NOW, 0).state).toBe("waiting");
  });

  it("is given up after a day", () => {
    const day = 24 * 3_600;

    const states = [ago(day), ago(day + 1)].map(
      (firstTriedAt) => outcomeOf(anOutboxMessage({ firstTriedAt }), failed({ kind: "retry" }), NOW, 0).state,
    );

    expect(states).toEqual(["waiting", "dead"]);
  });
});

describe("a message that may have arrived", () => {
  const platform = { dedupeSeconds: 3_600 } as ChatPlatform;

  it.each<[string, Partial<OutboxMessage>, boolean]>([
    ["while the platform remembers it", { mayHaveArrivedAt: ago(3_240) }, false],
    ["shortly before it forgets", { mayHaveArrivedAt: ago(3_241) }, true],
    [
      "when the tries before that surely failed",
      { mayHaveArrivedAt: ago(10), firstTriedAt: ago(9_999) },
      false,
    ],
    ["when it surely did not arrive", { mayHaveArrivedAt: null, firstTriedAt: ago(9_999) }, false],
    [
      "when it is a patch, which changes nothing twice",
      { verb: "patch", mayHaveArrivedAt: ago(9_999) },
      false,
    ],
  ])("must not be repeated %s: %s", (_, change, expected) => {
    expect(isUncertain(anOutboxMessage(change), platform, NOW)).toBe(expected);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatPlatform, Delivery } from "#ports/chat";
import { deliverOutbox } from "#usecases/delivery/deliver-outbox";
import { systemClock } from "#time/system-clock";
import { aCard, aPerson } from "../../support/builders.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const APP = { platform: "lark", appId: "cli_test" } as const;
const NEVER = new AbortController().signal;

/** A platform that does with each card what its title says. */
function platform(sent: string[]): ChatPlatform {
  const take = (title: string): Promise<Delivery> => {
    if (title === "breaks") throw new TypeError("no such block");
    sent.push(title);
    return Promise.resolve({ delivered: true, messageId: `om_${title}`, chatId: null });
  };
  return {
    name: "lark",
    appId: APP.appId,
    dedupeSeconds: 3600,
    limits: { perSecond: 1_000, perMinute: 60_000, perDestinationPerSecond: 1_000 },
    send: async (_to, card) => take(card.title),
    reply: async (_messageId, card) => take(card.title),
    patch: async (_messageId, card) => take(card.title),
    lookUp: () => Promise.resolve([]),
    chats: () => Promise.resolve([]),
  };
}

describe("delivery", () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(() => test.close());
  const deliver = (sent: string[]) =>
    deliverOutbox(
      { store: test.store, clock: systemClock, platforms: [platform(sent)], chance: () => 0 },
      NEVER,
    );

  it("is not held up by a card that cannot be drawn: that one is dead, the next one goes out", async () => {
    const user = { ...APP, userId: "ou_1" };
    const cards = ["breaks", "follows"].map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const sent: string[] = [];

    await deliver(sent);

    expect(sent).toEqual(["follows"]);
    expect(await test.store.outbox.countByState()).toMatchObject({ dead: 1, sent: 1 });
  });

  it("forgets that somebody could not be reached once they were", async () => {
    const now = systemClock.now();
    const [person] = await test.store.people.save([aPerson({ employeeNo: "1001" })], now);
    const user = { ...APP, userId: "ou_2" };
    await test.store.identities.bind(user, person!.id, now);
    const twoDaysAgo = new Date(now.getTime() - 2 * 24 * 3_600_000);
    await test.store.identities.markUnreachable(user, "230013", twoDaysAgo);
    await test.store.outbox.add([{ key: "again", to: { person: person!.id }, card: aCard("again") }], now);

    await deliver([]);

    expect(await test.store.identities.unreachable()).toEqual([]);
  });
});

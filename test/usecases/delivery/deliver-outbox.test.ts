import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ChatPlatform, Delivery } from "#ports/chat";
import type { Clock } from "#ports/clock";
import type { Store } from "#ports/store";
import { deliverOutbox, type DeliverOutboxDeps } from "#usecases/delivery/deliver-outbox";
import type { DeliveryTrouble } from "#usecases/delivery/deliver-message";
import { systemClock } from "#time/system-clock";
import { aCard, aPerson } from "../../support/builders.ts";
import { eventually } from "../../support/eventually.ts";
import { gate } from "../../support/gate.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const APP = { platform: "lark", appId: "cli_test" } as const;
const NEVER = new AbortController().signal;

type Answer = (title: string, place: number) => Delivery | undefined;

/** A platform that notes the titles of its cards, and takes each but those that `answer` refuses. */
function platform(sent: string[], answer: Answer = () => undefined): ChatPlatform {
  const take = (title: string): Promise<Delivery> => {
    if (title === "breaks") throw new TypeError("no such block");
    const place = sent.push(title) - 1;
    return Promise.resolve(
      answer(title, place) ?? { delivered: true, messageId: `om_${title}`, chatId: null },
    );
  };
  return {
    name: "lark",
    appId: APP.appId,
    dedupeSeconds: 3600,
    limits: { perSecond: 1_000, perMinute: 60_000, perDestinationPerSecond: 1_000 },
    send: async (_to, card) => take(card.title),
    reply: async (_messageId, card) => take(card.title),
    patch: async (_messageId, card) => take(card.title),
    upload: () => Promise.reject(new Error("no card here shows a picture")),
    ownId: { known: () => null, learn: () => Promise.resolve(null) },
    lookUp: () => Promise.resolve([]),
    chats: () => Promise.resolve([]),
  };
}

const QUIET = { pauses: new Map<string, number>(), onProblem: () => undefined, chance: () => 0 };
const refusal = (holdsUp: "destination" | "app", afterSeconds: number | null): Delivery => ({
  delivered: false,
  problem: { kind: "retry", code: "slow-down", reason: "too many", afterSeconds, holdsUp },
});

/** It stands still, but for being moved: by the test, or by whoever waits on it. */
function clockMovedByHand(): Clock & { move(milliseconds: number): void } {
  let now = systemClock.now().getTime();
  const move = (milliseconds: number): void => void (now += milliseconds);
  return {
    now: () => new Date(now),
    onMove: () => () => undefined,
    wait: async (milliseconds) => move(milliseconds),
    move,
  };
}

describe("delivery", () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(() => test.close());
  const waiting = async (): Promise<number> => (await test.store.outbox.countByState())["waiting"] ?? 0;
  const deliver = (sent: string[], problems: DeliveryTrouble[] = []) =>
    deliverOutbox(
      {
        store: test.store,
        clock: systemClock,
        platforms: [platform(sent)],
        ...QUIET,
        onProblem: (problem) => void problems.push(problem),
      },
      NEVER,
    );

  it("is not held up by a card that cannot be drawn: that one is dead, the next one goes out", async () => {
    const user = { ...APP, userId: "ou_1" };
    const cards = ["breaks", "follows"].map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const sent: string[] = [];

    const problems: DeliveryTrouble[] = [];

    await deliver(sent, problems);

    expect(sent).toEqual(["follows"]);
    expect(problems).toMatchObject([{ what: "dead", code: "cannot-be-sent" }]);
    expect(await test.store.outbox.countByState()).toMatchObject({ dead: 1, sent: 1 });
  });

  it("asks nothing more of a platform that wants to be left alone, in this run or the next", async () => {
    const now = systemClock.now();
    const waitingBefore = await waiting();
    const cards = Array.from({ length: 40 }, (_, n) => ({
      key: `storm-${n}`,
      to: { user: { ...APP, userId: `ou_storm_${n}` } },
      card: aCard(`storm-${n}`),
    }));
    await test.store.outbox.add(cards, now);
    const pauses = new Map();
    const problems: DeliveryTrouble[] = [];
    const sent: string[] = [];
    const busy = platform(sent, () => refusal("app", 30));
    const slow = { ...busy, limits: { ...busy.limits, perSecond: 10 } };
    const deps: DeliverOutboxDeps = {
      store: test.store,
      clock: systemClock,
      platforms: [slow],
      ...QUIET,
      pauses,
      onProblem: (problem) => void problems.push(problem),
    };

    await deliverOutbox(deps, NEVER);
    const inTheFirstRun = sent.length;
    await test.store.outbox.add([{ ...cards[0]!, key: "one-more" }], systemClock.now());
    const report = await deliverOutbox(deps, NEVER);

    // So many were under way before the first answer came.
    expect(inTheFirstRun).toBeGreaterThan(0);
    expect(inTheFirstRun).toBeLessThanOrEqual(9);
    expect(sent).toHaveLength(inTheFirstRun);
    // Whoever runs the program hears of it once, not for each message.
    expect(problems.map(({ what, code }) => [what, code])).toEqual([["platform-refuses", "slow-down"]]);
    expect(await waiting()).toBe(waitingBefore + 41);
    const pausedMilliseconds = (report as { nextDueAt: Date }).nextDueAt.getTime() - now.getTime();
    expect(pausedMilliseconds).toBeGreaterThanOrEqual(30_000);
  });

  it("lets nothing overtake a message that has to be tried again", async () => {
    const user = { ...APP, userId: "ou_lane" };
    const cards = ["first", "second"].map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const sent: string[] = [];
    const hesitant = platform(sent, (_title, place) =>
      place === 0 ? refusal("destination", null) : undefined,
    );

    await deliverOutbox({ store: test.store, clock: systemClock, platforms: [hesitant], ...QUIET }, NEVER);

    expect(sent).toEqual(["first", "first", "second"]);
  });

  it("keeps the order of what goes to one person, also of what still waits while one is tried again", async () => {
    const titles = Array.from({ length: 70 }, (_, n) => `o${String(n).padStart(2, "0")}`);
    const user = { ...APP, userId: "ou_order" };
    const cards = titles.map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const tried: string[] = [];
    const unknown: Delivery = {
      delivered: false,
      problem: { kind: "unknown", code: "http-502", reason: "bad gateway" },
    };
    const hesitant = platform(tried, (_title, place) => (place === 0 ? unknown : undefined));

    await deliverOutbox({ store: test.store, clock: systemClock, platforms: [hesitant], ...QUIET }, NEVER);

    expect(tried).toEqual(["o00", ...titles]);
  });

  it.each(["before", "after"])(
    "keeps that order when the time to try again has come %s it is written down what was put back",
    async (when) => {
      const app = { ...APP, appId: `cli_turn_${when}` };
      const titles = Array.from({ length: 70 }, (_, n) => `${when} ${String(n).padStart(2, "0")}`);
      const to = { user: { ...app, userId: `ou_turn_${when}` } };
      const clock = clockMovedByHand();
      await test.store.outbox.add(
        titles.map((title) => ({ key: title, to, card: aCard(title) })),
        clock.now(),
      );
      const tried: string[] = [];
      const hesitant = platform(tried, (_title, place) =>
        place === 0 ? refusal("destination", null) : undefined,
      );
      const [takenAgain, allPutBack] = [gate(), gate()];
      let [takes, settled] = [0, 0];
      const take: Store["outbox"]["take"] = async (apps, _at, ...more) => {
        takes += 1;
        if (takes !== 2) return test.store.outbox.take(apps, clock.now(), ...more);
        if (when === "after") await allPutBack.opened;
        clock.move(10_000);
        const taken = await test.store.outbox.take(apps, clock.now(), ...more);
        takenAgain.open();
        return taken;
      };
      const settle: Store["outbox"]["settle"] = async (outcomes, at) => {
        if (when === "before") await takenAgain.opened;
        await test.store.outbox.settle(outcomes, at);
        settled += outcomes.length;
        if (settled >= 60) allPutBack.open();
      };
      const store: Store = { ...test.store, outbox: { ...test.store.outbox, take, settle } };

      await deliverOutbox(
        { store, clock, platforms: [{ ...hesitant, appId: app.appId }], ...QUIET, pauses: new Map() },
        NEVER,
      );

      expect(tried).toEqual([titles[0], ...titles]);
    },
  );

  it("sends no more to one person in a second than the platform's share, in the order of writing", async () => {
    const user = { ...APP, userId: "ou_often" };
    const titles = Array.from({ length: 6 }, (_, n) => `n${n}`);
    const cards = titles.map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const at: number[] = [];
    const sent: string[] = [];
    const open = platform(sent, () => void at.push(systemClock.now().getTime()));
    const strict = { ...open, limits: { ...open.limits, perDestinationPerSecond: 5 } };

    await deliverOutbox({ store: test.store, clock: systemClock, platforms: [strict], ...QUIET }, NEVER);

    expect(sent).toEqual(titles);
    // Nine tenths of five: the fifth waits for the first to leave the window.
    expect(at[4]! - at[0]!).toBeGreaterThanOrEqual(1_000);
    expect(at[5]! - at[1]!).toBeGreaterThanOrEqual(1_000);
  });

  it("stops when it cannot write down what became of its messages", async () => {
    const cards = Array.from({ length: 200 }, (_, n) => ({
      key: `unwritten-${n}`,
      to: { user: { ...APP, userId: `ou_unwritten_${n}` } },
      card: aCard(`unwritten-${n}`),
    }));
    await test.store.outbox.add(cards, systemClock.now());
    let isAway = true;
    const settle: Store["outbox"]["settle"] = (...asked) =>
      isAway ? Promise.reject(new Error("the database is away")) : test.store.outbox.settle(...asked);
    const store: Store = { ...test.store, outbox: { ...test.store.outbox, settle } };
    const sent: string[] = [];
    const deps = { store, clock: systemClock, platforms: [platform(sent)], ...QUIET };

    const failing = deliverOutbox(deps, NEVER);
    await expect(failing).rejects.toThrow("the database is away");
    const sentInVain = sent.length;
    isAway = false;
    await deliverOutbox(deps, NEVER);

    expect(sentInVain).toBeGreaterThan(0);
    expect(sentInVain).toBeLessThanOrEqual(60);
    expect(new Set(sent).size).toBe(200);
    expect((await test.store.outbox.countByState())["sending"] ?? 0).toBe(0);
  });

  it("tells who runs the program of a message that may or may not have arrived", async () => {
    const user = { ...APP, userId: "ou_doubt" };
    await test.store.outbox.add([{ key: "doubt", to: { user }, card: aCard("doubt") }], systemClock.now());
    const problems: DeliveryTrouble[] = [];
    const sent: string[] = [];
    const unsure = platform(sent, () => ({
      delivered: false,
      problem: { kind: "unknown", code: "http-504", reason: "no answer" },
    }));

    await deliverOutbox(
      {
        store: test.store,
        clock: systemClock,
        platforms: [{ ...unsure, dedupeSeconds: 0 }],
        ...QUIET,
        onProblem: (problem) => void problems.push(problem),
      },
      NEVER,
    );

    expect(sent).toEqual(["doubt"]);
    expect(problems).toMatchObject([{ what: "uncertain" }]);
  });

  it("lets nobody wait for somebody else's answer, also what is written meanwhile", async () => {
    const messageTo = (userId: string) => ({
      key: `to ${userId}`,
      to: { user: { ...APP, userId } },
      card: aCard(userId),
    });
    await test.store.outbox.add([messageTo("ou_silent"), messageTo("ou_quick")], systemClock.now());
    const [answered, allOut] = [gate(), gate()];
    const sent: string[] = [];
    const open = platform(sent, (title) => void (title === "ou_later" && allOut.open()));
    const oneIsSilent: ChatPlatform = {
      ...open,
      send: async (to, card, key) => {
        const delivery = await open.send(to, card, key);
        if (card.title === "ou_silent") await answered.opened;
        return delivery;
      },
    };

    const delivering = deliverOutbox(
      { store: test.store, clock: systemClock, platforms: [oneIsSilent], ...QUIET },
      NEVER,
    );
    await eventually(() => sent.includes("ou_quick"));
    await test.store.outbox.add([messageTo("ou_later")], systemClock.now());
    await allOut.opened;
    answered.open();
    await delivering;

    expect(sent.toSorted()).toEqual(["ou_later", "ou_quick", "ou_silent"]);
  });

  it("leaves the section only when nobody sends any more, whatever broke", async () => {
    await test.store.outbox.add(
      [{ key: "under way", to: { user: { ...APP, userId: "ou_under_way" } }, card: aCard("under way") }],
      systemClock.now(),
    );
    const [begun, answered] = [gate(), gate()];
    const events: string[] = [];
    const slow = platform([]);
    const slowly: ChatPlatform = {
      ...slow,
      send: async (to, card, key) => {
        begun.open();
        await answered.opened;
        events.push("answered");
        return slow.send(to, card, key);
      },
    };
    const take: Store["outbox"]["take"] = async (...asked) => {
      if (events.length > 0 || (await test.store.outbox.countByState())["sending"]) {
        answered.open();
        throw new Error("the database is away");
      }
      return test.store.outbox.take(...asked);
    };
    const settle: Store["outbox"]["settle"] = async (...asked) => {
      await test.store.outbox.settle(...asked);
      events.push("written");
    };
    const store: Store = { ...test.store, outbox: { ...test.store.outbox, take, settle } };

    const delivering = deliverOutbox(
      { store, clock: systemClock, platforms: [slowly], ...QUIET },
      NEVER,
    ).finally(() => events.push("left"));

    await expect(delivering).rejects.toThrow("the database is away");
    expect(events).toEqual(["answered", "written", "left"]);
  });

  it("stops as soon as somebody else may be sending", async () => {
    const user = { ...APP, userId: "ou_lost" };
    const cards = ["goes", "stays"].map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const lost = new AbortController();
    const store: Store = { ...test.store, exclusively: (_section, work) => work(lost.signal) };
    const sent: string[] = [];
    const cut = platform(sent, () => {
      lost.abort();
      return undefined;
    });

    await deliverOutbox({ store, clock: systemClock, platforms: [cut], ...QUIET }, NEVER);

    expect(sent).toEqual(["goes"]);
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

  it("tells who watches over it what became of each try, and how long messages waited for the limits", async () => {
    const user = { ...APP, userId: "ou_watched" };
    const cards = ["one", "two", "three"].map((title) => ({ key: title, to: { user }, card: aCard(title) }));
    await test.store.outbox.add(cards, systemClock.now());
    const tried: string[] = [];
    const waited: string[] = [];
    const slow = { perSecond: 1_000, perMinute: 60_000, perDestinationPerSecond: 1 };

    await deliverOutbox(
      {
        store: test.store,
        clock: systemClock,
        platforms: [{ ...platform([]), limits: slow }],
        ...QUIET,
        delivery: {
          tried: ({ key, verb }, { state }) => void tried.push(`${key} ${verb} ${state}`),
          waited: (limit, milliseconds) => void (milliseconds > 0 && waited.push(limit)),
        },
      },
      NEVER,
    );

    expect(tried).toEqual(["one send sent", "two send sent", "three send sent"]);
    expect(waited.length).toBeGreaterThanOrEqual(2);
    expect(new Set(waited)).toEqual(new Set(["destination"]));
  });
});

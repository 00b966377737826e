import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { handleKept, type HandleKeptDeps } from "#bot/handle-kept";
import type { Person } from "#domain/person";
import { loadPolicy } from "#policy/load";
import type { CardActionEvent, ChatUser } from "#ports/chat";
import type { OutboxMessage } from "#ports/delivery";
import type { Store } from "#ports/store";
import { chineseCalendar } from "#time/chinese-calendar";
import { systemClock } from "#time/system-clock";
import { createLookAlikeMemory } from "#usecases/recognition/look-alike-memory";
import { aCard, aMessage, aPerson, aPress } from "../support/builders.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

const START = new Date("2026-11-20T02:00:00Z");
const APPS = [{ platform: "lark", appId: "cli_test" }] as const;
const SCORER: ChatUser = { ...APPS[0], userId: "ou_1" };
const late = (): boolean => true;
const inTime = (): boolean => false;

let opened: TestStore;
let deps: HandleKeptDeps;
let now: Date;
let scorer: Person;
let serial = 0;

beforeAll(async () => {
  opened = await openTestStore();
  const { store, secrets } = opened;
  const policy = await loadPolicy("standard");
  deps = {
    store,
    secrets,
    clock: { ...systemClock, now: () => now },
    calendar: chineseCalendar(policy.calendar),
    policy,
    policyId: await store.policies.keep(policy, "0".repeat(64), START),
    apps: APPS,
    transcriptUrl: () => null,
    certificateFileUrl: () => null,
    certificateUrl: () => null,
    certificateFileUrl: () => null,
    pictures: { certificate: () => Promise.reject(new Error("nothing is drawn here")) },
    lookAlikes: createLookAlikeMemory(),
    onRefusal: () => undefined,
    onFailure: () => undefined,
  };
  [scorer] = (await store.people.save([aPerson({ employeeNo: "2001", roles: ["supervisor"] })], START)) as [
    Person,
  ];
  await store.identities.bind(SCORER, scorer.id, START);
});
beforeEach(() => {
  now = START;
});
afterAll(() => opened.close());

/** A press on a card of ours that stands in the chat, kept and not handled. */
async function keptPress(action: CardActionEvent["action"]): Promise<CardActionEvent> {
  const { store } = opened;
  const key = `press-${(serial += 1)}`;
  const event: CardActionEvent = { ...aPress(key, `om-${key}`), action };
  await store.outbox.add([{ key: `card-${key}`, to: { user: SCORER }, card: aCard("那张卡片") }], now);
  const [sent] = await store.outbox.take(APPS, now, 1);
  const outcome = { state: "sent", platformMessageId: event.messageId, platformChatId: "oc_1" } as const;
  await store.outbox.settle([{ id: sent!.id, attempts: sent!.attempts, ...outcome }], now);
  await store.inbox.add([{ key, event }], now);
  return event;
}

async function outgoing(): Promise<Pick<OutboxMessage, "key" | "verb" | "aboutMessageId">[]> {
  const { outbox } = opened.store;
  const taken = await outbox.take(APPS, now, 100);
  // What stands as under way would hold up whatever goes to the same person next.
  const sent = { state: "sent", platformMessageId: "om_sent", platformChatId: "oc_1" } as const;
  await outbox.settle(
    taken.map(({ id, attempts }) => ({ id, attempts, ...sent })),
    now,
  );
  return taken.map(({ key, verb, aboutMessageId }) => ({ key, verb, aboutMessageId }));
}

/** The store, failing as soon as something is to be added to the outbox. */
function storeWithoutOutbox(store: Store): Store {
  const failing = (inner: Store): Store => ({
    ...inner,
    outbox: { ...inner.outbox, add: () => Promise.reject(new Error("killed here")) },
  });
  return { ...failing(store), transaction: (work) => store.transaction((inner) => work(failing(inner))) };
}

describe("a press whose answer is late", () => {
  it("gets the card as a patch of the message that was pressed", async () => {
    const event = await keptPress({ do: "tasks.mine" });

    await handleKept(deps, event, late);

    expect(await outgoing()).toEqual([
      { key: `late:${event.key}`, verb: "patch", aboutMessageId: event.messageId },
    ]);
  });

  it("gets no patch when somebody still waits for the answer", async () => {
    const event = await keptPress({ do: "tasks.mine" });

    const answer = await handleKept(deps, event, inTime);

    expect(answer?.card?.title).toEqual(expect.any(String));
    expect(await outgoing()).toEqual([]);
  });

  it("gets the refusal as a message", async () => {
    const event = await keptPress({ do: "score.open", task: "nobody-has-it" });

    await handleKept(deps, event, late);

    expect(await outgoing()).toEqual([{ key: `problem:${event.key}`, verb: "send", aboutMessageId: null }]);
  });

  it.each([
    ["card", { do: "tasks.mine" }],
    ["refusal", { do: "score.open", task: "nobody-has-it" }],
  ])("is not handled before its %s is in the outbox", async (_, action) => {
    const event = await keptPress(action);

    const killed = handleKept({ ...deps, store: storeWithoutOutbox(opened.store) }, event, late);

    await expect(killed).rejects.toThrow("killed here");
    expect(await outgoing()).toEqual([]);
    expect(await handleKept(deps, event, late)).not.toBeNull();
    expect(await outgoing()).toHaveLength(1);
  });
});

describe("an event that fails on our side", () => {
  const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);
  const isDueAt = async (event: CardActionEvent, at: Date): Promise<boolean> => {
    const due = await opened.store.inbox.due({ at, pressesKeptBefore: at }, 100);
    const rows = await opened.database.prisma.inboxEvent.findMany({ where: { key: event.key } });
    return due.includes(String(rows[0]!.id));
  };
  const fail = (event: CardActionEvent) =>
    handleKept({ ...deps, store: storeWithoutOutbox(opened.store) }, event, late).catch(() => "failed");

  const ACTIONS = [
    ["card", { do: "tasks.mine" }],
    ["refusal", { do: "score.open", task: "nobody-has-it" }],
  ] as const;

  it.each(ACTIONS)(
    "is tried again with its %s after 2 s, never later than after 10 min",
    async (_, action) => {
      const event = await keptPress(action);

      await fail(event);
      const afterOne = [await isDueAt(event, after(1)), await isDueAt(event, after(2))];
      for (let tries = 1; tries < 20; tries += 1) await fail(event);
      const afterMany = [await isDueAt(event, after(599)), await isDueAt(event, after(600))];

      expect(afterOne).toEqual([false, true]);
      expect(afterMany).toEqual([false, true]);
    },
  );

  it.each(ACTIONS)("is given up a day after it came with its %s", async (_, action) => {
    const event = await keptPress(action);

    now = after(24 * 3600 - 1);
    await fail(event);
    const isDueBefore = await isDueAt(event, after(48 * 3600));
    now = after(24 * 3600);
    await fail(event);
    const isDueAfterwards = await isDueAt(event, after(48 * 3600));

    expect([isDueBefore, isDueAfterwards]).toEqual([true, false]);
  });
});

describe("an event that cannot even be taken", () => {
  it("is told of under its key", async () => {
    const { store } = opened;
    const failures: string[] = [];
    const transaction = () => Promise.reject(new Error("no database"));

    const handled = handleKept(
      { ...deps, store: { ...store, transaction }, onFailure: (_, key) => failures.push(key) },
      { key: "press-x" },
      inTime,
    );

    await expect(handled).rejects.toThrow("no database");
    expect(failures).toEqual(["press-x"]);
  });
});

describe("what somebody wrote", () => {
  const storedText = async (key: string): Promise<string> => {
    const rows = await opened.database.prisma.inboxEvent.findMany({ where: { key } });
    return JSON.stringify(rows[0]!.event);
  };

  it("stands in the inbox only until the event is handled", async () => {
    const words = "客户张三很生气";
    const message = aMessage("message-1", words);
    const press = {
      ...aPress("press-form", "om-form"),
      action: { do: "tasks.mine" },
      form: { comment: words },
    };
    const entries = [message, press].map((event) => ({ key: event.key, event }));
    await opened.store.inbox.add(entries, now);
    const before = await Promise.all(entries.map(({ key }) => storedText(key)));

    for (const { key } of entries) await handleKept(deps, { key }, inTime);

    const afterwards = await Promise.all(entries.map(({ key }) => storedText(key)));
    expect(before).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
    expect(afterwards.join()).not.toContain(words);
    expect(afterwards[1]).toContain("om-form");
  });
});

describe("an event that is done with", () => {
  it("is told by ids and closed words, once, with nothing of what was written", async () => {
    const told: unknown[] = [];
    const watched = { ...deps, onHandled: (handled: unknown) => void told.push(handled) };
    const message = aMessage("told-1", "请给 13812345678 回电");
    await opened.store.inbox.add([{ key: message.key, event: message }], now);
    const press = await keptPress({ do: "score.open", task: "none" });

    await handleKept(watched, { key: message.key }, late);
    await handleKept(watched, { key: press.key }, inTime);
    await handleKept(watched, { key: message.key }, late);

    expect(told).toEqual([
      { event: message.key, kind: "message", person: scorer.id, refused: null },
      { event: press.key, kind: "card-action", person: scorer.id, refused: "not-found" },
    ]);
  });
});

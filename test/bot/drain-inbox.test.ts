import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drainInbox } from "#bot/drain-inbox";
import type { HandleKeptDeps } from "#bot/handle-kept";
import { loadPolicy } from "#policy/load";
import type { Store } from "#ports/store";
import { chineseCalendar } from "#time/chinese-calendar";
import { systemClock } from "#time/system-clock";
import { createLookAlikeMemory } from "#usecases/recognition/look-alike-memory";
import { aMessage } from "../support/builders.ts";
import { openTestStore, type TestStore } from "../support/stores.ts";

const START = new Date("2026-11-20T02:00:00Z");
const BROKEN = "broken-";

let opened: TestStore;
let deps: HandleKeptDeps;
let failed: string[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  const { store, secrets } = opened;
  const policy = await loadPolicy("standard");
  deps = {
    store: storeThatRefuses(store),
    secrets,
    clock: { ...systemClock, now: () => START },
    calendar: chineseCalendar(policy.calendar),
    policy,
    policyId: await store.policies.keep(policy, "0".repeat(64), START),
    apps: [{ platform: "lark", appId: "cli_test" }],
    transcriptUrl: () => null,
    certificateFileUrl: () => null,
    certificateUrl: () => null,
    certificateFileUrl: () => null,
    pictures: { certificate: () => Promise.reject(new Error("nothing is drawn here")) },
    lookAlikes: createLookAlikeMemory(),
    onRefusal: () => undefined,
    onFailure: (_, key) => failed.push(key),
  };
});
afterAll(() => opened.close());

/** The store, failing at what answers a broken event, and even at putting that back. */
function storeThatRefuses(store: Store): Store {
  const failing = (inner: Store): Store => ({
    ...inner,
    inbox: { ...inner.inbox, failed: () => Promise.reject(new Error("not put back")) },
    outbox: {
      ...inner.outbox,
      add: (messages, at) =>
        messages.some(({ key }) => key.includes(BROKEN))
          ? Promise.reject(new Error("not stored"))
          : inner.outbox.add(messages, at),
    },
  });
  return { ...failing(store), transaction: (work) => store.transaction((inner) => work(failing(inner))) };
}

describe("the inbox", () => {
  it("is handled to its end however many events in front of it stay due", async () => {
    const broken = Array.from({ length: 120 }, (_, place) => aMessage(`${BROKEN}${place}`));
    const sound = Array.from({ length: 60 }, (_, place) => aMessage(`sound-${place}`));
    for (const event of [...broken, ...sound])
      await opened.store.inbox.add([{ key: event.key, event }], START);

    const handled = await drainInbox(deps, new AbortController().signal);

    expect(handled).toBe(60);
    expect(await opened.store.inbox.countByState()).toEqual({ new: 120, handled: 60 });
    expect(failed).toHaveLength(120);
  });
});

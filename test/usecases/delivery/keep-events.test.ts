import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InboxEntry } from "#ports/delivery";
import type { Store } from "#ports/store";
import { createEventKeeper } from "#usecases/delivery/keep-events";
import { aMessage } from "../../support/builders.ts";
import { eventually } from "../../support/eventually.ts";
import { gate } from "../../support/gate.ts";
import { openTestStore, type TestStore } from "../../support/stores.ts";

const clock = { now: () => new Date("2026-11-20T02:00:00Z") } as Parameters<
  typeof createEventKeeper
>[0]["clock"];
const entry = (key: string): InboxEntry => ({ key, event: aMessage(key) });

let opened: TestStore;

beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

/** The store, with every insert noted and the first one held until the test lets it go. */
function observedStore() {
  const groups: string[][] = [];
  const first = gate();
  const add: Store["inbox"]["add"] = async (entries, at) => {
    groups.push(entries.map(({ key }) => key));
    if (groups.length === 1) await first.opened;
    return opened.store.inbox.add(entries, at);
  };
  return { groups, first, store: { ...opened.store, inbox: { ...opened.store.inbox, add } } };
}

describe("keeping events", () => {
  it("inserts together what comes together, and what comes while a statement is under way", async () => {
    const { groups, first, store } = observedStore();
    const keeper = createEventKeeper({ store, clock });

    const together = ["a", "b"].map((key) => keeper.keep(entry(key)));
    await eventually(() => groups.length === 1);
    const meanwhile = ["c", "d"].map((key) => keeper.keep(entry(key)));
    first.open();

    expect(await Promise.all([...together, ...meanwhile])).toEqual([true, true, true, true]);
    expect(groups).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("tells exactly one of several that their event was new, also within one statement", async () => {
    const { groups, first, store } = observedStore();
    const keeper = createEventKeeper({ store, clock });

    const kept = ["e", "f", "f", "f", "e"].map((key) => keeper.keep(entry(key)));
    first.open();

    expect(await Promise.all(kept)).toEqual([true, true, false, false, false]);
    expect(groups).toEqual([["e", "f"]]);
    expect(await createEventKeeper({ store: opened.store, clock }).keep(entry("f"))).toBe(false);
  });

  it("keeps what came together with an event that the store refuses", async () => {
    const { groups, first, store } = observedStore();
    const keeper = createEventKeeper({ store, clock });
    const refused = { key: "bad", event: aMessage("bad", "\0") };

    const kept = [entry("i"), entry("j"), refused, entry("k")].map((each) => keeper.keep(each));
    first.open();

    const settled = await Promise.allSettled(kept);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
    expect(groups[0]).toEqual(["i", "j", "bad", "k"]);
    expect(await createEventKeeper({ store: opened.store, clock }).keep(entry("k"))).toBe(false);
  });

  it("tells all of a group that failed, and goes on with the next", async () => {
    let isDown = true;
    const add: Store["inbox"]["add"] = (entries, at) =>
      isDown ? Promise.reject(new Error("no database")) : opened.store.inbox.add(entries, at);
    const store = { ...opened.store, inbox: { ...opened.store.inbox, add } };
    const keeper = createEventKeeper({ store, clock });

    const failed = await Promise.allSettled(["g", "h"].map((key) => keeper.keep(entry(key))));
    isDown = false;

    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await keeper.keep(entry("g"))).toBe(true);
  });

  it("does not call an event known whose group was stored without an answer", async () => {
    let isCut = false;
    const add: Store["inbox"]["add"] = async (entries, at) => {
      const fresh = await opened.store.inbox.add(entries, at);
      if (isCut) return fresh;
      isCut = true;
      throw new Error("Connection terminated unexpectedly");
    };
    const store = { ...opened.store, inbox: { ...opened.store.inbox, add } };
    const keeper = createEventKeeper({ store, clock });

    const kept = await Promise.allSettled(["l", "m"].map((key) => keeper.keep(entry(key))));

    expect(kept.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});

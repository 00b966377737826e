import { describe, expect, it } from "vitest";
import { mergePolicies } from "#policy/merge";

describe("putting one policy over another", () => {
  it("merges blocks key by key, deep down", () => {
    const merged = mergePolicies(
      { day: { drawAt: "09:10", dueAt: "18:00" }, zone: "A" },
      { day: { dueAt: "17:00" } },
    );

    expect(merged).toEqual({ day: { drawAt: "09:10", dueAt: "17:00" }, zone: "A" });
  });

  it("merges lists by id, in place, and appends what is new", () => {
    const base = {
      awards: [
        { id: "a", winners: 1, basis: "idea" },
        { id: "b", winners: 2 },
      ],
    };

    const merged = mergePolicies(base, {
      awards: [
        { id: "c", winners: 3 },
        { id: "a", winners: 9 },
      ],
    });

    expect(merged).toEqual({
      awards: [
        { id: "a", winners: 9, basis: "idea" },
        { id: "b", winners: 2 },
        { id: "c", winners: 3 },
      ],
    });
  });

  it("drops an inherited entry on demand, and one that is not there without a fuss", () => {
    const base = { awards: [{ id: "a" }, { id: "b" }] };

    const over = {
      awards: [
        { id: "a", remove: true },
        { id: "z", remove: true },
      ],
    };

    expect(mergePolicies(base, over)).toEqual({ awards: [{ id: "b" }] });
  });

  it("leaves an inherited block out on demand, and keeps the word where there is nothing to leave out", () => {
    const base = { grades: { month: { from: 1 }, year: { from: 2 } }, plan: { months: 3 } };

    const merged = mergePolicies(base, {
      grades: { year: { remove: true } },
      plan: { remove: true },
      plam: { remove: true },
    });

    expect(merged).toEqual({ grades: { month: { from: 1 } }, plam: { remove: true } });
  });

  it("inherits only what a list says that it keeps, in its order, and puts the list's own over it", () => {
    const base = { awards: [{ id: "a", winners: 1 }, { id: "b", winners: 2 }, { id: "c" }] };

    const merged = mergePolicies(base, {
      awards: [{ keep: ["b", "a"] }, { id: "d" }, { id: "a", winners: 9 }],
    });

    expect(merged).toEqual({ awards: [{ id: "b", winners: 2 }, { id: "a", winners: 9 }, { id: "d" }] });
    expect(mergePolicies(base, { awards: [{ keep: [] }] })).toEqual({ awards: [] });
  });

  it("keeps nothing silently that is not there: its bare id stays for the check to name", () => {
    expect(mergePolicies({ awards: [{ id: "a" }] }, { awards: [{ keep: ["gone", "a"] }] })).toEqual({
      awards: [{ id: "gone" }, { id: "a" }],
    });
  });

  it("replaces any other list, and lets null and false win", () => {
    const base = { scorers: ["supervisor", "inspector"], stock: 4, on: true, list: [{ id: "a" }] };

    const merged = mergePolicies(base, { scorers: ["trainer"], stock: null, on: false, list: [] });

    expect(merged).toEqual({ scorers: ["trainer"], stock: null, on: false, list: [] });
  });

  it("changes neither of the two", () => {
    const base = { list: [{ id: "a", inner: { x: 1 } }] };
    const over = { list: [{ id: "a", inner: { y: 2 } }] };

    mergePolicies(base, over);

    expect([base, over]).toEqual([
      { list: [{ id: "a", inner: { x: 1 } }] },
      { list: [{ id: "a", inner: { y: 2 } }] },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { newId } from "#data/new-id";

describe("a new id", () => {
  it("is a UUID of version 7 that begins with the time", () => {
    const before = Date.now();

    const id = newId();

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const madeAt = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
    expect(madeAt).toBeGreaterThanOrEqual(before - 1_000);
    expect(madeAt).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it("comes behind the ids that were made before it, also in the same millisecond", () => {
    const ids = Array.from({ length: 5_000 }, newId);

    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(5_000);
  });
});

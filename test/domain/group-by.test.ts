import { describe, expect, it } from "vitest";
import { groupBy } from "#domain/group-by";

describe("groupBy", () => {
  it("puts values under their key, both in the order in which they came", () => {
    const groups = groupBy(["pear", "apple", "plum", "avocado", "fig"], (word) => word[0]);

    expect([...groups]).toEqual([
      ["p", ["pear", "plum"]],
      ["a", ["apple", "avocado"]],
      ["f", ["fig"]],
    ]);
  });

  it("makes no group of nothing", () => {
    expect(groupBy([], String).size).toBe(0);
  });
});

import { expect, test } from "vitest";
import { matching, movedBy, toggled, typedAhead } from "#emulator/page/card/card-options";

const choices = ["Anna", "Albert", "Brown", "韩梅梅"].map((words) => ({ value: words, words }));

test.each([
  ["ArrowDown", 0, 1],
  ["ArrowDown", 3, 3],
  ["ArrowUp", 0, 0],
  ["Home", 2, 0],
  ["End", 0, 3],
  ["x", 0, undefined],
])("%s at %i leads to %s", (key, at, to) => {
  expect(movedBy(key, at, 4)).toBe(to);
});

test("no key leads anywhere in an empty list", () => {
  expect(movedBy("ArrowDown", 0, 0)).toBeUndefined();
});

test.each([
  ["b", 0, 2],
  ["a", 0, 1],
  ["a", 1, 0],
  ["aa", 0, 1],
  ["an", 1, 0],
  ["韩", 0, 3],
  ["z", 0, undefined],
])("typing %s at %i leads to %s", (typed, at, to) => {
  expect(typedAhead(choices, at, typed)).toBe(to);
});

test("a search finds words whatever their case", () => {
  expect(matching(choices, " AN ").map((choice) => choice.words)).toEqual(["Anna"]);
  expect(matching(choices, "")).toHaveLength(4);
});

test("several are chosen in the order they are offered", () => {
  expect(toggled(choices, ["Brown"], "Anna")).toEqual(["Anna", "Brown"]);
  expect(toggled(choices, ["Anna", "Brown"], "Anna")).toEqual(["Brown"]);
});

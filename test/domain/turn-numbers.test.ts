import { describe, expect, it } from "vitest";
import { parseTurnNumbers } from "#domain/turn-numbers";

describe("turn numbers as people type them", () => {
  it.each([
    ["3, 5-7 9、11", [3, 5, 6, 7, 9, 11]],
    ["", []],
    ["  ", []],
    ["12", [12]],
    ["7,3,3,5", [3, 5, 7]],
    ["３，５－７；９", [3, 5, 6, 7, 9]],
    ["2 - 4", [2, 3, 4]],
    ["2–4", [2, 3, 4]],
    ["2至4、6到7", [2, 3, 4, 6, 7]],
    ["#3 #4。", [3, 4]],
    ["1\n2", [1, 2]],
  ])("reads %j", (text, expected) => {
    expect(parseTurnNumbers(text, 12)).toEqual(expected);
  });

  it.each([["0"], ["13"], ["1-13"], ["7-5"], ["three"], ["3-"], ["-3"], ["1.5e3"], ["99999999999999"]])(
    "refuses %j for twelve turns",
    (text) => {
      expect(() => parseTurnNumbers(text, 12)).toThrow(
        expect.objectContaining({ code: "bad-turn-number", facts: expect.objectContaining({ turns: 12 }) }),
      );
    },
  );

  it("names what was typed without half a character at its end", () => {
    expect(() => parseTurnNumbers("abcdefghijklmnopqrs😀x", 12)).toThrow(
      expect.objectContaining({ facts: { typed: "abcdefghijklmnopqrs…", turns: 12 } }),
    );
  });
});

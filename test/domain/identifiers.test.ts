import { describe, expect, it } from "vitest";
import { hasLuhnDigit, isIdCard, isOldIdCard } from "#domain/identifiers";

describe("identity cards", () => {
  it.each(["11010519491231002X", "11010519491231002x", "440524188001010014"])("%s is one", (text) => {
    expect(isIdCard(text)).toBe(true);
  });

  it.each([
    ["a wrong check digit", "110101199003078888"],
    ["another wrong check digit", "110105199001011234"],
    ["no such province", "990105194912310021"],
    ["13 months", "110105194913310024"],
    ["31 February", "110105194902310026"],
    ["too short", "1101051949123100"],
  ])("with %s it is none", (_, text) => {
    expect(isIdCard(text)).toBe(false);
  });

  it("of the old kind have a province and a birth date", () => {
    expect(isOldIdCard("130503670401001")).toBe(true);
    expect(isOldIdCard("130503671301001")).toBe(false);
    expect(isOldIdCard("990503670401001")).toBe(false);
  });
});

describe("Luhn's check digit", () => {
  it("fits cards and nothing one digit off", () => {
    expect(hasLuhnDigit("79927398713")).toBe(true);
    expect(hasLuhnDigit("4111111111111111")).toBe(true);
    expect(hasLuhnDigit("4401250222189922")).toBe(false);
    expect(hasLuhnDigit("4111111111111112")).toBe(false);
    expect(hasLuhnDigit("41x1")).toBe(false);
  });
});

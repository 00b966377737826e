import { describe, expect, it } from "vitest";
import type { Person } from "#domain/person";
import { nameLengthAtStart, peopleNamedIn, withoutName } from "#domain/person-name";
import { aPerson } from "../support/builders.ts";

const PEOPLE: Person[] = ["李雷", "李雷雷", "王芳", "Ann", "Ann Lee", "芳", "C++ Li"].map((name, place) => ({
  id: String(place),
  ...aPerson({ employeeNo: String(place), name }),
}));

describe("names in a text", () => {
  it.each([
    ["感谢李雷和王芳", ["王芳", "李雷"]],
    ["感谢李雷雷", ["李雷雷"]],
    ["感谢李雷雷，也感谢李雷", ["李雷雷", "李雷"]],
    ["谢谢ann帮忙", ["Ann"]],
    ["thanks to ANN  LEE", ["Ann Lee"]],
    ["our annual meeting", []],
    ["一路芬芳", []],
    ["c++ li did it", ["C++ Li"]],
    ["", []],
  ])("%j", (text, names) => {
    expect([...peopleNamedIn(text, PEOPLE).keys()].sort()).toEqual([...names].sort());
  });

  it("are all who bear the name", () => {
    const twins = [...PEOPLE, { ...PEOPLE[2]!, id: "other" }];

    expect(
      peopleNamedIn("感谢王芳", twins)
        .get("王芳")
        ?.map(({ id }) => id),
    ).toEqual(["2", "other"]);
  });

  it.each([
    ["Ann Lee helped", "ann lee", 7],
    ["Ann   Lee helped", "Ann Lee", 9],
    ["Anna helped", "Ann", 0],
    ["李雷昨晚", "李雷", 2],
    ["昨晚李雷", "李雷", 0],
    ["any", " ", 0],
  ])("of %j at the start, %j: %i characters", (text, name, length) => {
    expect(nameLengthAtStart(text, name)).toBe(length);
  });

  it("are replaced as they are, whatever stands in the other word", () => {
    expect(withoutName("我是李雷，李雷为您服务", "李雷", "$& 512A")).toBe("我是$& 512A，$& 512A为您服务");
  });
});

import { expect, it } from "vitest";
import { maskedName } from "#domain/masked-name";

it.each([
  ["李雷", "李*"],
  ["韩梅梅", "韩**"],
  ["欧阳娜娜", "欧**"],
  ["阿卜杜热合曼·买买提江", "阿**·买**"],
  ["Grace Wang", "G** W**"],
  ["Anne-Marie Li", "A**-M** L*"],
  ["𠮷田", "𠮷*"],
  ["甲", "甲*"],
  ["  李雷  ", "李*"],
  ["", ""],
])("of %s everybody sees %s", (name, seen) => {
  expect(maskedName(name)).toBe(seen);
});

import { expect, it } from "vitest";
import { maskText } from "#domain/masking";

it.each([
  ["138.0013.8000", "138****8000"],
  ["138/0013/8000", "138****8000"],
  ["138_0013_8000", "138****8000"],
  ["打 (138)0013-8000 找我", "打 (138****8000 找我"],
  ["138\u200b0013\u200b8000", "138****8000"],
  ["1 3 8 0 0 1 3 8 0 0 0", "138****8000"],
  ["138 0013\n8000", "138****8000"],
  ["110105 1949 1231 002X", "110*************2X"],
  ["发到张三@qq.com", "发***@qq.com"],
  ["_a@qq.com", "_***@qq.com"],
])("a number or address that is broken up is hidden all the same: %j", (text, masked) => {
  expect(maskText(text)).toBe(masked);
});

it.each([
  "人均 138 元,共 2000/3000 两档",
  "1.3.8",
  "2026.11.22 14:30",
  "192.168.1.100",
  "版本 1.3.10",
  "评分4.5分以上",
])("what is no number of a person stays: %j", (text) => {
  expect(maskText(text)).toBe(text);
});

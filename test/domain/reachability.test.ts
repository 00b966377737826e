import { expect, it } from "vitest";
import { isUnreachable } from "#domain/reachability";

const AT = new Date("2026-11-20T01:00:00Z");
const hoursLater = (hours: number): Date => new Date(AT.getTime() + hours * 3_600_000);

it.each([
  [0, true],
  [23.9, true],
  [24, false],
  [100, false],
])("somebody who could not be reached %d hours ago is left alone: %s", (hours, isLeftAlone) => {
  expect(isUnreachable({ unreachableAt: AT }, hoursLater(hours))).toBe(isLeftAlone);
});

it("somebody without a mark can be reached", () => {
  expect(isUnreachable({ unreachableAt: null }, AT)).toBe(false);
});

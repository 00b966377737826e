import { expect, test } from "vitest";
import { checkCard, COMPONENT_TAGS } from "#emulator/lark/card-check";
import { isObject } from "#emulator/page/card/card-json";
import { GALLERY } from "#emulator/page/gallery-cards";

/** These show what is no card, or what the emulated platform would not let through. */
const NOT_SENT = ["not drawn", "no card", "broken", "select_img"];

const sent = Object.entries(GALLERY).filter(([name]) => !NOT_SENT.includes(name));

test.each(sent)("the platform would let the gallery's card %s through", (_, card) => {
  expect(checkCard(card, { knowsImage: () => true, knowsPerson: () => true })).toBeUndefined();
});

test("the gallery has every component that the platform lets through", () => {
  const shown = new Set(sent.flatMap(([, card]) => tagsIn(card)));

  expect(COMPONENT_TAGS.filter((tag) => !shown.has(tag))).toEqual([]);
});

function tagsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(tagsIn);
  if (!isObject(part)) return [];
  const below = Object.values(part).flatMap(tagsIn);
  return typeof part["tag"] === "string" ? [part["tag"], ...below] : below;
}

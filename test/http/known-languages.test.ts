import { expect, test } from "vitest";
import { createKnownLanguages } from "#http/known-languages";

test("a person's language is the newest that was noted, and the policy's before that", () => {
  const languages = createKnownLanguages("zh");
  const before = languages.of("ou_ann");

  languages.note("ou_ann", "zh");
  languages.note("ou_ann", "en");

  expect([before, languages.of("ou_ann")]).toEqual(["zh", "en"]);
});

test("of a thousand and one people the one who was answered longest ago is forgotten", () => {
  const languages = createKnownLanguages("zh");
  languages.note("ou_often", "en");
  languages.note("ou_once", "en");
  languages.note("ou_often", "en");

  for (let person = 0; person < 999; person += 1) languages.note(`ou_${person}`, "en");

  expect([languages.of("ou_once"), languages.of("ou_often")]).toEqual(["zh", "en"]);
});

import { AppError } from "./error.ts";
import type { LocalText } from "./local-text.ts";
import { maskText } from "./masking.ts";
import type { Person } from "./person.ts";
import { nameLengthAtStart } from "./person-name.ts";
import { storableText } from "./storable-text.ts";

export const MAX_REASON_CHARACTERS = 500;

type Named = { readonly id: string; readonly name: LocalText };

/**
 * Why somebody is named, masked.
 * @throws AppError `bad-input` for one that is too short (letters and digits count) or too long
 */
export function readNominationReason(typed: string, min: number): string {
  const text = storableText(typed).trim();
  const letters = (text.match(/[\p{L}\p{N}]/gu) ?? []).length;
  if (letters < min)
    throw new AppError("bad-input", "The reason is too short.", {
      what: "nomination-reason",
      min,
      count: letters,
    });
  const count = [...text].length;
  if (count > MAX_REASON_CHARACTERS)
    throw new AppError("bad-input", "The text is too long.", {
      what: "too-long",
      max: MAX_REASON_CHARACTERS,
      count,
    });
  return maskText(text);
}

/** Ids of the principles that stand in the text with a hash in front; other words with one stay words. */
export function principlesIn(text: string, principles: readonly Named[]): string[] {
  const said = plain(text).replace(/#\s+/g, "#");
  return principles
    .filter(({ name }) => [name.zh, name.en].some((word) => said.includes(`#${plain(word)}`)))
    .map(({ id }) => id);
}

const plain = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

export type ReadNominee = {
  /** One: it is clear. Several: somebody has to choose. None: nobody is called so. */
  readonly people: readonly Person[];
  /** What was taken for a name; empty when nothing was said. */
  readonly name: string;
  /** What is left of the words. */
  readonly rest: string;
};

/**
 * Who is meant by the first word: an employee number, or the longest name that the words begin with. A Chinese name
 * needs no space behind it, and 同学 or 老师 directly behind one is no part of the reason; whoever left is known by name too, so that the refusal can say so.
 */
export function readNominee(said: string, people: readonly Person[]): ReadNominee {
  const text = said.replace(/^[\s@＠]+/, "");
  const [first = ""] = /^[^\s，,。:：;；、]+/u.exec(text) ?? [];
  const byNumber = people.filter(({ employeeNo }) => plain(employeeNo) === plain(first));
  if (byNumber.length > 0)
    return { people: byNumber, name: first, rest: withoutLead(text.slice(first.length)) };
  const called = people.map((person) => ({ person, length: nameLengthAtStart(text, person.name) }));
  const longest = Math.max(0, ...called.map(({ length }) => length));
  const named = called.flatMap(({ person, length }) => (length > 0 && length === longest ? [person] : []));
  const inService = named.filter(({ status }) => status === "active");
  const [one] = named;
  if (one === undefined) {
    const name = LATIN_FULL_NAME.exec(text)?.[0] ?? first;
    return { people: [], name, rest: withoutLead(text.slice(name.length)) };
  }
  return {
    people: inService.length > 0 ? inService : named,
    name: one.name,
    rest: withoutLead(text.slice(longest).replace(HONORIFIC, "")),
  };
}

/** How a colleague is addressed, directly behind the name. */
export const HONORIFIC = /^(?:同学|老师|主管|经理|姐|哥)/u;
/** Words that begin with a capital letter, for a name that nobody bears. */
const LATIN_FULL_NAME = /^\p{Lu}[\p{Ll}'’-]+(?:\s+\p{Lu}[\p{Ll}'’-]+)+/u;

function beginsWith(text: string, name: string): boolean {
  if (!text.toLowerCase().startsWith(name.toLowerCase())) return false;
  const next = text.slice(name.length);
  return next === "" || !/^[a-z0-9]/i.test(next) || !/[a-z0-9]$/i.test(name);
}

/** An award by its name at the start of the words; null when they begin with none. */
export function readAwardName<Award extends Named>(
  said: string,
  awards: readonly Award[],
): { readonly award: Award; readonly rest: string } | null {
  const found = awards
    .flatMap((award) => [award.name.zh, award.name.en, award.id].map((word) => ({ award, word })))
    .filter(({ word }) => beginsWith(said, word))
    .sort((left, right) => right.word.length - left.word.length)[0];
  return found === undefined
    ? null
    : { award: found.award, rest: withoutLead(said.slice(found.word.length)) };
}

const withoutLead = (text: string): string => text.replace(/^[\s:,.：，、。;；]+/u, "").trim();

import type { Person } from "./person.ts";

/** A Chinese name of one character is a word of every second sentence. */
const LEAST_CHARACTERS = 2;

/**
 * The pattern of a name in a text: in any case, with any space between its words, and of letters that have spaces
 * between words only a whole word (`Ann` is not in `Annual`). Chinese has none, so there it is found anywhere.
 */
function patternOf(name: string): string {
  const words = name.trim().split(/\s+/u).map(escaped);
  const [start, end] = [
    /^[\p{Script=Latin}\p{N}]/u.test(name),
    /[\p{Script=Latin}\p{N}]$/u.test(name.trim()),
  ];
  return `${start ? String.raw`(?<![\p{Script=Latin}\p{N}])` : ""}${words.join(String.raw`\s+`)}${
    end ? String.raw`(?![\p{Script=Latin}\p{N}])` : ""
  }`;
}

const escaped = (word: string): string => word.replace(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);

/** How many characters at the start of the text are this name; 0 for none. */
export function nameLengthAtStart(text: string, name: string): number {
  if (name.trim() === "") return 0;
  return new RegExp(`^${patternOf(name)}`, "iu").exec(text)?.[0].length ?? 0;
}

/** The text with another word wherever the name stands as a name. */
export function withoutName(text: string, name: string, instead: string): string {
  if ([...name.trim()].length < LEAST_CHARACTERS) return text;
  return text.replace(new RegExp(patternOf(name), "giu"), () => instead);
}

/** Who may be meant by the names in the text, by name. A name inside a longer one that stands there is not meant. */
export function peopleNamedIn(
  text: string,
  people: readonly Person[],
): ReadonlyMap<string, readonly Person[]> {
  const found = new Map<string, Person[]>();
  let left = text.normalize("NFKC");
  for (const person of [...people].sort((one, other) => other.name.length - one.name.length)) {
    const known = found.get(person.name);
    if (known !== undefined) {
      known.push(person);
      continue;
    }
    const rest = withoutName(left, person.name.normalize("NFKC"), " | ");
    if (rest === left) continue;
    left = rest;
    found.set(person.name, [person]);
  }
  return found;
}

import { choicesOf } from "./town.ts";

/** Numbers in [0, 1) that are the same in every run: mulberry32. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Red lines are seldom crossed, other items fail now and then, and what need not be answered is often left out. */
const SELDOM = 0.04;
const WORST = 0.12;
const NOT_APPLICABLE = 0.4;
const EVIDENCE = 0.3;
const COMMENT = 0.5;

const CRITICAL = new Set(["item-no-overpromise", "item-no-insult", "item-no-leak"]);
const COMMENTS = ["开场规范，复述可以更完整。", "Kind & patient <b>well done</b>", "保持：耐心 *倾听*"];

export type FilledForm = {
  readonly fields: Readonly<Record<string, string>>;
  /** By item id: the chosen step or `na`. */
  readonly answers: Readonly<Record<string, string>>;
  readonly comment: string | null;
  readonly evidence: Readonly<Record<string, string>>;
};

/** Fills the form of a task card by chance; the lowest four turns are there in every conversation. */
export function fillForm(card: unknown, chance: () => number): FilledForm {
  const chosen = choicesOf(card).map(({ name, options }): [string, string] => [
    name,
    choose(name, options, chance),
  ]);
  const evidence = inputNames(card)
    .filter((name) => name.startsWith("evidence-") && chance() < EVIDENCE)
    .map((name): [string, string] => [name, chance() < 0.5 ? "2" : "1、3-4"]);
  const comment = chance() < COMMENT ? COMMENTS[Math.floor(chance() * COMMENTS.length)]! : null;
  return {
    fields: { ...Object.fromEntries([...chosen, ...evidence]), ...(comment === null ? {} : { comment }) },
    answers: Object.fromEntries(chosen.map(([name, value]) => [name.slice("item-".length), value])),
    comment,
    evidence: Object.fromEntries(evidence),
  };
}

function choose(name: string, options: readonly string[], chance: () => number): string {
  const steps = options
    .filter((option) => option !== "na")
    .sort((left, right) => Number(left) - Number(right));
  if (options.includes("na") && chance() < NOT_APPLICABLE) return "na";
  if (chance() < (CRITICAL.has(name) ? SELDOM : WORST)) return steps[0]!;
  return CRITICAL.has(name) ? steps.at(-1)! : steps[1 + Math.floor(chance() * (steps.length - 1))]!;
}

/** The names of a card's lines to write in, in order. */
export function inputNames(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(inputNames);
  if (typeof part !== "object" || part === null) return [];
  const element = part as Record<string, unknown>;
  if (element["tag"] === "input") return [String(element["name"])];
  return Object.values(element).flatMap(inputNames);
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/**
 * The arithmetic of a scorecard, written again from the product's text and reckoned in whole numbers: nothing of the
 * program is used, so that a mistake in it cannot agree with itself.
 */
type WrittenItem = {
  readonly id: string;
  readonly min?: number;
  readonly max: number;
  readonly critical?: { readonly rule: "zero" | "cap" | "flag"; readonly cap?: number };
};
export type WrittenScorecard = {
  readonly sections: readonly {
    readonly id: string;
    readonly name: { readonly zh: string; readonly en: string };
    readonly weight: number;
    readonly items: readonly WrittenItem[];
  }[];
};
export type Answers = Readonly<Record<string, string>>;

/** A number as a fraction of two whole ones. */
type Fraction = { readonly over: bigint; readonly under: bigint };
export type ExactScore = {
  readonly score: number | null;
  readonly ruled: number | null;
  /** With one decimal at most, halves rounded up. */
  readonly scoreShown: string | null;
  readonly ruledShown: string | null;
  readonly failed: readonly string[];
  /** `earned / possible` of each section that weighs something; null when nothing in it was rated. */
  readonly sections: readonly { readonly zh: string; readonly en: string; readonly shown: string | null }[];
};

/** The scorecard as the preset's file writes it. */
export function writtenScorecard(preset: string): WrittenScorecard {
  const path = fileURLToPath(new URL(`../../src/policy/${preset}.yaml`, import.meta.url));
  const policy = parse(readFileSync(path, "utf8")) as { scorecards: WrittenScorecard[] };
  const [scorecard] = policy.scorecards;
  if (scorecard === undefined) throw new Error(`${preset}.yaml has no scorecard.`);
  return scorecard;
}

/** @param answers by item id: the chosen step, or `na`. Items that were not asked are left out of both sums. */
export function exactScore(scorecard: WrittenScorecard, answers: Answers): ExactScore {
  let earned = ZERO;
  let possible = ZERO;
  const failed: WrittenItem[] = [];
  const sections: ExactScore["sections"][number][] = [];
  for (const section of scorecard.sections) {
    const weight = fraction(section.weight, section.items.length);
    let [own, most] = [ZERO, ZERO];
    for (const item of section.items) {
      const answer = answers[item.id];
      if (answer === undefined || answer === "na") continue;
      const min = item.min ?? 0;
      own = plus(own, times(weight, fraction(Number(answer) - min, item.max - min)));
      most = plus(most, weight);
      if (item.critical !== undefined && Number(answer) === min) failed.push(item);
    }
    earned = plus(earned, own);
    possible = plus(possible, most);
    const shown = most.over === 0n ? null : `${oneDecimal(own)} / ${oneDecimal(most)}`;
    if (section.weight > 0) sections.push({ ...section.name, shown });
  }
  const score =
    possible.over === 0n
      ? null
      : { over: 100n * earned.over * possible.under, under: earned.under * possible.over };
  const ruled = rule(score, failed);
  return {
    score: score && toNumber(score),
    ruled: ruled && toNumber(ruled),
    scoreShown: score && oneDecimal(score),
    ruledShown: ruled && oneDecimal(ruled),
    failed: failed.map(({ id }) => id),
    sections,
  };
}

function rule(score: Fraction | null, failed: readonly WrittenItem[]): Fraction | null {
  if (failed.some(({ critical }) => critical?.rule === "zero")) return ZERO;
  if (score === null) return null;
  const caps = failed.flatMap(({ critical }) => (critical?.rule === "cap" ? [critical.cap ?? 0] : []));
  return caps.map((cap) => fraction(cap, 1)).reduce(smaller, score);
}

const ZERO: Fraction = { over: 0n, under: 1n };
const fraction = (over: number, under: number): Fraction => ({ over: BigInt(over), under: BigInt(under) });
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const smaller = (a: Fraction, b: Fraction): Fraction => (a.over * b.under <= b.over * a.under ? a : b);
const toNumber = ({ over, under }: Fraction): number => Number((over * 10n ** 15n) / under) / 1e15;

function oneDecimal({ over, under }: Fraction): string {
  const tenths = (over * 20n + under) / (under * 2n);
  return tenths % 10n === 0n ? String(tenths / 10n) : `${tenths / 10n}.${tenths % 10n}`;
}

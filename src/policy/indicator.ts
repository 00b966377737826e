import type { EnteredMark } from "#domain/month-result";
import type { Policy } from "./policy.ts";

export type Indicator = Policy["indicators"][number];
export type Basis = Indicator["basis"];
/** What contacts and evaluations give without any import. */
export type MeasuredBasis = Exclude<Basis, { readonly from: "import" }>;

/** The month's quality: what the board shows when no metric is named. Always computed, never imported. */
export const QUALITY: Indicator = {
  id: "quality",
  name: { zh: "质检得分", en: "Quality score" },
  basis: { from: "quality" },
  unit: "points",
  better: "higher",
  target: { required: false, value: null },
  roles: ["agent"],
  enabled: true,
  source: "004 考核指标",
};

const PART_WORDS: Readonly<Record<EnteredMark | "performance", readonly string[]>> = {
  knowledge: ["knowledge", "知识", "业务知识"],
  skill: ["skill", "技能", "服务技能"],
  attitude: ["attitude", "态度", "服务态度"],
  "year-review": ["year-review", "year review", "年度服务复盘答辩", "年度答辩"],
  performance: ["performance", "业绩", "绩效"],
};
const QUALITY_WORDS = [QUALITY.id, QUALITY.name.zh, QUALITY.name.en, "质检", "质检分", "质量"];

type Words = Pick<Policy, "indicators" | "terms">;

/** The indicator that a word of a file, an option or a message means: its id, one of its names or an alias (X24). */
export function findIndicator(policy: Words, word: string): Indicator | null {
  const wanted = plain(word);
  const named = policy.indicators.find((indicator) => wordsOf(policy, indicator).includes(wanted));
  if (named !== undefined) return named;
  return QUALITY_WORDS.some((known) => plain(known) === wanted) ? QUALITY : null;
}

/** The part of the month that a word means. */
export function findPart(word: string): EnteredMark | "performance" | null {
  const wanted = plain(word);
  const found = Object.entries(PART_WORDS).find(([, words]) => words.includes(wanted));
  return found === undefined ? null : (found[0] as EnteredMark | "performance");
}

/** A share of contacts: whole contacts are counted, so its values are 0 or 1. */
export const isShare = ({ from }: Basis): boolean => from === "share" || from === "limit";

/** What one counted contact is worth in the indicator's unit: a share of 0 to 1 stands as percent or per 1,000. */
export function unitOfOne({ basis, unit }: Pick<Indicator, "basis" | "unit">): number {
  if (!isShare(basis)) return 1;
  return unit === "per-1000" ? 1_000 : 100;
}

/** The band of a two-sided target (X12); null for everything else. */
export const bandOf = ({ better, band }: Pick<Indicator, "better" | "band">) =>
  better === "within" ? (band ?? null) : null;

function wordsOf({ terms }: Words, { id, name }: Indicator): readonly string[] {
  const term = terms.find((each) => each.id === id);
  const words = [
    id,
    name.zh,
    name.en,
    ...(term === undefined ? [] : [term.name.zh, term.name.en, ...term.aliases]),
  ];
  return words.map(plain);
}

/** Case, spaces and full-width signs make no other word. */
const plain = (word: string): string => word.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/g, " ");

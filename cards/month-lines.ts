import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { IndicatorResult, MonthResult, PartResult } from "#domain/month-result";
import type { Span } from "./card.ts";
import { shownClause } from "./format.ts";
import {
  formatIndicator,
  formatTotal,
  HELD_WORDS,
  type IndicatorUnit,
  MONTH_PHRASES,
  PART_WORDS,
  PROVENANCE_WORDS,
  WHY_MISSING_WORDS,
} from "./month-words.ts";
import { speak } from "./words.ts";

/** Names of the policy's levels and indicators, by id. */
export type MonthNames = {
  readonly grades: Readonly<Record<string, LocalText>>;
  readonly indicators: Readonly<
    Record<
      string,
      {
        readonly name: LocalText;
        readonly unit: IndicatorUnit;
        readonly band: { readonly from: number; readonly to: number } | null;
      }
    >
  >;
};

type Outcome = Pick<MonthResult, "total" | "grade" | "held">;

/** `85.20 良好`, or why there is none. */
export function outcomeText(outcome: Outcome | null, names: MonthNames, language: Language): string {
  if (outcome === null) return "—";
  if (outcome.total === null) return outcome.held === null ? "—" : sayIn(HELD_WORDS[outcome.held], language);
  return [formatTotal(outcome.total), gradeText(outcome.grade, names, language)].filter(Boolean).join(" ");
}

export function gradeText(grade: string | null, names: MonthNames, language: Language): string {
  const name = grade === null ? undefined : names.grades[grade];
  return name === undefined ? (grade ?? "") : sayIn(name, language);
}

/** `技能 88.00（12 次）`: what a reader of many needs. */
export function partShort({ id, value, count, why }: PartResult, language: Language): string {
  const say = speak(language);
  const counted = count === null ? "" : bracketed(say(MONTH_PHRASES.count(count)), language);
  const shown = value === null ? say(WHY_MISSING_WORDS[why ?? "not-measured"]) : formatTotal(value);
  return `${say(PART_WORDS[id])} ${shown}${counted}`;
}

/** `88.00（12 次）· 来自随机质检 · 003 三(二)2`: everything about one part. */
export function partLong({ value, count, source, why, clause }: PartResult, language: Language): Span[] {
  const say = speak(language);
  const counted = count === null ? "" : bracketed(say(MONTH_PHRASES.count(count)), language);
  const shown = value === null ? say(WHY_MISSING_WORDS[why ?? "not-measured"]) : formatTotal(value);
  const notes = [
    ...(source === null ? [] : [say(PROVENANCE_WORDS[source])]),
    shownClause(clause, language),
  ].filter(Boolean);
  return [
    { text: `${shown}${counted}`, ...(value !== null && { bold: true as const }) },
    { text: notes.map((note) => ` · ${note}`).join(""), tone: "muted" },
  ];
}

/** `客户满意度 4.6（35 次），目标 4.5 → 100.00`. */
export function indicatorText(result: IndicatorResult, names: MonthNames, language: Language): string {
  const say = speak(language);
  const known = names.indicators[result.indicator];
  const name = known === undefined ? result.indicator : sayIn(known.name, language);
  if (result.value === null) return `${name} ${say(WHY_MISSING_WORDS["not-measured"])}`;
  const unit = known?.unit ?? "points";
  const counted = result.count === null ? "" : bracketed(say(MONTH_PHRASES.count(result.count)), language);
  const score = result.score === null ? say(WHY_MISSING_WORDS["no-target"]) : formatTotal(result.score);
  const against = againstText(result, known?.band ?? null, unit, language);
  const comma = against === "" ? "" : language === "zh" ? "，" : ", ";
  return `${name} ${formatIndicator(result.value, unit, language)}${counted}${comma}${against} → ${score}`;
}

function againstText(
  { target, targetFrom }: IndicatorResult,
  band: { readonly from: number; readonly to: number } | null,
  unit: IndicatorUnit,
  language: Language,
): string {
  const say = speak(language);
  const value = (number: number): string => formatIndicator(number, unit, language);
  if (targetFrom === "band" && band !== null)
    return say(MONTH_PHRASES.bandOf(value(band.from), value(band.to)));
  if (target === null || targetFrom === null || targetFrom === "band") return "";
  const words = {
    personal: MONTH_PHRASES.targetOwn,
    policy: MONTH_PHRASES.target,
    scale: MONTH_PHRASES.targetScale,
  }[targetFrom];
  return say(words(value(target)));
}

const bracketed = (text: string, language: Language): string =>
  language === "zh" ? `（${text}）` : ` (${text})`;

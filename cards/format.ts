import type { Language } from "#domain/local-text";
import { localDate, localTime } from "#domain/working-day";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

/** `11-22 18:00` in the policy's zone: within a year everybody knows which one. */
export function formatMoment(instant: Date, zone: string): string {
  return `${localDate(instant, zone).slice(5)} ${localTime(instant, zone)}`;
}

/** One decimal at most: 86.7, 100; words for "no score", which is not zero. */
export function formatScore(score: number | null, language: Language): string {
  const say = speak(language);
  return score === null ? say(WORDS.noScore) : say(PHRASES.score(roundScore(score)));
}

/** Halves go up as on paper: 71.25 is reckoned as 71.24999999999999 and still becomes 71.3. */
export function roundScore(score: number): string {
  return String(Math.round(Number((score * 10).toFixed(6))) / 10);
}

export function formatSeconds(seconds: number, language: Language): string {
  const whole = Math.round(seconds);
  const text = whole < 120 ? PHRASES.seconds(whole) : PHRASES.minutes(Math.floor(whole / 60), whole % 60);
  return speak(language)(text);
}

/** Several names in a row: 甲、乙 or A, B. */
export function formatList(names: readonly string[], language: Language): string {
  return names.join(language === "zh" ? "、" : ", ");
}

/**
 * A clause as its policy names it. What the policy file remarks in English (`(days: ours)`, `(value: this company)`)
 * is said in the reader's language: values that no source gives.
 */
export function formatClause(source: string, language: Language): string {
  if (language === "en") return source;
  return source
    .replaceAll(/\s*\([^()]*\bthis company\)/g, "（数值由本公司定）")
    .replaceAll(/\s*\([^()]*\bours\)/g, "（部分数值为系统默认）")
    .replaceAll(/\bours\b/g, "系统默认")
    .replaceAll("; ", "；");
}

/** A name inside a Chinese sentence: between Chinese characters no space, beside a Latin letter or a figure one. */
export function inChinese(name: string): string {
  const isLatin = /[\p{Script=Latin}\p{N}]/u;
  const [first = "", last = ""] = [[...name][0], [...name].at(-1)];
  return `${isLatin.test(first) ? " " : ""}${name}${isLatin.test(last) ? " " : ""}`;
}

import { CHECK_NAMES, CHECK_STATUS_WORDS, DOCTOR_WORDS } from "#cards/doctor-words";
import { formatList } from "#cards/format";
import { speak } from "#cards/words";
import type { Language } from "#domain/local-text";
import type { Check, CheckStatus } from "./check.ts";

const SIGNS = { ok: "✓", warning: "⚠", fault: "✗" } as const satisfies Record<CheckStatus, string>;

export type ReportForm = { readonly language: Language; readonly isReadByPerson: boolean };

/** A line for each check and one for all; signs for who reads it on a terminal, words for everybody else. */
export function doctorReport(checks: readonly Check[], { language, isReadByPerson }: ReportForm): string {
  const say = speak(language);
  const [colon, arrow] = language === "zh" ? ["：", " → "] : [": ", " → "];
  const lines = checks.map(({ name, status, message, doNext }) => {
    const sign = isReadByPerson ? SIGNS[status] : say(CHECK_STATUS_WORDS[status]);
    return `${sign} ${say(CHECK_NAMES[name])}${colon}${message}${doNext === undefined ? "" : arrow + doNext}`;
  });
  const count = (wanted: CheckStatus): number => checks.filter(({ status }) => status === wanted).length;
  const [faults, warnings] = [count("fault"), count("warning")];
  const all = faults + warnings === 0 ? DOCTOR_WORDS.allFine() : DOCTOR_WORDS.summary(faults, warnings);
  return `${[...lines, say(all.message)].join("\n")}\n`;
}

export const isHealthy = (checks: readonly Check[]): boolean =>
  checks.every(({ status }) => status !== "fault");

/** The first few of many names, in both languages. */
export function fewNames(
  names: readonly string[],
  all: number,
): { readonly zh: string; readonly en: string } {
  const inBoth = { zh: formatList(names, "zh"), en: formatList(names, "en") };
  const more = all - names.length;
  if (more <= 0) return inBoth;
  return {
    zh: DOCTOR_WORDS.andMore(inBoth.zh, more).message.zh,
    en: DOCTOR_WORDS.andMore(inBoth.en, more).message.en,
  };
}

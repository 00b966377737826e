import type { Language } from "#domain/local-text";

/** The language of who types commands, as POSIX says it: LC_ALL before LC_MESSAGES before LANG. */
export function terminalLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  return /^zh\b|^zh_/i.test(locale) ? "zh" : "en";
}

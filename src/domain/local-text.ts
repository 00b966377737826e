export type Language = "zh" | "en";

export const LANGUAGES = ["zh", "en"] as const satisfies readonly Language[];

/** One visible text in both languages of the program. */
export type LocalText = { readonly zh: string; readonly en: string };

export function say(text: LocalText, language: Language): string {
  return text[language];
}

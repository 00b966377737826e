import type { Language } from "./page-words.ts";
import type { ReadMarks } from "./unread.ts";

/** What this browser remembers of the page. */
export type KeptSettings = {
  language: Language;
  theme: "light" | "dark" | "system";
  marks: ReadMarks;
  /** From when on messages count as unread for whoever has not looked yet. */
  sinceMs: number | null;
  isInspectorOpen: boolean;
};

const NAME = "xingping-page";

export function readSettings(): KeptSettings {
  const usual: KeptSettings = {
    language: navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en",
    theme: "system",
    marks: {},
    sinceMs: null,
    isInspectorOpen: false,
  };
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(NAME) ?? "{}") as Partial<KeptSettings>) };
  } catch {
    return usual;
  }
}

/** A browser that keeps nothing (a private window, full storage) still shows the page. */
export function keepSettings(settings: KeptSettings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // nothing is lost but the memory of it
  }
}

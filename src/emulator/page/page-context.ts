import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { wordsIn, type Language, type Say } from "./page-words.ts";
import type { ToastInput } from "./toasts.tsx";

export type PageContext = {
  readonly language: Language;
  readonly theme: "light" | "dark";
  readonly say: Say;
  toast(toast: ToastInput): void;
  /** The emulator's time now, in milliseconds. */
  nowMs(): number;
};

export const Page = createContext<PageContext>({
  language: "zh",
  theme: "light",
  say: wordsIn("zh"),
  toast: () => undefined,
  nowMs: () => Date.now(),
});

export const usePage = (): PageContext => useContext(Page);

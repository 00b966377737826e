import type { Interaction } from "./control-api.ts";
import type { Language, PageWord, Say } from "./page-words.ts";
import type { ToastInput } from "./toasts.tsx";

const ERRORS: Readonly<Record<string, PageWord>> = {
  "no-callback-url": "errorNoCallback",
  timeout: "errorTimeout",
  connection: "errorConnection",
  dns: "errorDns",
  status: "errorStatus",
  body: "errorBody",
  card: "errorCard",
  "card-version": "errorCardVersion",
};

/** What the client shows after a press; null when it shows nothing. */
export function interactionToast(done: Interaction, say: Say, language: Language): ToastInput | null {
  if (done.errorToast !== undefined) {
    const { code, kind } = done.errorToast;
    return { kind: "error", text: say("errorCode", { text: say(ERRORS[kind] ?? "errorStatus"), code }) };
  }
  if (done.clientWarning !== undefined) return { kind: "warning", text: say("requiredMissing") };
  if (done.ignored === "too-old") return { kind: "warning", text: say("ignoredOld") };
  if (done.ignored === "deleted") return { kind: "warning", text: say("ignoredDeleted") };
  if (done.toast === undefined) return null;
  const { type, content, i18n } = done.toast;
  return { kind: type, text: i18n?.[language === "zh" ? "zh_cn" : "en_us"] ?? content };
}

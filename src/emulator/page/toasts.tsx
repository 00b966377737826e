import { useCallback, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icons.tsx";
import type { PageWord, Say } from "./page-words.ts";

export type ToastKind = "info" | "success" | "error" | "warning";
export type ToastInput = { kind: ToastKind; text: string; link?: { url: string; text: string } };
type Toast = ToastInput & { id: number };

const SHOWN_MS = 4_000;
const READ_MS_PER_CHARACTER = 60;

export function useToasts(): readonly [readonly Toast[], (toast: ToastInput) => void] {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const made = useRef(0);
  const add = useCallback((toast: ToastInput): void => {
    made.current += 1;
    const id = made.current;
    setToasts((shown) => [...shown.slice(-2), { ...toast, id }]);
    const shownMs = Math.max(SHOWN_MS, toast.text.length * READ_MS_PER_CHARACTER) * (toast.link ? 3 : 1);
    setTimeout(() => setToasts((shown) => shown.filter((other) => other.id !== id)), shownMs);
  }, []);
  return [toasts, add];
}

const ICONS: Readonly<Record<ToastKind, IconName>> = {
  info: "info",
  success: "check",
  error: "close",
  warning: "alert",
};
const KINDS: Readonly<Record<ToastKind, PageWord>> = {
  info: "toastKindInfo",
  success: "toastKindSuccess",
  error: "toastKindError",
  warning: "toastKindWarning",
};

/** Read out by screen readers as they come. */
export function Toasts({ toasts, say }: { toasts: readonly Toast[]; say: Say }) {
  return (
    <div class="toasts" role="status" aria-live="polite" aria-label={say("notifications")}>
      {toasts.map(({ id, kind, text, link }) => (
        <div key={id} class={`toast toast-${kind}`}>
          <span class="toast-icon">
            <Icon name={ICONS[kind]} size={12} />
            <span class="unseen">{say(KINDS[kind])}</span>
          </span>
          <span class="toast-text">{text}</span>
          {link && (
            <a href={link.url} target="_blank" rel="noopener noreferrer">
              {link.text}
            </a>
          )}
        </div>
      ))}
    </div>
  );
}

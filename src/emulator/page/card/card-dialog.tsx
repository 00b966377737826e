import "./card-dialog.css";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

type DialogProps = {
  readonly kind: "confirm" | "picture";
  readonly label: string;
  /** Escape, or a press beside the dialog. */
  onCancel(): void;
  readonly children: ComponentChildren;
};

/** Modal while it is mounted; the focus comes back to where it was. */
export function Dialog({ kind, label, onCancel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`card-dialog card-dialog-${kind}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      onClick={(event) => {
        event.stopPropagation();
        if (event.target === dialog.current) onCancel();
      }}
    >
      {children}
    </dialog>
  );
}

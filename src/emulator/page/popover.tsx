import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

type Props = {
  label: string;
  /** What stands on the button beside its icon. */
  button: ComponentChildren;
  className?: string;
  isMarked?: boolean;
  children: (close: () => void) => ComponentChildren;
};

/** A button with a panel below it; Escape, a press elsewhere and leaving it by keyboard close it. */
export function Popover({ label, button, className = "", isMarked = false, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = ({ target }: Event): void => {
      if (!place.current?.contains(target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    place.current?.querySelector<HTMLElement>(".popover button:not(:disabled), .popover input")?.focus();
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, [isOpen]);

  const close = (): void => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !isOpen) return;
    event.stopPropagation();
    close();
  };
  return (
    <div class={`popover-place ${className}`} ref={place} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={opener}
        class={isMarked ? "bar-button bar-button-marked" : "bar-button"}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div class="popover" role="dialog" aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

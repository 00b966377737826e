import "./card-popover.css";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { placeBeside } from "./card-floating.ts";

type PopoverProps = {
  readonly anchor: { readonly current: HTMLElement | null };
  onClose(): void;
  readonly isAsWide?: boolean;
  readonly children: ComponentChildren;
};

/**
 * Floats beside its anchor in the top layer, where neither the card nor a narrow window cuts it off. The first part
 * with `data-focus` takes the focus; Escape gives it back, a press elsewhere or leaving by Tab closes.
 */
export function Popover({ anchor, onClose, isAsWide = false, children }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const [floating, beside] = [box.current, anchor.current];
    if (!floating || !beside) return;
    if (isAsWide) floating.style.width = `${Math.max(beside.offsetWidth, 180)}px`;
    floating.showPopover();
    const follow = () => placeBeside(beside, floating, "start");
    const closeOutside = (event: Event) => {
      const target = event.target as Node;
      if (!floating.contains(target) && !beside.contains(target)) onClose();
    };
    follow();
    floating.querySelector<HTMLElement>("[data-focus]")?.focus();
    const sizes = new ResizeObserver(follow);
    sizes.observe(floating);
    document.addEventListener("scroll", follow, { capture: true, passive: true });
    document.addEventListener("pointerdown", closeOutside, true);
    document.addEventListener("focusin", closeOutside, true);
    return () => {
      sizes.disconnect();
      document.removeEventListener("scroll", follow, true);
      document.removeEventListener("pointerdown", closeOutside, true);
      document.removeEventListener("focusin", closeOutside, true);
    };
  }, []);
  return (
    <div
      ref={box}
      class="card-popover"
      popover="manual"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
        anchor.current?.focus();
      }}
    >
      {children}
    </div>
  );
}

import "./card-tip.css";
import { useId, useRef } from "preact/hooks";
import { placeBeside } from "./card-floating.ts";

/** Words that appear beside a component under the pointer or the focus; nothing without words. */
export function useTip(words: string) {
  const id = useId();
  const tip = useRef<HTMLSpanElement>(null);
  const show = (event: { currentTarget: EventTarget | null }) => {
    if (!tip.current || !(event.currentTarget instanceof HTMLElement)) return;
    if (!tip.current.matches(":popover-open")) tip.current.showPopover();
    placeBeside(event.currentTarget, tip.current, "center");
  };
  const hide = () => {
    if (tip.current?.matches(":popover-open")) tip.current.hidePopover();
  };
  if (words === "") return { tipProps: {}, tip: null };
  return {
    tipProps: {
      onMouseEnter: show,
      onMouseLeave: hide,
      onFocus: show,
      onBlur: hide,
      "aria-describedby": id,
    },
    tip: (
      <span ref={tip} id={id} class="card-tip" role="tooltip" popover="manual">
        {words}
      </span>
    ),
  };
}

import { placeFor } from "./card-place.ts";

/** Puts an element of the top layer beside another one. */
export function placeBeside(anchor: HTMLElement, floating: HTMLElement, align: "start" | "center"): void {
  const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
  const { left, top } = placeFor(
    anchor.getBoundingClientRect(),
    floating.getBoundingClientRect(),
    view,
    align,
  );
  floating.style.left = `${left}px`;
  floating.style.top = `${top}px`;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Arrow keys, Home and End move through the `[data-item]` buttons of a list. */
export function moveWithArrows(event: KeyboardEvent): void {
  const list = event.currentTarget;
  if (!(list instanceof HTMLElement)) return;
  const items = [...list.querySelectorAll<HTMLElement>("[data-item]")];
  const here = items.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[event.key];
  const next =
    event.key === "Home" ? 0 : event.key === "End" ? items.length - 1 : step === undefined ? -1 : here + step;
  const target = items[Math.min(next, items.length - 1)];
  if (next < 0 || target === undefined || (here < 0 && step === undefined)) return;
  event.preventDefault();
  target.focus();
}

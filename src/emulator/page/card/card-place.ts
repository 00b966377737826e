type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
type Size = { readonly width: number; readonly height: number };

const GAP = 4;
const EDGE = 8;

/** Where something floats beside its anchor: below it, or above when only there it fits; never beyond the window. */
export function placeFor(
  anchor: Box,
  size: Size,
  view: Size,
  align: "start" | "center" = "start",
): { readonly left: number; readonly top: number } {
  const wanted = align === "start" ? anchor.left : anchor.left + (anchor.width - size.width) / 2;
  const left = Math.max(EDGE, Math.min(wanted, view.width - size.width - EDGE));
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - size.height - GAP;
  const fitsBelow = below + size.height <= view.height - EDGE;
  const top = fitsBelow || above < EDGE ? Math.min(below, view.height - size.height - EDGE) : above;
  return { left, top: Math.max(EDGE, top) };
}

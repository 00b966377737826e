import type { Context } from "./pen.ts";
import { encode } from "uqr";

/** Draws the code into a square, without the quiet zone that its surroundings give. */
export function drawQrCode(
  context: Context,
  text: string,
  place: { readonly x: number; readonly y: number; readonly side: number; readonly color: string },
): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const cell = place.side / size;
  context.fillStyle = place.color;
  context.beginPath();
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries())
      // A hair wider, so that no line of the ground shows between two.
      if (isDark) context.rect(place.x + column * cell, place.y + row * cell, cell + 0.05, cell + 0.05);
  context.fill();
}

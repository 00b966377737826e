import type { Context, Pen } from "./pen.ts";

export const GOLD = "#b08d3e";
export const RED = "#a31f24";
const GOLD_PALE = "rgba(176, 141, 62, 0.45)";

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Two frames, the inner one with corners that turn inwards. */
export function drawFrame(context: Context, { x, y, width, height }: Box): void {
  context.strokeStyle = GOLD;
  context.lineWidth = 2.5;
  context.strokeRect(x, y, width, height);
  context.lineWidth = 1;
  context.strokeStyle = GOLD_PALE;
  const [inset, turn] = [12, 26];
  const [left, top, right, bottom] = [x + inset, y + inset, x + width - inset, y + height - inset];
  context.beginPath();
  context.moveTo(left + turn, top);
  context.lineTo(right - turn, top);
  context.arc(right, top, turn, Math.PI, Math.PI / 2, true);
  context.lineTo(right, bottom - turn);
  context.arc(right, bottom, turn, -Math.PI / 2, Math.PI, true);
  context.lineTo(left + turn, bottom);
  context.arc(left, bottom, turn, 0, -Math.PI / 2, true);
  context.lineTo(left, top + turn);
  context.arc(left, top, turn, Math.PI / 2, 0, true);
  context.stroke();
  for (const [cornerX, cornerY] of [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const)
    drawDiamond(
      context,
      cornerX + (cornerX === left ? 9 : -9),
      cornerY + (cornerY === top ? 9 : -9),
      4,
      GOLD,
    );
}

/** A fine rule with a diamond in the middle. */
export function drawRule(context: Context, x: number, y: number, length: number): void {
  context.strokeStyle = GOLD;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x - length / 2, y);
  context.lineTo(x - 14, y);
  context.moveTo(x + 14, y);
  context.lineTo(x + length / 2, y);
  context.stroke();
  drawDiamond(context, x, y, 5, GOLD);
}

function drawDiamond(context: Context, x: number, y: number, radius: number, color: string): void {
  context.fillStyle = color;
  context.beginPath();
  for (const [dx, dy] of [
    [0, -radius],
    [radius, 0],
    [0, radius],
    [-radius, 0],
  ] as const)
    context.lineTo(x + dx, y + dy);
  context.fill();
}

/**
 * A square seal as one carves for a collection, with characters or a star: nothing that could be taken for the round
 * seal of an organisation, which only the organisation may make.
 */
export function drawSeal(pen: Pen, x: number, y: number, side: number, characters: readonly string[]): void {
  const { context } = pen;
  context.save();
  context.translate(x, y);
  context.rotate(-0.07);
  context.fillStyle = RED;
  context.beginPath();
  context.roundRect(-side / 2, -side / 2, side, side, side * 0.1);
  context.fill();
  context.strokeStyle = "#fffdf7";
  context.lineWidth = side * 0.025;
  context.beginPath();
  context.roundRect(-side * 0.43, -side * 0.43, side * 0.86, side * 0.86, side * 0.06);
  context.stroke();
  if (characters.length === 0) drawStar(context, side * 0.3);
  const size = (side * 0.76) / Math.max(2, characters.length);
  for (const [place, character] of characters.entries())
    pen.write(
      character,
      { x: 0, y: -side * 0.38 + size * (place + 0.87) },
      { size, weight: 700, color: "#fffdf7", face: "serif", align: "center" },
    );
  context.restore();
}

function drawStar(context: Context, radius: number): void {
  context.fillStyle = "#fffdf7";
  context.beginPath();
  for (let corner = 0; corner < 10; corner += 1) {
    const angle = -Math.PI / 2 + (corner * Math.PI) / 5;
    const reach = corner % 2 === 0 ? radius : radius * 0.382;
    context.lineTo(Math.cos(angle) * reach, Math.sin(angle) * reach);
  }
  context.fill();
}

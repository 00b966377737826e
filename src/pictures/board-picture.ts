import { createCanvas } from "@napi-rs/canvas";
import { PICTURE_WORDS, type PictureWords } from "#cards/picture-words";
import type { BoardLine, BoardRow, BoardView } from "#domain/board-view";
import type { Drawn } from "#ports/pictures";
import { createPen, type Pen } from "./pen.ts";
import { pngOf } from "./png.ts";
import { type Scale, scaleOf } from "./scale.ts";

/** Lark advises against more than 1500 pixels across; a phone shows them two to its one. */
const WIDTH = 750;
const DENSITY = 2;
const EDGE = 24;
const INNER = EDGE + 16;
const NAME_RIGHT = 232;
const COUNT_RIGHT = 278;
const BAR_LEFT = 298;
const BAR_RIGHT = 622;
const VALUE_RIGHT = WIDTH - INNER;
const ROW = 34;
const GROUP_HEAD = 32;
const GROUP_FOOT = 8;
const GAP = 10;

const INK = "#1f2329";
const SOFT = "#646a73";
const FAINT = "#8f959e";
type Shade = { readonly line: string; readonly ground: string };
const BLUE: Shade = { line: "#2f6fed", ground: "#f2f6ff" };
/** The same shades as the chart on the card. */
const SHADES: readonly Shade[] = [
  BLUE,
  { line: "#1aa37a", ground: "#effaf6" },
  { line: "#c97a12", ground: "#fdf7ec" },
  { line: "#8a56d6", ground: "#f7f2fd" },
  { line: "#5b6b85", ground: "#f4f6f8" },
];
const TEAM_SHADE: Shade = { line: "#3b4a63", ground: "#f5f6f8" };

/** One stretch of the picture, from top to bottom. */
type Part = { readonly height: number; readonly draw: (top: number) => void };
type Drawing = {
  readonly pen: Pen;
  readonly view: BoardView;
  readonly words: PictureWords;
  readonly scale: Scale;
};

export function boardPicture(view: BoardView): Drawn {
  const parts = (pen: Pen): Part[] =>
    partsOf({ pen, view, words: PICTURE_WORDS[view.language], scale: scaleFor(view) });
  // Measured first, on a canvas of no size that matters.
  const height = heightOf(parts(createPen(createCanvas(1, 1).getContext("2d"))));
  const canvas = createCanvas(WIDTH * DENSITY, height * DENSITY);
  const context = canvas.getContext("2d");
  context.scale(DENSITY, DENSITY);
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, WIDTH, height);
  const pen = createPen(context);
  let top = 0;
  for (const part of parts(pen)) {
    part.draw(top);
    top += part.height;
  }
  return { bytes: pngOf(canvas), missing: [...pen.missing] };
}

const heightOf = (parts: readonly Part[]): number => parts.reduce((sum, { height }) => sum + height, 0);

function scaleFor({ rows, teams }: BoardView): Scale {
  const lines: readonly BoardLine[] = [...rows, ...teams];
  const low = lines.length === 0 ? 0 : Math.min(...lines.map((line) => line.low));
  const high = lines.length === 0 ? 1 : Math.max(...lines.map((line) => line.high));
  return scaleOf(low, high, BAR_LEFT, BAR_RIGHT);
}

function partsOf(drawing: Drawing): Part[] {
  const { view, words } = drawing;
  const groups = [...new Set(view.rows.map(({ group }) => group))].map((group) =>
    view.rows.filter((row) => row.group === group),
  );
  return [
    headPart(drawing),
    ...(view.rows.length + view.teams.length > 0 ? [axisPart(drawing)] : []),
    ...groups.flatMap((rows) => [groupPart(drawing, rows), gap(GAP)]),
    ...view.rest.map((sentence) => sentencePart(drawing, sentence)),
    ...(view.teams.length > 0
      ? [gap(6), boxPart(drawing, words.teams, view.teams, TEAM_SHADE), gap(GAP)]
      : []),
    footPart(drawing),
  ];
}

const gap = (height: number): Part => ({ height, draw: () => undefined });

function headPart({ pen, view }: Drawing): Part {
  const look = { size: 28, weight: 700, color: INK };
  const title = pen.lines(view.title, look, WIDTH - 2 * INNER, 2);
  const subtitle = pen.lines(view.subtitle, { size: 15, color: SOFT }, WIDTH - 2 * INNER, 2);
  const height = 30 + title.length * 38 + subtitle.length * 23 + 24;
  return {
    height,
    draw: (top) => {
      pen.context.fillStyle = BLUE.line;
      pen.context.fillRect(0, top, WIDTH, 6);
      for (const [place, line] of title.entries())
        pen.write(line, { x: INNER, y: top + 62 + place * 38 }, look);
      for (const [place, line] of subtitle.entries())
        pen.write(
          line,
          { x: INNER, y: top + 52 + title.length * 38 + place * 23 },
          { size: 15, color: SOFT },
        );
    },
  };
}

/** What is measured, how the marks are read, and the numbers above them. */
function axisPart({ pen, view, words, scale }: Drawing): Part {
  const small = { size: 12, color: FAINT };
  const name = view.unit === "" ? view.metricName : `${view.metricName} (${view.unit})`;
  const shown = view.language === "zh" && view.unit !== "" ? `${view.metricName}（${view.unit}）` : name;
  return {
    height: 62,
    draw: (top) => {
      const legend = pen.width(words.legend, small);
      pen.write(words.legend, { x: VALUE_RIGHT, y: top + 18 }, { ...small, align: "right" });
      const room = VALUE_RIGHT - INNER - legend - 16;
      pen.write(shown, { x: INNER, y: top + 18 }, { size: 15, weight: 600, color: INK }, room);
      pen.write(words.count, { x: COUNT_RIGHT, y: top + 52 }, { ...small, align: "right" });
      for (const tick of scale.ticks)
        pen.write(
          tick.toFixed(scale.tickDecimals),
          { x: scale.at(tick), y: top + 52 },
          { ...small, align: "center" },
        );
    },
  };
}

function groupPart(drawing: Drawing, rows: readonly BoardRow[]): Part {
  const group = rows[0]?.group ?? 1;
  const shade = SHADES[(group - 1) % SHADES.length] ?? BLUE;
  const { words, view } = drawing;
  return boxPart(drawing, view.isTie ? words.tied : words.group(group, rows.length), rows, shade);
}

function boxPart(
  drawing: Drawing,
  title: string,
  rows: readonly (BoardLine & { readonly team?: string })[],
  shade: Shade,
): Part {
  const { pen, scale } = drawing;
  const height = GROUP_HEAD + rows.length * ROW + GROUP_FOOT;
  return {
    height,
    draw: (top) => {
      const { context } = pen;
      context.fillStyle = shade.ground;
      context.beginPath();
      context.roundRect(EDGE, top, WIDTH - 2 * EDGE, height, 10);
      context.fill();
      context.fillStyle = shade.line;
      context.beginPath();
      context.roundRect(EDGE, top + 10, 4, 16, 2);
      context.fill();
      pen.write(title, { x: INNER, y: top + 23 }, { size: 13, weight: 600, color: shade.line });
      context.strokeStyle = "rgba(31, 35, 41, 0.07)";
      context.lineWidth = 1;
      for (const tick of scale.ticks)
        line(pen, scale.at(tick), top + GROUP_HEAD, scale.at(tick), top + height - GROUP_FOOT);
      for (const [place, row] of rows.entries())
        drawRow(drawing, row, top + GROUP_HEAD + place * ROW + ROW / 2, shade);
    },
  };
}

function drawRow(
  { pen, view, scale }: Drawing,
  row: BoardLine & { readonly team?: string },
  middle: number,
  shade: Shade,
): void {
  const y = middle + 5;
  const name = pen.fit(
    row.name,
    { size: 16, weight: 500, color: INK },
    [16, 15, 14, 13, 12],
    NAME_RIGHT - INNER,
  );
  pen.write(row.name, { x: INNER, y }, name, NAME_RIGHT - INNER);
  const used = INNER + pen.width(row.name, name) + 8;
  const team = { size: 12, color: FAINT };
  // A part of it would say nothing.
  if (row.team !== undefined && used + pen.width(row.team, team) <= NAME_RIGHT)
    pen.write(row.team, { x: used, y }, team);
  pen.write(String(row.n), { x: COUNT_RIGHT, y }, { size: 13, color: SOFT, align: "right" });
  drawInterval(pen, scale, row, middle, shade);
  const value = `${row.value.toFixed(view.decimals ?? 1)}${view.unit === "%" || view.unit === "‰" ? view.unit : ""}`;
  pen.write(value, { x: VALUE_RIGHT, y: y + 1 }, { size: 17, weight: 700, color: INK, align: "right" });
}

function drawInterval(pen: Pen, scale: Scale, row: BoardLine, middle: number, shade: Shade): void {
  const { context } = pen;
  const [low, high, value] = [scale.at(row.low), scale.at(row.high), scale.at(row.value)];
  context.globalAlpha = 0.22;
  context.fillStyle = shade.line;
  context.beginPath();
  context.roundRect(low, middle - 5, Math.max(high - low, 1), 10, 5);
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = shade.line;
  context.lineWidth = 1.5;
  line(pen, low, middle, high, middle);
  for (const end of [low, high]) line(pen, end, middle - 5, end, middle + 5);
  context.fillStyle = "#ffffff";
  disc(pen, value, middle, 6.5);
  context.fillStyle = shade.line;
  disc(pen, value, middle, 5);
}

function line({ context }: Pen, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

function disc({ context }: Pen, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

function sentencePart({ pen }: Drawing, text: string): Part {
  const look = { size: 14, color: SOFT };
  const lines = pen.lines(text, look, WIDTH - 2 * INNER, 3);
  return {
    height: lines.length * 22 + 16,
    draw: (top) => {
      for (const [place, words] of lines.entries())
        pen.write(words, { x: WIDTH / 2, y: top + 22 + place * 22 }, { ...look, align: "center" });
    },
  };
}

function footPart({ pen, view }: Drawing): Part {
  const look = { size: 12, color: FAINT };
  const lines = view.footnotes.flatMap((note) => pen.lines(note, look, WIDTH - 2 * INNER, 4));
  return {
    height: lines.length * 20 + 38,
    draw: (top) => {
      pen.context.strokeStyle = "#e5e6eb";
      pen.context.lineWidth = 1;
      line(pen, EDGE, top + 8.5, WIDTH - EDGE, top + 8.5);
      for (const [place, words] of lines.entries())
        pen.write(words, { x: INNER, y: top + 32 + place * 20 }, look);
    },
  };
}

import type {
  Block,
  Card,
  ChartBlock,
  ConversationBlock,
  Line,
  PanelBlock,
  TableBlock,
  TextBlock,
} from "#cards/card";
import { cutText } from "#domain/storable-text";

/** A card that lost some of its text, and how much. */
export type Shortened = { readonly card: Card; readonly leftOutTurns: number; readonly wasCut: boolean };

type Limits = {
  readonly turnCharacters: number;
  readonly leftOutMiddle: number;
  readonly leftOutHints: number;
  readonly panelCharacters: number;
  readonly textLines: number;
  readonly textCharacters: number;
  readonly rows: number;
};
type Turn = ConversationBlock["turns"][number];

const KEPT_AT_EACH_END = 4;
const UNLIMITED: Limits = {
  turnCharacters: Infinity,
  leftOutMiddle: 0,
  leftOutHints: 0,
  panelCharacters: Infinity,
  textLines: Infinity,
  textCharacters: Infinity,
  rows: Infinity,
};

/**
 * The least shortened card that fits. The order of sacrifice: turns longer than a screen are cut, turns go from the
 * middle outwards (the opening four, the hints and the closing four stay), the rest is cut further, then hints go,
 * then the text of panels, the ends of long texts, and at last those of long tables and charts. Never a form. Null when even the shortest does not fit.
 *
 * @param drawWithin what a shortened card becomes, or null when that is too large.
 */
export function shortenToFit<Drawn>(
  card: Card,
  drawWithin: (shortened: Shortened) => Drawn | null,
): Drawn | null {
  const whole = drawWithin(applyLimits(card, UNLIMITED));
  if (whole !== null) {
    return whole;
  }
  const steps = stepsFor(card);
  let tooLarge = -1;
  let best: Drawn | null = null;
  // Every step is smaller than the one before it, so the first that fits is found by halving.
  for (let end = steps.length; end - tooLarge > 1;) {
    const middle = Math.floor((tooLarge + end) / 2);
    const drawn = drawWithin(applyLimits(card, steps[middle] ?? UNLIMITED));
    if (drawn === null) {
      tooLarge = middle;
    } else {
      best = drawn;
      end = middle;
    }
  }
  return best;
}

/** From the mildest to the hardest. */
function stepsFor(card: Card): Limits[] {
  const turns = card.blocks.filter((block) => block.kind === "conversation").map((block) => block.turns);
  const most = (count: (turns: readonly Turn[]) => number) => Math.max(0, ...turns.map(count));
  const middle = most((list) => middleOf(list).filter((turn) => !turn.isHint).length);
  const hints = most((list) => middleOf(list).filter((turn) => turn.isHint).length);

  const steps: Limits[] = [{ ...UNLIMITED, turnCharacters: 1000 }];
  const add = (change: Partial<Limits>) => steps.push({ ...(steps.at(-1) ?? UNLIMITED), ...change });
  for (let count = 1; count <= middle; count += 1) add({ leftOutMiddle: count });
  for (const turnCharacters of [400, 150]) add({ turnCharacters });
  for (let count = 1; count <= hints; count += 1) add({ leftOutHints: count });
  for (const turnCharacters of [60, 20]) add({ turnCharacters });
  for (const panelCharacters of [400, 100, 0]) add({ panelCharacters });
  for (const textCharacters of [400, 100]) add({ textCharacters });
  for (const textLines of [40, 20, 10, 5]) add({ textLines });
  for (const rows of [100, 60, 40, 25, 15, 10]) add({ rows });
  return steps;
}

function middleOf(turns: readonly Turn[]): readonly Turn[] {
  return turns.slice(KEPT_AT_EACH_END, Math.max(KEPT_AT_EACH_END, turns.length - KEPT_AT_EACH_END));
}

function applyLimits(card: Card, limits: Limits): Shortened {
  let leftOutTurns = 0;
  let wasCut = false;
  const blocks = card.blocks.flatMap((block): Block[] => {
    if (block.kind === "conversation") {
      const turns = keepTurns(block.turns, limits);
      leftOutTurns += block.turns.length - turns.length;
      wasCut ||= turns.some((turn) => turn.text.length > limits.turnCharacters);
      return [{ ...block, turns: turns.map((turn) => cutTurn(turn, limits.turnCharacters)) }];
    }
    if (block.kind === "text") return [shortenText(block, limits)];
    if (block.kind === "table") return [shortenTable(block, limits.rows)];
    if (block.kind === "chart") return [shortenChart(block, limits.rows)];
    return block.kind === "panel" ? shortenPanel(block, limits.panelCharacters) : [block];
  });
  return { card: { ...card, blocks }, leftOutTurns, wasCut };
}

function keepTurns(turns: readonly Turn[], limits: Limits): readonly Turn[] {
  const middle = middleOf(turns);
  const gone = new Set([
    ...window(
      middle.filter((turn) => !turn.isHint),
      limits.leftOutMiddle,
    ),
    ...window(
      middle.filter((turn) => turn.isHint),
      limits.leftOutHints,
    ),
  ]);
  return gone.size === 0 ? turns : turns.filter((turn) => !gone.has(turn));
}

/** So many in a row around the middle. */
function window(turns: readonly Turn[], count: number): readonly Turn[] {
  const start = Math.max(0, Math.floor((turns.length - count) / 2));
  return turns.slice(start, start + count);
}

function cutTurn(turn: Turn, maxCharacters: number): Turn {
  return turn.text.length <= maxCharacters ? turn : { ...turn, text: cutText(turn.text, maxCharacters) };
}

function shortenPanel(panel: PanelBlock, maxCharacters: number): Block[] {
  if (maxCharacters === Infinity) {
    return [panel];
  }
  if (maxCharacters === 0) {
    return [];
  }
  const blocks = panel.blocks.map((block) =>
    block.kind === "text"
      ? { ...block, lines: block.lines.map((line) => cutLine(line, maxCharacters)) }
      : {
          ...block,
          fields: block.fields.map((field) => ({ ...field, value: cutLine(field.value, maxCharacters) })),
        },
  );
  return [{ ...panel, blocks }];
}

/** The last row says that there were more. */
function shortenTable(block: TableBlock, rows: number): TableBlock {
  const [first] = block.columns;
  if (block.rows.length <= rows || first === undefined) return block;
  return { ...block, rows: [...block.rows.slice(0, rows), { [first.name]: "…" }] };
}

function shortenChart(block: ChartBlock, rows: number): ChartBlock {
  const { chart } = block;
  if (chart.shape === "intervals") return { ...block, chart: { ...chart, rows: chart.rows.slice(0, rows) } };
  return chart.shape === "bars" ? { ...block, chart: { ...chart, bars: chart.bars.slice(0, rows) } } : block;
}

function shortenText(block: TextBlock, { textLines, textCharacters }: Limits): TextBlock {
  if (textCharacters === Infinity) return block;
  const lines = block.lines.slice(0, textLines).map((line) => cutLine(line, textCharacters));
  return { ...block, lines: lines.length < block.lines.length ? [...lines, "…"] : lines };
}

function cutLine(line: Line, maxCharacters: number): Line {
  if (typeof line === "string") {
    return cutText(line, maxCharacters);
  }
  let room = maxCharacters;
  return line.flatMap((span) => {
    const text = cutText(span.text, Math.max(room, 0));
    room -= span.text.length;
    return text === "…" || text === "" ? [] : [{ ...span, text }];
  });
}

import type { Block, Card, ConversationBlock, PanelBlock, Tone } from "#cards/card";
import { AppError } from "#domain/error";
import { cutText } from "#domain/storable-text";
import {
  type Drawing,
  drawButtons,
  drawFields,
  drawText,
  type Element,
  markdown,
  plainText,
} from "./elements.ts";
import { escapeMarkdown } from "./escape.ts";
import { safeUrl, styled } from "./markdown.ts";
import { drawChart } from "./render-chart.ts";
import { drawForm } from "./render-form.ts";
import { drawPicture, drawTable } from "./render-table.ts";
import { type Shortened, shortenToFit } from "./shorten.ts";

/** Lark takes 30 KB for the whole request, in which the card is a text inside JSON; the rest is for what is around it. */
const MAX_BYTES = 28 * 1024;
const MAX_ELEMENTS = 200;
const MAX_TAGS = 3;
const MAX_SUMMARY_CHARACTERS = 100;

type LarkCard = Readonly<Record<string, unknown>>;
export type RenderedLark = {
  /** The card as JSON 2.0, for the answer to a press. */
  readonly lark: LarkCard;
  /** The same as text, ready to be a message's `content`. */
  readonly content: string;
  /** That text as JSON, for the body of a request. */
  readonly quoted: string;
  readonly leftOutTurns: number;
};

/** A card as Lark's JSON 2.0 within its limits. Throws `bad-input` when its form alone is too large. */
export function renderLark(card: Card): RenderedLark {
  for (const isCompact of [false, true]) {
    const drawn = shortenToFit(card, (shortened) => drawWithin(shortened, isCompact));
    if (drawn !== null && countElements(drawn.content) <= MAX_ELEMENTS) return drawn;
  }
  throw new AppError("bad-input", `The card "${card.title}" is too large for Lark.`, { title: card.title });
}

function drawWithin(shortened: Shortened, isCompact: boolean): RenderedLark | null {
  const lark = draw(shortened, isCompact);
  const content = JSON.stringify(lark);
  const quoted = JSON.stringify(content);
  return Buffer.byteLength(quoted) <= MAX_BYTES
    ? { lark, content, quoted, leftOutTurns: shortened.leftOutTurns }
    : null;
}

/** Unescaped quotes and a colon around it: nothing but a key, for in a text both quotes are escaped. */
const TAG = '"tag":';

/** Everything with a tag counts, texts included. */
function countElements(content: string): number {
  let count = 0;
  for (let place = content.indexOf(TAG); place !== -1; place = content.indexOf(TAG, place + TAG.length)) {
    count += 1;
  }
  return count;
}

function draw(shortened: Shortened, isCompact: boolean): LarkCard {
  const { card } = shortened;
  const drawing: Drawing = { isCompact, names: new Set(), tables: 0 };
  return {
    schema: "2.0",
    config: {
      update_multi: true,
      // A card speaks to the one who got it; forwarding would carry a conversation out of the team.
      enable_forward: false,
      summary: { content: cutText(card.summary, MAX_SUMMARY_CHARACTERS) },
    },
    header: drawHeader(card),
    body: {
      direction: "vertical",
      padding: "12px 12px 12px 12px",
      vertical_spacing: "8px",
      elements: card.blocks.flatMap((block) => drawBlock(block, shortened, drawing)),
    },
  };
}

const TAG_COLORS = {
  blue: "blue",
  green: "green",
  orange: "orange",
  red: "red",
  violet: "violet",
  grey: "neutral",
} as const satisfies Record<Tone, string>;

function drawHeader(card: Card): LarkCard {
  const tags = (card.tags ?? []).slice(0, MAX_TAGS);
  return {
    title: plainText(card.title),
    ...(card.subtitle && { subtitle: plainText(card.subtitle) }),
    ...(tags.length > 0 && {
      text_tag_list: tags.map((tag) => ({
        tag: "text_tag",
        text: plainText(tag.text),
        color: TAG_COLORS[tag.tone],
      })),
    }),
    template: card.tone,
  };
}

function drawBlock(block: Block, shortened: Shortened, drawing: Drawing): Element[] {
  switch (block.kind) {
    case "text":
      return drawText(block);
    case "fields":
      return drawFields(block, drawing);
    case "divider":
      return [{ tag: "hr" }];
    case "buttons":
      return drawButtons(block.buttons, drawing);
    case "form":
      return [drawForm(block, drawing)];
    case "panel":
      return drawPanel(block, drawing);
    case "conversation":
      return drawConversation(block, shortened);
    case "table":
      return drawTable(block, drawing);
    case "chart":
      return drawChart(block);
    case "picture":
      return drawPicture(block);
    case "drawing":
      return [];
  }
}

function panel(title: string, isOpen: boolean, elements: readonly Element[]): Element[] {
  const element: Element = {
    tag: "collapsible_panel",
    expanded: isOpen,
    header: {
      title: plainText(title),
      vertical_align: "center",
      icon: { tag: "standard_icon", token: "down-small-ccm_outlined", size: "16px 16px" },
      icon_position: "right",
      icon_expanded_angle: -180,
    },
    border: { color: "grey", corner_radius: "5px" },
    padding: "8px 8px 8px 8px",
    vertical_spacing: "8px",
    elements,
  };
  return elements.length === 0 ? [] : [element];
}

function drawPanel(block: PanelBlock, drawing: Drawing): Element[] {
  const elements = block.blocks.flatMap((inner) =>
    inner.kind === "text" ? drawText(inner) : drawFields(inner, drawing),
  );
  return panel(block.title, block.open, elements);
}

function drawConversation(block: ConversationBlock, shortened: Shortened): Element[] {
  const paragraphs = block.turns.flatMap((turn, index) => {
    const previous = block.turns[index - 1];
    const hasGap = shortened.leftOutTurns > 0 && previous !== undefined && turn.n > previous.n + 1;
    return hasGap ? ["⋯", drawTurn(turn)] : [drawTurn(turn)];
  });
  const note =
    shortened.leftOutTurns > 0 || shortened.wasCut ? drawLeftOut(block, shortened.leftOutTurns) : "";
  const content = [...paragraphs, note].filter((paragraph) => paragraph !== "").join("\n\n");
  return content === "" ? [] : panel(block.title, block.open, [markdown(content)]);
}

function drawTurn(turn: ConversationBlock["turns"][number]): string {
  const name = escapeMarkdown(`${turn.n} ${turn.who}`);
  const color = { agent: "blue", customer: "", system: "grey" }[turn.role];
  const hint = turn.isHint ? `${styled("◆", { color: "orange" })} ` : "";
  const time = turn.time === null ? "" : ` ${styled(escapeMarkdown(turn.time), { color: "grey" })}`;
  return `${hint}${styled(name, { bold: true, color })}${time}<br>${escapeMarkdown(turn.text)}`;
}

function drawLeftOut(block: ConversationBlock, count: number): string {
  const text = count > 0 ? escapeMarkdown(block.leftOut.text.replace("{count}", String(count))) : "";
  const url = block.leftOut.url === null ? null : safeUrl(block.leftOut.url);
  const link = url === null ? "" : `[${escapeMarkdown(block.leftOut.linkText)}](${url})`;
  return [styled(text, text === "" ? {} : { color: "grey" }), link].filter((part) => part !== "").join(" ");
}

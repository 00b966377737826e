import type { PictureBlock, TableBlock } from "#cards/card";
import { type Drawing, type Element, markdown, plainText } from "./elements.ts";
import { escapeMarkdown } from "./escape.ts";
import { styled } from "./markdown.ts";

const MAX_TABLES = 5;
const USUAL_PAGE = 5;
const MAX_PAGE = 10;
/** From so many columns on a phone shows only a part of them, and the first must stay in sight. */
const MANY_COLUMNS = 4;
const LONG_CELL = 6;

/** A table in pages. Lark takes five to a card; one more becomes lines, so that its words are still there. */
export function drawTable(block: TableBlock, drawing: Drawing): Element[] {
  if (block.columns.length === 0) return [];
  drawing.tables += 1;
  if (drawing.tables > MAX_TABLES) return drawLines(block);
  const element: Element = {
    tag: "table",
    page_size: Math.min(Math.max(block.pageSize ?? USUAL_PAGE, 1), MAX_PAGE),
    row_height: hasLongCells(block) ? "auto" : "low",
    freeze_first_column: block.columns.length >= MANY_COLUMNS,
    header_style: { background_style: "grey", text_color: "default", bold: true, lines: 1 },
    columns: block.columns.map(({ name, text, align }) => ({
      name,
      display_name: text,
      data_type: "text",
      horizontal_align: align ?? "left",
      width: "auto",
    })),
    rows: block.rows.map((row) =>
      Object.fromEntries(block.columns.map(({ name }) => [name, row[name] ?? ""])),
    ),
  };
  return [element];
}

/** A low row has one line, and cuts the second through the middle; only newer clients make a row as high as it must be. */
function hasLongCells({ rows }: TableBlock): boolean {
  return rows.some((row) => Object.values(row).some((cell) => cell.length > LONG_CELL));
}

function drawLines({ columns, rows }: TableBlock): Element[] {
  const line = (cells: readonly string[]): string => escapeMarkdown(cells.join(" · "));
  const head = styled(line(columns.map(({ text }) => text)), { bold: true });
  return [
    markdown([head, ...rows.map((row) => line(columns.map(({ name }) => row[name] ?? "")))].join("<br>")),
  ];
}

export function drawPicture({ imageKey, alt, caption }: PictureBlock): Element[] {
  const under = caption === undefined ? [] : [markdown(escapeMarkdown(caption), { text_size: "notation" })];
  if (imageKey === undefined) return [markdown(styled(escapeMarkdown(alt), { color: "grey" })), ...under];
  const image: Element = {
    tag: "img",
    img_key: imageKey,
    alt: plainText(alt),
    scale_type: "fit_horizontal",
    corner_radius: "8px",
    preview: true,
  };
  return [image, ...under];
}

import "./card-table.css";
import { useState } from "preact/hooks";
import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { numberOf, objectOf, objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { defined, type Style } from "./card-layout.ts";
import { lengthOf } from "./card-measures.ts";
import { Pager } from "./card-pager.tsx";
import { PersonName } from "./card-person.tsx";
import { alignOf, cellOf, rowHeight, tableColumnStyle, type Cell } from "./card-table-cells.ts";
import { LineWords, MarkdownWords, TextTag } from "./card-text.tsx";

const MOST_COLUMNS = 50;
const USUAL_ROWS = 5;
const MOST_ROWS = 10;
const USUAL_MOST_HEIGHT = "124px";

export function Table({ element }: PartProps) {
  const { word } = useCard();
  const [page, setPage] = useState(0);
  if (!Array.isArray(element["columns"]) || !Array.isArray(element["rows"]))
    throw new Error("columns and rows must be arrays");
  const columns = objectsOf(element["columns"]).slice(0, MOST_COLUMNS);
  const rows = objectsOf(element["rows"]);
  const size = Math.min(MOST_ROWS, Math.max(1, numberOf(element["page_size"]) ?? USUAL_ROWS));
  return (
    <div class="card-table" data-frozen={element["freeze_first_column"] === true}>
      <div class="card-table-scroll" tabIndex={0} role="region" aria-label={columns.map(titleOf).join(", ")}>
        <table>
          <TableHead table={element} columns={columns} />
          <tbody>
            {rows.slice(page * size, (page + 1) * size).map((row, index) => (
              <tr key={page * size + index}>
                {columns.map((column) => (
                  <TableCell key={String(column["name"])} table={element} column={column} row={row} />
                ))}
              </tr>
            ))}
            {rows.length === 0 && (
              <tr>
                <td class="card-table-empty" colSpan={columns.length}>
                  {word("noRows")}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <Pager page={page} pages={Math.ceil(rows.length / size)} onPage={setPage} />
    </div>
  );
}

function titleOf(column: JsonObject): string {
  return stringOf(column["display_name"]) ?? String(column["name"]);
}

function TableHead({
  table,
  columns,
}: {
  readonly table: JsonObject;
  readonly columns: readonly JsonObject[];
}) {
  const given = objectOf(table["header_style"]);
  const lines = numberOf(given["lines"]);
  const look: Style = defined({
    background: given["background_style"] === "none" ? "var(--card-surface)" : undefined,
    color: given["text_color"] === "grey" ? "var(--card-ink-soft)" : undefined,
    fontWeight: given["bold"] === false ? 400 : undefined,
    fontSize: given["text_size"] === "heading" ? "16px" : undefined,
  });
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={String(column["name"])}
            scope="col"
            style={{
              ...look,
              ...tableColumnStyle(column),
              textAlign: alignOf(given["text_align"] ?? column["horizontal_align"]),
            }}
          >
            <span class={lines === undefined ? "" : "card-lines"} style={{ WebkitLineClamp: lines }}>
              {titleOf(column)}
            </span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type CellProps = { readonly table: JsonObject; readonly column: JsonObject; readonly row: JsonObject };

function TableCell({ table, column, row }: CellProps) {
  const height = rowHeight(table);
  const most = height ?? lengthOf(table["row_max_height"]) ?? USUAL_MOST_HEIGHT;
  const style = {
    ...tableColumnStyle(column),
    textAlign: alignOf(column["horizontal_align"]),
    verticalAlign: { top: "top", bottom: "bottom" }[String(column["vertical_align"])] ?? "middle",
    height,
  };
  return (
    <td style={style}>
      <div class="card-cell" style={{ maxHeight: `calc(${most} - 12px)` }}>
        <CellView cell={cellOf(column, row[String(column["name"])])} />
      </div>
    </td>
  );
}

function CellView({ cell }: { readonly cell: Cell }) {
  switch (cell.kind) {
    case "words":
      return <>{cell.text}</>;
    case "line":
      return <LineWords content={cell.text} />;
    case "markdown":
      return (
        <div class="card-markdown">
          <MarkdownWords content={cell.text} />
        </div>
      );
    case "options":
      return (
        <span class="card-cell-parts">
          {cell.options.map((option, index) => (
            <TextTag key={index} color={option.color}>
              {option.text}
            </TextTag>
          ))}
        </span>
      );
    case "persons":
      return (
        <span class="card-cell-parts">
          {cell.ids.map((id) => (
            <PersonName key={id} openId={id} hasName hasAvatar isInline />
          ))}
        </span>
      );
  }
}

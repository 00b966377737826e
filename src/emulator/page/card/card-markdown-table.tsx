import { useState } from "preact/hooks";
import type { Block } from "./card-markdown.ts";
import { Inlines } from "./card-markdown-view.tsx";
import { Pager } from "./card-pager.tsx";

const ROWS_PER_PAGE = 5;

export function MarkdownTable({ table }: { readonly table: Extract<Block, { kind: "table" }> }) {
  const [page, setPage] = useState(0);
  const shown = table.rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE);
  const align = (column: number) => ({ textAlign: table.align[column] ?? "left" });
  return (
    <div class="card-table">
      <div class="card-table-scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {table.header.map((cell, column) => (
                <th key={column} scope="col" style={align(column)}>
                  <Inlines inlines={cell} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column} style={align(column)}>
                    <Inlines inlines={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Pager page={page} pages={Math.ceil(table.rows.length / ROWS_PER_PAGE)} onPage={setPage} />
    </div>
  );
}

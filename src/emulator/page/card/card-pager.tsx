import "./card-table.css";
import { useCard } from "./card-context.ts";
import { Glyph } from "./card-icon.tsx";

type PagerProps = { readonly page: number; readonly pages: number; onPage(page: number): void };

/** Pages are counted from 0; nothing is shown for a single one. */
export function Pager({ page, pages, onPage }: PagerProps) {
  const { word } = useCard();
  if (pages < 2) return null;
  return (
    <div class="card-pager">
      <button
        type="button"
        aria-label={word("previous")}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      >
        <Glyph token="left_" />
      </button>
      <span aria-live="polite">
        {page + 1} / {pages}
      </span>
      <button
        type="button"
        aria-label={word("next")}
        disabled={page === pages - 1}
        onClick={() => onPage(page + 1)}
      >
        <Glyph token="right_" />
      </button>
    </div>
  );
}

import { PICTURE_WORDS } from "#cards/picture-words";
import type { BoardLine, BoardView } from "#domain/board-view";
import { scaleOf } from "#pictures/scale";

const SHADES = ["#2f6fed", "#1aa37a", "#c97a12", "#8a56d6"];

const STYLE = `
  body { margin: 0; width: 750px; border-top: 6px solid #2f6fed; font: 16px/1.4 "Noto Sans CJK SC", "Noto Sans CJK JP", sans-serif; }
  header, footer, section { margin: 10px 24px; padding: 8px 16px; }
  h1 { margin: 16px 0 4px; font-size: 28px; } footer { font-size: 12px; color: #8f959e; border-top: 1px solid #e5e6eb; }
  section { border-radius: 10px; } h2 { margin: 0; font-size: 13px; }
  .row { display: flex; height: 34px; align-items: center; } .name { width: 190px; } .n { width: 50px; font-size: 13px; }
  .team { font-size: 12px; color: #8f959e; } .value { width: 90px; text-align: right; font-weight: 700; }`;

/** The board of a picture as a page with the same words and marks: what the peer of a bench photographs. */
export function boardHtml(view: BoardView): string {
  const words = PICTURE_WORDS[view.language];
  const lines: readonly BoardLine[] = [...view.rows, ...view.teams];
  const scale = scaleOf(
    Math.min(...lines.map(({ low }) => low)),
    Math.max(...lines.map(({ high }) => high)),
    0,
    324,
  );
  const row = (line: BoardLine & { readonly team?: string }, color: string): string => {
    const [low, high, value] = [line.low, line.high, line.value].map((at) => scale.at(at));
    const ticks = scale.ticks.map((tick) => `<path d="M${scale.at(tick)} 0V34" stroke="#eee"/>`).join("");
    return `<div class="row"><span class="name">${line.name} <span class="team">${line.team ?? ""}</span></span>
      <span class="n">${line.n}</span><svg width="324" height="34">${ticks}
      <rect x="${low}" y="12" width="${(high ?? 0) - (low ?? 0)}" height="10" rx="5" fill="${color}" opacity=".22"/>
      <path d="M${low} 17H${high}M${low} 12v10M${high} 12v10" stroke="${color}" stroke-width="1.5"/>
      <circle cx="${value}" cy="17" r="5" fill="${color}" stroke="#fff"/></svg>
      <span class="value">${line.value.toFixed(1)}</span></div>`;
  };
  const box = (name: string, rows: readonly BoardLine[], color: string): string =>
    `<section style="background:${color}11"><h2 style="color:${color}">${name}</h2>${rows.map((line) => row(line, color)).join("")}</section>`;
  const groups = [...new Set(view.rows.map(({ group }) => group))].map((group) => {
    const rows = view.rows.filter((line) => line.group === group);
    return box(words.group(group, rows.length), rows, SHADES[(group - 1) % SHADES.length] ?? "#000");
  });
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><header><h1>${view.title}</h1>${view.subtitle}
    <p>${view.metricName}（${view.unit}） ${words.legend}</p></header>${groups.join("")}
    <p style="text-align:center">${view.rest.join("<br>")}</p>${box(words.teams, view.teams, "#3b4a63")}
    <footer>${view.footnotes.join("<br>")}</footer>`;
}

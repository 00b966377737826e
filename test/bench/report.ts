import { median } from "./statistics.ts";

export type Limits = {
  readonly better: "higher" | "lower";
  readonly floor?: number;
  readonly aim?: number;
};

/** One line of the table: a figure of ours with, where there is one, the peer's beside it, round by round. */
export type Line = {
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly peer?: { readonly name: string; readonly values: readonly number[] };
  /** Of the ratio ours : peer when there is a peer, else of our figure itself. Absent: for information. */
  readonly limits?: Limits;
};

export type Verdict = "reached" | "aim missed" | "FLOOR MISSED" | "";

export type JudgedLine = Line & {
  /** Ratio ours : peer of each round, or our figures when there is no peer. */
  readonly judgedValues: readonly number[];
  readonly judged: number;
  readonly verdict: Verdict;
};

/** Rounds are compared in pairs, since the machine's mood changes from round to round more than within one. */
export function judge(line: Line): JudgedLine {
  const { ours, peer, limits } = line;
  const judgedValues =
    peer === undefined ? ours : ours.map((value, round) => value / (peer.values[round] ?? Number.NaN));
  const judged = median(judgedValues);
  return { ...line, judgedValues, judged, verdict: limits === undefined ? "" : verdictOn(judged, limits) };
}

function verdictOn(value: number, { better, floor, aim }: Limits): Verdict {
  const reaches = (limit: number): boolean => (better === "higher" ? value >= limit : value <= limit);
  if (floor !== undefined && !reaches(floor)) return "FLOOR MISSED";
  return aim === undefined || reaches(aim) ? "reached" : "aim missed";
}

const COLUMNS = ["", "ours", "peer", "ratio (least–most)", "floor", "aim", ""] as const;

/** The table that stands on the screen. */
export function table(title: string, lines: readonly JudgedLine[]): string {
  const rows = [COLUMNS, ...lines.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const text = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `\n${title}\n${text.map((line) => `  ${line}`).join("\n")}\n`;
}

function cells(line: JudgedLine): string[] {
  const { what, unit, ours, peer, limits, judged, judgedValues, verdict } = line;
  const spread = `(${short(Math.min(...judgedValues))}–${short(Math.max(...judgedValues))})`;
  const limit = (value: number | undefined): string =>
    value === undefined
      ? "-"
      : `${limits?.better === "lower" ? "≤" : "≥"} ${value}${peer === undefined ? ` ${unit}` : " ×"}`;
  return [
    what,
    `${short(median(ours))} ${unit}`,
    peer === undefined ? "-" : `${short(median(peer.values))} ${unit} ${peer.name}`,
    peer === undefined ? spread : `${short(judged)} × ${spread}`,
    limit(limits?.floor),
    limit(limits?.aim),
    verdict,
  ];
}

function short(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}

/** Characters that a terminal draws twice as wide: Chinese, full-width signs, emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}|[\u{20000}-\u{3ffff}]/gu;

/** Columns of the terminal that a text takes. */
export const widthOf = (text: string): number => [...text].length + (text.match(WIDE)?.length ?? 0);

/** Rows as aligned lines, two spaces between columns; numbers to the right. */
export function textTable(
  rows: readonly (readonly string[])[],
  alignments: readonly ("left" | "right")[],
): string {
  const widths = alignments.map((_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ""))));
  const lines = rows.map((row) =>
    alignments
      .map((alignment, column) => {
        const cell = row[column] ?? "";
        const room = " ".repeat((widths[column] ?? 0) - widthOf(cell));
        return alignment === "right" ? room + cell : cell + room;
      })
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

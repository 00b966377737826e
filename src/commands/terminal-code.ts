import { encode } from "uqr";

const QUIET_MODULES = 2;
// Said outright, because a code in a terminal's own colours is turned inside out where the ground is dark.
const BLACK_ON_WHITE = "\u001b[30;107m";
const RESET = "\u001b[0m";
/** Two modules above each other in one character: upper, lower. */
const HALVES = { "00": " ", "10": "▀", "01": "▄", "11": "█" } as const;

export type TerminalCode = { readonly columns: number; readonly text: string };

/** A QR code for a terminal, whatever its colours; one column a module, with the quiet zone around it. */
export function terminalCode(content: string): TerminalCode {
  const { data, size } = encode(content, { ecc: "L", border: QUIET_MODULES });
  const isDark = (row: number, column: number): "0" | "1" => (data[row]?.[column] ? "1" : "0");
  const lines: string[] = [];
  for (let row = 0; row < size; row += 2) {
    let line = "";
    for (let column = 0; column < size; column += 1)
      line += HALVES[`${isDark(row, column)}${isDark(row + 1, column)}`];
    lines.push(`${BLACK_ON_WHITE}${line}${RESET}`);
  }
  return { columns: size, text: `${lines.join("\n")}\n` };
}

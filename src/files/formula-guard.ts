/** What a spreadsheet would run as a formula (OWASP, CSV injection); a Chinese or Japanese Excel takes wide signs too. */
const FORMULA_START = /^[=+\-@＝＋－＠\t\r\n]/;
const GUARDED = /^'[=+\-@＝＋－＠\t\r\n]/;

/** An apostrophe before it makes a spreadsheet show the cell as text. */
export function guarded(cell: string): string {
  return FORMULA_START.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before somebody, mostly we ourselves, guarded it. */
export function unguarded(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

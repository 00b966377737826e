const DECIMAL_DIGIT = /^\p{Nd}$/u;
/** Where signs for 1 to 9 begin that Unicode does not fold to digits: ፩ 〡 ⓵ ❶ ➀ ➊ 𐹠 𑁒 𝍠. */
const ONES = [0x1369, 0x3021, 0x24f5, 0x2776, 0x2780, 0x278a, 0x10e60, 0x11052, 0x1d360];
const ZEROS = new Set([0x24ff, 0x1f10b, 0x1f10c]);
const ONE_DIGIT = /^\(?(?<digit>[\d一二三四五六七八九])[.,)]?$/;

/**
 * The plain digit for one of any script, raised, lowered, circled, in brackets or with a full stop; for ㈠ and ㊀ the
 * Chinese one. Null for what is none, such as ½ or ⑩.
 */
export function plainDigit(sign: string): string | null {
  const code = sign.codePointAt(0) ?? 0;
  if (DECIMAL_DIGIT.test(sign)) return String(placeInRun(code) % 10);
  if (ZEROS.has(code)) return "0";
  const one = ONES.find((first) => code >= first && code < first + 9);
  if (one !== undefined) return String(code - one + 1);
  return ONE_DIGIT.exec(sign.normalize("NFKC"))?.groups?.["digit"] ?? null;
}

/** Unicode keeps the ten digits of a script in order and together; several tens may follow each other. */
function placeInRun(code: number): number {
  let place = 0;
  while (DECIMAL_DIGIT.test(String.fromCodePoint(code - place - 1))) place += 1;
  return place;
}

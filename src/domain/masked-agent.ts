import type { Turn } from "./contact.ts";
import { withoutName } from "./person-name.ts";
import type { Person } from "./person.ts";

/** A shorter number is a count or a day in most sentences: it is meant only behind the word for it. */
const LEAST_CHARACTERS = 3;
const LABELS = [
  "工号",
  "工號",
  "员工号",
  "员工编号",
  "employee no",
  "employee number",
  "employee id",
  "agent number",
];
const BETWEEN = ["是", "为", String.raw`[\s\p{P}]`].join("|");
const LABEL = `(?<=(?:${LABELS.join("|")})(?:${BETWEEN})*)`;

/**
 * The turns for a reader to whom the agent is masked: the agent's employee number and name give way to the alias,
 * whoever says them. Digits inside a longer number, an amount with decimals or an order number stay.
 */
export function maskAgentIn(
  turns: readonly Turn[],
  { name, employeeNo }: Pick<Person, "name" | "employeeNo">,
  alias: string,
): readonly Turn[] {
  const number = numberPattern(employeeNo);
  return turns.map((turn) => {
    const unnamed = withoutName(turn.text, name, alias);
    const text = number === null ? unnamed : unnamed.replace(number, () => alias);
    return text === turn.text ? turn : { ...turn, text };
  });
}

function numberPattern(employeeNo: string): RegExp | null {
  const characters = [...employeeNo.trim()];
  if (characters.length === 0) return null;
  const before = String.raw`(?<![0-9A-Za-z０-９_]|[0-9０-９][.,，:-])`;
  const after = String.raw`(?![0-9A-Za-z０-９_]|[.,:-][0-9０-９])`;
  const label = characters.length < LEAST_CHARACTERS ? LABEL : "";
  return new RegExp(`${label}${before}${characters.map(inAnyWidth).join("")}${after}`, "giu");
}

/** A digit as it is, or as wide as a Chinese character. */
function inAnyWidth(character: string): string {
  if (/^[0-9]$/.test(character)) return `[${character}${String.fromCodePoint(0xff10 + Number(character))}]`;
  return character.replace(/[$()*+./?[\\\]^{|}]/u, String.raw`\$&`);
}

import type { AppealValue } from "#domain/appeal";
import { AppError } from "#domain/error";

/**
 * A score as a form brings it: a number, perhaps with its unit's sign, or `na`.
 * @throws AppError `bad-input`, with `what` for what is neither
 */
export function readValue(typed: string, what = "appeal-value"): AppealValue {
  const text = typed.normalize("NFKC").trim();
  if (text.toLowerCase() === "na") return null;
  const match = /^(\d{1,9}(?:\.\d{1,4})?)\s*(?:%|‰|分|秒|元|s)?$/iu.exec(text);
  if (match?.[1] === undefined) throw new AppError("bad-input", "No score was given.", { what });
  return Number(match[1]);
}

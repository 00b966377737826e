import type { AppealValue } from "#domain/appeal";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Item } from "#domain/scorecard";
import { ratingText } from "./score-form.ts";
import { shownClause } from "./format.ts";
import { speak, WORDS } from "./words.ts";

export type AppealUnit = "percent" | "seconds" | "points" | "per-1000" | "count" | "yuan";
/** What is appealed against: an item with its steps, or a figure with its unit. */
export type AppealScale =
  | { readonly kind: "item"; readonly item: Item }
  | {
      readonly kind: "figure";
      readonly name: LocalText;
      readonly unit: AppealUnit;
      /** The clause of the policy. */
      readonly source: string;
    };

export const scaleName = (scale: AppealScale, language: Language): string =>
  sayIn(scale.kind === "item" ? scale.item.name : scale.name, language);

export const scaleSource = (scale: AppealScale): string =>
  scale.kind === "item" ? scale.item.source : scale.source;

/** `2 · fully done` of an item, `88.5%` of a figure. */
export function valueText(scale: AppealScale, value: AppealValue, language: Language): string {
  if (scale.kind === "figure") return figureText(value, scale.unit, language);
  const text = ratingText(scale.item, value ?? "na", language);
  return value === null || text === String(value) ? text : `${value} · ${text}`;
}

const NOT_MEASURED: LocalText = { zh: "没有数据", en: "not measured" };
const UNIT_ENDS: Readonly<Record<AppealUnit, LocalText>> = {
  percent: { zh: "%", en: "%" },
  seconds: { zh: " 秒", en: " s" },
  points: { zh: " 分", en: "" },
  "per-1000": { zh: "‰", en: "‰" },
  count: { zh: "", en: "" },
  yuan: { zh: " 元", en: " yuan" },
};

function figureText(value: AppealValue, unit: AppealUnit, language: Language): string {
  if (value === null) return sayIn(NOT_MEASURED, language);
  return `${Math.round(value * 100) / 100}${sayIn(UNIT_ENDS[unit], language)}`;
}

/** The field's text of a value; N/A has a word of its own. */
export const valueField = (value: AppealValue): string => (value === null ? "na" : String(value));

export const clauseText = (scale: AppealScale, language: Language): string =>
  `${speak(language)(WORDS.clause)} ${shownClause(scaleSource(scale), language)}`;

import { CellError } from "./source-row.ts";

export const UNITS = ["percent", "seconds", "points", "per-1000", "count", "yuan"] as const;
export type Unit = (typeof UNITS)[number];

/** What a metric may be: its unit, and the smallest and largest value that there can be in it. */
export type MetricScale = { readonly unit: Unit; readonly from: number; readonly to: number };

/** A value in the metric's unit, or why it cannot be one, with the remedy. */
export type ValueReading = { readonly value: number } | { readonly fault: string };

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const HOURS_MINUTES_SECONDS = /^(\d+):([0-5]\d):([0-5]\d(?:\.\d+)?)$/;
const SIGNED = /^(.*?)\s*(%|‰|元|s|秒)$/;
const CURRENCY = /^[¥￥]\s*/;

/**
 * Reads a cell that is not blank. Of percentages "92%" is 92, a bare number up to 1 is a share (0.92 is 92, as Excel
 * keeps it), and a bare number above 1 is percent (92). So less than one percent has to be written with its sign.
 */
export function readMetricValue(cell: string | number, { unit, from, to }: MetricScale): ValueReading {
  const text = String(cell).normalize("NFKC").trim().replace(CURRENCY, "");
  const [, bare = text, sign = ""] = SIGNED.exec(text) ?? [];
  const number = unit === "seconds" && sign === "" ? secondsOf(text) : numberOf(bare);
  if (number === null) return { fault: unit === "seconds" ? NO_DURATION : NO_NUMBER };
  const value = inUnit(number, sign, unit);
  if (value === null) return { fault: `is not in ${UNIT_NAMES[unit]}: write it in ${UNIT_NAMES[unit]}` };
  if (unit === "count" && !Number.isInteger(value)) return { fault: "is no whole number: correct it" };
  if (value >= from && value <= to) return { value };
  return { fault: `is outside its scale: ${to === Infinity ? `${from} or more` : `${from} to ${to}`}` };
}

const NO_NUMBER = "is no number: write digits or leave it blank";
const NO_DURATION = "is no duration: write seconds or h:mm:ss, or leave it blank";
const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  percent: "percent",
  seconds: "seconds",
  points: "points",
  "per-1000": "cases per 1,000",
  count: "whole numbers",
  yuan: "yuan",
};

/** Null when the sign belongs to another unit. */
function inUnit(number: number, sign: string, unit: Unit): number | null {
  if (sign === "") return unit === "percent" && number <= 1 ? rounded(number * 100) : number;
  switch (unit) {
    case "percent":
      return sign === "%" ? number : sign === "‰" ? rounded(number / 10) : null;
    case "per-1000":
      return sign === "‰" ? number : sign === "%" ? rounded(number * 10) : null;
    case "seconds":
      return sign === "s" || sign === "秒" ? number : null;
    case "yuan":
      return sign === "元" ? number : null;
    default:
      return null;
  }
}

/** 0.92 × 100 is 92, not 92.00000000000001. */
const rounded = (value: number): number => Number(value.toPrecision(12));

function numberOf(text: string): number | null {
  if (THOUSANDS.test(text)) return Number(text.replaceAll(",", ""));
  return NUMBER.test(text) ? Number(text) : null;
}

function secondsOf(text: string): number | null {
  const match = HOURS_MINUTES_SECONDS.exec(text);
  return match === null ? numberOf(text) : Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]);
}

/** A cell as text or number; null when blank; the fault of what is neither. */
export function cellOf(cell: unknown): string | number | null | { readonly fault: string } {
  if (cell === undefined || cell === null) return null;
  if (cell instanceof CellError) return { fault: `is an error in column "${cell.column}": correct the cell` };
  if (typeof cell === "number") return cell;
  if (typeof cell !== "string") return { fault: "is no value: write a number" };
  return cell.trim() === "" ? null : cell;
}

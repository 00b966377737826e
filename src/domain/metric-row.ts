import type { AgentDirectory } from "./agent-directory.ts";
import { cellOf, type MetricScale, readMetricValue } from "./metric-value.ts";
import { RowFields } from "./row-fields.ts";
import type { RowReading } from "./source-row.ts";
import type { LocalMonth } from "./working-day.ts";

const REFERENCE_CHARACTERS = 200;
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*月|[-/.]\d{1,2})?$|^(\d{4})(\d{2})$/;
const WHOLE = /^\d{1,9}$/;

/** Names under which a table may carry a field, the one that wins first. */
const COLUMNS = {
  month: ["month", "月份", "月"],
  person: ["person", "agent", "employeeNo", "工号", "客服", "name", "姓名"],
  metric: ["metric", "指标"],
  value: ["value", "数值", "值"],
  count: ["count", "样本数"],
  target: ["target", "目标", "目标值"],
  source: ["source", "来源"],
} as const;
type Column = keyof typeof COLUMNS;

/** Columns that say nothing about a number. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  ...Object.values(COLUMNS).flat(),
  "metrics",
  "team",
  "班组",
  "小组",
  "备注",
  "note",
  "line",
  "reason",
]);
const BESIDE = /^(.+?)[\s._-]*(count|target|样本数|目标值|目标)$/i;

export type ReadMetric = {
  readonly month: LocalMonth;
  readonly personId: string;
  readonly metric: string;
  readonly value: number | null;
  readonly count: number | null;
  readonly target: number | null;
  readonly source: string;
};

/** A metric by one of its words: its id and scale, or why it cannot be imported, with the remedy. */
export type MetricFinder = (
  word: string,
) => (MetricScale & { readonly id: string }) | { readonly fault: string };

export type MetricRowContext = {
  readonly people: AgentDirectory;
  readonly find: MetricFinder;
  /** Values of a later month cannot be there yet; targets can. */
  readonly currentMonth: LocalMonth;
  /** Of rows that name none. */
  readonly source: string;
  readonly mask: (text: string) => string;
};

type Cells = { value?: unknown; count?: unknown; target?: unknown };

/**
 * A row is long (`month, person, metric, value, count, target, source`), or wide: a column for each metric, named by
 * any of its words, with `… count` and `… target` beside it, or `metrics: {satisfaction: 4.6}` in JSON. It is taken
 * as a whole or not at all; a blank cell of a wide row was not measured.
 */
export function readMetricRow(
  row: Readonly<Record<string, unknown>>,
  context: MetricRowContext,
): RowReading<readonly ReadMetric[]> {
  const fields = new RowFields(row, context.mask);
  const month = readMonth(fields);
  const personId = findPerson(fields, context.people);
  const source = fields.text(columnIn(row, "source"), REFERENCE_CHARACTERS) ?? context.source;
  const isLong = columnOf(row, "metric") !== null;
  const asked = isLong ? longCells(fields, row) : wideCells(row);
  const values = [...asked].flatMap(([word, cells]) => {
    const read = readCells(fields, word, cells, context, isLong);
    return read === null ? [] : [read];
  });
  const late = values.some(({ value }) => value !== null) && month !== null && month > context.currentMonth;
  if (late) fields.refuse("month", month, "is not there yet: only its targets can be imported");
  const [first, ...others] = fields.faults;
  if (first !== undefined) return { faults: [first, ...others] };
  if (month === null || personId === null) throw new Error("a gap without a fault");
  return { value: values.map((each) => ({ month, personId, source, ...each })) };
}

/** The first of the field's names that the row has. */
function columnOf(row: Readonly<Record<string, unknown>>, column: Column): string | null {
  return COLUMNS[column].find((name) => Object.hasOwn(row, name)) ?? null;
}
const columnIn = (row: Readonly<Record<string, unknown>>, column: Column): string =>
  columnOf(row, column) ?? column;

function readMonth(fields: RowFields): LocalMonth | null {
  const name = COLUMNS.month.find((each) => fields.has(each)) ?? "month";
  const text = fields.required(name, REFERENCE_CHARACTERS, "write it as 2026-11");
  if (text === null) return null;
  const [, year, month, plainYear, plainMonth] = MONTH.exec(text.normalize("NFKC")) ?? [];
  const number = Number(month ?? plainMonth);
  if (number >= 1 && number <= 12) return `${year ?? plainYear}-${String(number).padStart(2, "0")}`;
  return fields.refuse(name, text, "is no month: write it as 2026-11");
}

function findPerson(fields: RowFields, people: AgentDirectory): string | null {
  const name = COLUMNS.person.find((each) => fields.has(each)) ?? "person";
  const reference = fields.required(name, REFERENCE_CHARACTERS, "write an employee number or a unique name");
  if (reference === null) return null;
  const found = people.find(reference);
  return "id" in found ? found.id : fields.refuse(name, reference, found.fault);
}

function longCells(fields: RowFields, row: Readonly<Record<string, unknown>>): Map<string, Cells> {
  const word = fields.required(
    columnIn(row, "metric"),
    REFERENCE_CHARACTERS,
    "write the name of an indicator",
  );
  const cells = {
    value: row[columnIn(row, "value")],
    count: row[columnIn(row, "count")],
    target: row[columnIn(row, "target")],
  };
  return word === null ? new Map() : new Map([[word, cells]]);
}

function wideCells(row: Readonly<Record<string, unknown>>): Map<string, Cells> {
  const found = new Map<string, Cells>();
  const put = (word: string, cells: Cells) => found.set(word, { ...found.get(word), ...cells });
  for (const [column, cell] of Object.entries(row)) {
    if (PASSED_OVER.has(column) || cellOf(cell) === null) continue;
    putNamed(column, cell, put);
  }
  const nested = row["metrics"];
  if (typeof nested === "object" && nested !== null)
    for (const [word, cell] of Object.entries(nested))
      if (typeof cell === "object" && cell !== null && !Array.isArray(cell)) put(word, cell as Cells);
      else if (cellOf(cell) !== null) putNamed(word, cell, put);
  return found;
}

function putNamed(name: string, cell: unknown, put: (word: string, cells: Cells) => void): void {
  const [, word, beside] = BESIDE.exec(name) ?? [];
  if (word === undefined || beside === undefined) put(name, { value: cell });
  else put(word, /^(?:count|样本数)$/i.test(beside) ? { count: cell } : { target: cell });
}

function readCells(
  fields: RowFields,
  word: string,
  cells: Cells,
  { find }: MetricRowContext,
  isLong: boolean,
): Pick<ReadMetric, "metric" | "value" | "count" | "target"> | null {
  const metric = find(word);
  if ("fault" in metric) return fields.refuse(isLong ? "metric" : "column", word, metric.fault);
  const before = fields.faults.length;
  const name = (column: string) => (isLong ? column : `${word}${column === "value" ? "" : ` ${column}`}`);
  const value = readScaled(fields, name("value"), cells.value, metric);
  const count = readCount(fields, name("count"), cells.count);
  const target = readScaled(fields, name("target"), cells.target, metric);
  if (fields.faults.length > before) return null;
  if (value === null && target === null) {
    fields.faults.push(`${name("value")} is missing: write what was measured, or a target`);
    return null;
  }
  if (value === null && count !== null)
    return fields.refuse(name("count"), cells.count, "belongs to a value that is blank: write the value");
  return { metric: metric.id, value, count, target };
}

function readScaled(fields: RowFields, name: string, cell: unknown, scale: MetricScale): number | null {
  const known = cellOf(cell);
  if (known === null) return null;
  if (typeof known === "object") return fields.refuse(name, cell, known.fault);
  const read = readMetricValue(known, scale);
  return "value" in read ? read.value : fields.refuse(name, known, read.fault);
}

function readCount(fields: RowFields, name: string, cell: unknown): number | null {
  const known = cellOf(cell);
  if (known === null) return null;
  if (typeof known === "object") return fields.refuse(name, cell, known.fault);
  const text = String(known).normalize("NFKC").trim();
  if (WHOLE.test(text) && Number(text) > 0) return Number(text);
  return fields.refuse(name, known, "is no number of measurements: write 1 or more, or leave it blank");
}

import { describe, expect, it } from "vitest";
import { agentDirectory } from "#domain/agent-directory";
import { maskText } from "#domain/masking";
import { type MetricFinder, readMetricRow } from "#domain/metric-row";
import { type MetricScale, readMetricValue } from "#domain/metric-value";

const PERCENT: MetricScale = { unit: "percent", from: 0, to: 100 };
const SECONDS: MetricScale = { unit: "seconds", from: 0, to: Infinity };
const RATING: MetricScale = { unit: "points", from: 1, to: 5 };
const PER_1000: MetricScale = { unit: "per-1000", from: 0, to: 1_000 };
const COUNT: MetricScale = { unit: "count", from: 0, to: Infinity };
const YUAN: MetricScale = { unit: "yuan", from: 0, to: Infinity };

describe("a value", () => {
  it.each<readonly [string | number, MetricScale, number]>([
    ["92%", PERCENT, 92],
    ["92％", PERCENT, 92],
    ["0.4%", PERCENT, 0.4],
    [0.92, PERCENT, 92],
    [0.57, PERCENT, 57],
    [1, PERCENT, 100],
    [0, PERCENT, 0],
    ["92.5", PERCENT, 92.5],
    ["1:02:03", SECONDS, 3_723],
    ["45 秒", SECONDS, 45],
    ["1,234.5", SECONDS, 1_234.5],
    ["4.62", RATING, 4.62],
    ["3.2‰", PER_1000, 3.2],
    ["0.32%", PER_1000, 3.2],
    ["12", COUNT, 12],
    ["¥12,000", YUAN, 12_000],
    ["800元", YUAN, 800],
  ])("%j is read by its unit", (cell, scale, value) => {
    expect(readMetricValue(cell, scale)).toEqual({ value });
  });

  it.each<readonly [string | number, MetricScale, RegExp]>([
    ["优", PERCENT, /no number/],
    ["101", PERCENT, /outside its scale: 0 to 100/],
    ["-1", PERCENT, /outside its scale/],
    ["92%", RATING, /not in points/],
    ["0.5", RATING, /outside its scale: 1 to 5/],
    ["5秒", PERCENT, /not in percent/],
    ["1.5", COUNT, /no whole number/],
    ["1:75:00", SECONDS, /no duration/],
    ["-3", SECONDS, /outside its scale: 0 or more/],
  ])("%j cannot be one, with the remedy", (cell, scale, why) => {
    expect(readMetricValue(cell, scale)).toEqual({ fault: expect.stringMatching(why) });
  });
});

const find: MetricFinder = (word) => {
  if (["resolution", "问题解决率"].includes(word)) return { id: "resolution", ...PERCENT };
  if (["satisfaction", "客户满意度"].includes(word)) return { id: "satisfaction", ...RATING };
  return { fault: "is no indicator of the policy: correct the name or add it to indicators" };
};
const context = {
  people: agentDirectory([
    { id: "p1", employeeNo: "1001", name: "李雷" },
    { id: "p2", employeeNo: "1002", name: "王芳" },
    { id: "p3", employeeNo: "1003", name: "王芳" },
  ]),
  find,
  currentMonth: "2026-11",
  source: "crm.csv",
  mask: maskText,
};
const read = (row: Readonly<Record<string, unknown>>) => readMetricRow(row, context);
const faultsOf = (row: Readonly<Record<string, unknown>>): string => {
  const reading = read(row);
  return "faults" in reading ? reading.faults.join("; ") : "";
};

describe("a row of metrics", () => {
  const row = { month: "2026-10", person: "1001", metric: "resolution", value: "92%" };

  it("in the long form is one value", () => {
    expect(read({ ...row, count: "40", target: "95%", source: "crm" })).toEqual({
      value: [
        {
          month: "2026-10",
          personId: "p1",
          metric: "resolution",
          value: 92,
          count: 40,
          target: 95,
          source: "crm",
        },
      ],
    });
  });

  it("in the wide form is a value for each column that is not blank", () => {
    const reading = read({
      月份: "2026年10月",
      工号: "1001",
      姓名: "whoever",
      班组: "一组",
      客户满意度: 4.6,
      客户满意度样本数: "31",
      "客户满意度 目标": 4.5,
      问题解决率: "",
    });

    expect(reading).toEqual({
      value: [
        {
          month: "2026-10",
          personId: "p1",
          metric: "satisfaction",
          value: 4.6,
          count: 31,
          target: 4.5,
          source: "crm.csv",
        },
      ],
    });
  });

  it("in JSON may hold its metrics in an object", () => {
    const reading = read({
      month: "2026-10",
      agent: "李雷",
      metrics: { satisfaction: 4.6, resolution: { value: 0.9, count: 20 } },
    });

    expect(reading).toMatchObject({
      value: [
        { metric: "satisfaction", value: 4.6, count: null },
        { metric: "resolution", value: 90, count: 20 },
      ],
    });
  });

  it("may bring a target before its month, but no value", () => {
    expect(read({ ...row, month: "2026-12", value: "", target: "90%" })).toMatchObject({
      value: [{ value: null, target: 90 }],
    });
    expect(faultsOf({ ...row, month: "2026-12" })).toBe(
      'month "2026-12" is not there yet: only its targets can be imported',
    );
  });

  it.each(["2026/10", "202610", "2026-10-01", "2026.10", "２０２６-10"])("takes %s for October", (month) => {
    expect(read({ ...row, month })).toMatchObject({ value: [{ month: "2026-10" }] });
  });

  it.each<readonly [Record<string, unknown>, string]>([
    [{ month: "2026-13" }, 'month "2026-13" is no month: write it as 2026-11'],
    [{ month: "" }, "month is missing: write it as 2026-11"],
    [{ person: "9999" }, 'person "9999" is not known: import people first or correct the number'],
    [{ person: "王芳" }, 'person "王芳" is the name of 2 people: use the employee number'],
    [
      { metric: "speed" },
      'metric "speed" is no indicator of the policy: correct the name or add it to indicators',
    ],
    [{ value: "150" }, 'value "150" is outside its scale: 0 to 100'],
    [{ value: "" }, "value is missing: write what was measured, or a target"],
    [{ count: "0" }, 'count "0" is no number of measurements: write 1 or more, or leave it blank'],
    [{ value: "", target: "90%", count: 3 }, 'count "3" belongs to a value that is blank: write the value'],
  ])("with %j is refused with the reason", (change, why) => {
    expect(faultsOf({ ...row, ...change })).toBe(why);
  });

  it("with a column that names no metric is refused as a whole", () => {
    expect(faultsOf({ month: "2026-10", person: "1001", 客户满意度: 4.6, 出勤: 22 })).toBe(
      'column "出勤" is no indicator of the policy: correct the name or add it to indicators',
    );
  });
});

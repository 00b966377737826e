import type { BarsChart, ChartBlock, IntervalsChart, LinesChart } from "#cards/card";
import type { Element } from "./elements.ts";

type Part = Readonly<Record<string, unknown>>;

/** One shade for each group; after the last the first comes again. */
const SHADES = ["#2f6fed", "#1aa37a", "#c97a12", "#8a56d6", "#5b6b85"];
const ROW_PIXELS = 26;
const AROUND_PIXELS = 90;
const TALLEST_PIXELS = 999;
const USUAL_PIXELS = 260;
const LONGEST_LABEL = 10;

/**
 * A chart as VChart's data. It keeps to chart types, and to options of them, that the oldest clients with charts draw
 * too: bars, lines, scattered points and their combination.
 */
export function drawChart({ title, chart }: ChartBlock): Element[] {
  const drawn = drawShape(chart);
  if (drawn === null) return [];
  const spec = {
    title: { text: title, textStyle: { fontSize: 14 } },
    // Lark's own additions for narrow screens would hide labels of people.
    media: [],
    ...drawn.spec,
  };
  return [{ tag: "chart", chart_spec: spec, height: `${drawn.pixels}px`, preview: true }];
}

type Shape = { readonly spec: Part; readonly pixels: number };

function drawShape(chart: ChartBlock["chart"]): Shape | null {
  switch (chart.shape) {
    case "intervals":
      return chart.rows.length === 0 ? null : drawIntervals(chart);
    case "bars":
      return chart.bars.length === 0 ? null : drawBars(chart);
    case "lines":
      return chart.lines.length === 0 || chart.steps.length === 0 ? null : drawLines(chart);
  }
}

type Named = IntervalsChart["rows"][number] & { readonly who: string };

function drawIntervals({ rows }: IntervalsChart): Shape {
  const labels = distinct(rows.map(({ label }) => label));
  const named = rows.map((row, place) => ({ ...row, who: labels[place] ?? "" }));
  const groups = [...new Set(rows.map(({ group }) => group))].map((group, place) => ({
    id: String(place),
    color: SHADES[place % SHADES.length] ?? "",
    // The axis begins below, with what it is given first.
    members: named.filter((row) => row.group === group).reverse(),
  }));
  groups.reverse();
  const spec = {
    type: "common",
    data: groups.flatMap(({ id, members }) => intervalData(id, members)),
    series: groups.flatMap(({ id, color }) => intervalSeries(id, color)),
    axes: [rowAxis(), { ...valueAxis("bottom"), ...rangeOf(rows) }],
    legends: { visible: false },
    tooltip: { visible: false },
  };
  return { spec, pixels: heightOf(rows.length) };
}

function intervalData(id: string, members: readonly Named[]): Part[] {
  const ends = members.flatMap(({ who, low, high }) => [
    { who, at: low },
    { who, at: high },
  ]);
  return [
    { id: `ends${id}`, values: ends },
    { id: `points${id}`, values: members.map(({ who, value }) => ({ who, at: value })) },
  ];
}

/** A line from end to end of each interval, and a point on it: a bar could not leave out zero. */
function intervalSeries(id: string, color: string): Part[] {
  const lying = { direction: "horizontal", xField: "at", yField: "who" };
  return [
    {
      ...lying,
      type: "line",
      dataId: `ends${id}`,
      seriesField: "who",
      line: { style: { stroke: color, lineWidth: 6, lineCap: "round", strokeOpacity: 0.35 } },
      point: { visible: false },
    },
    {
      ...lying,
      type: "scatter",
      dataId: `points${id}`,
      size: 10,
      point: { style: { fill: color, stroke: "#ffffff", lineWidth: 1 } },
    },
  ];
}

/** The axis shows the intervals with a little room, not zero, from which they would look alike. */
function rangeOf(rows: IntervalsChart["rows"]): Part {
  const low = Math.min(...rows.map((row) => row.low));
  const high = Math.max(...rows.map((row) => row.high));
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return { min: low - room, max: high + room, zero: false, nice: true };
}

function drawBars({ bars }: BarsChart): Shape {
  const labels = distinct(bars.map(({ label }) => label));
  const spec = {
    type: "bar",
    direction: "horizontal",
    data: [{ id: "bars", values: bars.map(({ value }, place) => ({ who: labels[place], at: value })) }],
    xField: "at",
    yField: "who",
    bar: { style: { fill: SHADES[0], cornerRadius: 3 } },
    label: { visible: true },
    axes: [rowAxis(), { ...valueAxis("bottom"), zero: true }],
    legends: { visible: false },
  };
  return { spec, pixels: heightOf(bars.length) };
}

function drawLines({ steps, lines }: LinesChart): Shape {
  const names = distinct(lines.map(({ label }) => label));
  // A gap is told as one: left out, its step would come last on the axis.
  const values = lines.flatMap((line, place) =>
    steps.map((step, index) => ({ step, at: line.values[index] ?? null, line: names[place] })),
  );
  const spec = {
    type: "line",
    data: [{ id: "lines", values }],
    xField: "step",
    yField: "at",
    seriesField: "line",
    color: SHADES,
    point: { style: { size: 7 } },
    axes: [
      { orient: "bottom", type: "band" },
      { ...valueAxis("left"), zero: false },
    ],
    legends: { visible: lines.length > 1, orient: "bottom" },
  };
  return { spec, pixels: USUAL_PIXELS };
}

const rowAxis = (): Part => ({
  orient: "left",
  type: "band",
  label: { style: { fontSize: 12 } },
  tick: { visible: false },
});
const valueAxis = (orient: "bottom" | "left"): Part => ({
  orient,
  type: "linear",
  nice: true,
  label: { style: { fontSize: 11 } },
});
const heightOf = (rows: number): number => Math.min(TALLEST_PIXELS, AROUND_PIXELS + rows * ROW_PIXELS);

/** Two of the same name would share a row; a long one would take the room of the chart. */
function distinct(labels: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return labels.map((label) => {
    const letters = [...label];
    const short = letters.length > LONGEST_LABEL ? `${letters.slice(0, LONGEST_LABEL - 1).join("")}…` : label;
    const count = (seen.get(short) ?? 0) + 1;
    seen.set(short, count);
    return count === 1 ? short : `${short} ${count}`;
  });
}

import { describe, expect, test } from "vitest";
import type { Block, Card, ChartBlock, TableBlock } from "#cards/card";
import { createEmulator } from "#emulator/emulator";
import { listenEmulator } from "#emulator/listen";
import { createLarkPlatform } from "#platforms/lark/client";
import { renderLark } from "#platforms/lark/render";

type Json = { readonly [key: string]: any };

const cardWith = (...blocks: Block[]): Card => ({
  language: "zh",
  title: "榜单",
  tone: "blue",
  summary: "摘要",
  blocks,
});
const drawn = (...blocks: Block[]): Json[] =>
  (renderLark(cardWith(...blocks)).lark as { body: { elements: Json[] } }).body.elements;

const table = (rows: number): TableBlock => ({
  kind: "table",
  columns: [
    { name: "who", text: "姓名" },
    { name: "score", text: "得分", align: "right" },
  ],
  rows: Array.from({ length: rows }, (_, place) => ({ who: `员工 ${place}`, score: `${90 - place}` })),
  pageSize: 40,
});
const people = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    label: place % 2 === 0 ? "王芳" : "阿卜杜热合曼·买买提江",
    value: 4.5 - place / 100,
    low: 4.3 - place / 100,
    high: 4.7 - place / 100,
    group: place < 2 ? "1" : "2",
  }));
const intervals = (count: number): ChartBlock => ({
  kind: "chart",
  title: "满意度",
  chart: { shape: "intervals", rows: people(count) },
});

describe("a table", () => {
  test("has its columns and rows, and a page that Lark takes", () => {
    const [element] = drawn(table(2));

    expect(element).toMatchObject({
      tag: "table",
      page_size: 10,
      rows: [{ who: "员工 0", score: "90" }, {}],
    });
    expect(element!["columns"]).toMatchObject([
      { name: "who", display_name: "姓名", data_type: "text", horizontal_align: "left" },
      { name: "score", horizontal_align: "right" },
    ]);
  });

  test("that is the sixth becomes lines, since Lark refuses the card otherwise", () => {
    const elements = drawn(...Array.from({ length: 6 }, () => table(1)));

    expect(elements.map(({ tag }) => tag)).toEqual([...Array.from({ length: 5 }, () => "table"), "markdown"]);
    expect(elements[5]!["content"]).toContain("员工 0 · 90");
  });

  test("that is too long loses its end, and says so", () => {
    const [element] = drawn(table(2_000));

    expect(element!["rows"].length).toBeLessThan(200);
    expect(element!["rows"].at(-1)).toEqual({ who: "…", score: "" });
  });
});

describe("a chart", () => {
  test("of intervals draws a line and a point for each, in one shade for a group, the first on top", () => {
    const spec: Json = drawn(intervals(4))[0]!["chart_spec"];

    expect(spec["series"].map(({ type }: Json) => type)).toEqual(["line", "scatter", "line", "scatter"]);
    const shades = spec["series"].map(({ line, point }: Json) => line?.style.stroke ?? point.style.fill);
    expect(shades[0]).toBe(shades[1]);
    expect(shades[2]).toBe(shades[3]);
    expect(shades[0]).not.toBe(shades[2]);
    const points = spec["data"].filter(({ id }: Json) => id.startsWith("points"));
    expect(points.flatMap(({ values }: Json) => values.map(({ who }: Json) => who))).toEqual([
      "阿卜杜热合曼·买买… 2",
      "王芳 2",
      "阿卜杜热合曼·买买…",
      "王芳",
    ]);
  });

  test("of intervals leaves room at both ends, also when they are all the same", () => {
    const axis = (rows: ReturnType<typeof people>): Json =>
      drawn({ kind: "chart", title: "t", chart: { shape: "intervals", rows } })[0]!["chart_spec"]["axes"][1];

    const wide = axis(people(3));
    const flat = axis([{ label: "一", value: 0, low: 0, high: 0, group: "1" }]);

    expect(wide["min"]).toBeLessThan(4.28);
    expect(wide["max"]).toBeGreaterThan(4.7);
    expect(flat["max"]).toBeGreaterThan(flat["min"]);
  });

  test("of lines keeps the steps in order where a line has a gap", () => {
    const lines = [
      { label: "一组", values: [1, null, 3] },
      { label: "二组", values: [1, 2, 3] },
    ];
    const [element] = drawn({
      kind: "chart",
      title: "近三个月",
      chart: { shape: "lines", steps: ["08", "09", "10"], lines },
    });

    const values: Json[] = element!["chart_spec"]["data"][0].values;
    expect(values.slice(0, 3)).toEqual([
      { step: "08", at: 1, line: "一组" },
      { step: "09", at: null, line: "一组" },
      { step: "10", at: 3, line: "一组" },
    ]);
  });

  test("of nothing leaves nothing behind", () => {
    expect(drawn(intervals(0))).toEqual([]);
    expect(drawn({ kind: "chart", title: "t", chart: { shape: "bars", bars: [] } })).toEqual([]);
  });

  test("of very many people fits into a card", () => {
    const [element] = drawn(intervals(1_000));

    expect(element!["tag"]).toBe("chart");
  });
});

test("Lark's checks accept tables and every chart", async () => {
  const settings = {
    appId: "cli_00000000000000aa",
    appSecret: "secret",
    encryptKey: "k",
    verificationToken: "v",
  };
  const emulator = createEmulator({ lark: settings });
  const listening = await listenEmulator(emulator);
  const lark = createLarkPlatform({ ...settings, baseUrl: `${listening.url}/emulator` });
  const { openId } = emulator.lark.people.add({ name: "韩梅梅" });
  const card = cardWith(
    table(30),
    intervals(30),
    { kind: "chart", title: "团队", chart: { shape: "bars", bars: [{ label: "一组", value: 3 }] } },
    {
      kind: "chart",
      title: "近月",
      chart: { shape: "lines", steps: ["09", "10"], lines: [{ label: "一组", values: [null, 3] }] },
    },
  );

  const delivery = await lark.send({ kind: "user", userId: openId }, card, "board");

  await listening.close();
  expect(delivery).toMatchObject({ delivered: true });
  expect(emulator.logs.violations()).toEqual([]);
});

describe("a picture", () => {
  const picture = { kind: "picture", pictureId: "p", alt: "十月榜单", caption: "点开可放大" } as const;

  test("is an image with its words, once it has been uploaded", () => {
    expect(drawn({ ...picture, imageKey: "img_1" })).toMatchObject([
      { tag: "img", img_key: "img_1", alt: { tag: "plain_text", content: "十月榜单" } },
      { tag: "markdown", content: "点开可放大" },
    ]);
  });

  test("is its words before", () => {
    expect(drawn(picture)[0]).toMatchObject({
      tag: "markdown",
      content: "<font color='grey'>十月榜单</font>",
    });
  });
});

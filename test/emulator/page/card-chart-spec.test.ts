import { expect, test } from "vitest";
import { chartBox, chartSpec } from "#emulator/page/card/card-chart-spec";

const values = [{ day: "https://x.example/is-a-label", n: 1 }];
const spec = {
  type: "bar",
  data: { values },
  background: { image: "https://x.example/a.png" },
  extensionMark: [{ type: "image", style: { image: "//x.example/b.png", url: "data:image/png;base64,AA" } }],
};

test("a chart cannot fetch pictures, and its data stays as it is", () => {
  const drawn = JSON.stringify(chartSpec({ chart_spec: spec }, "light", false));

  expect(drawn).not.toMatch(/a\.png|b\.png|base64/);
  expect(chartSpec({ chart_spec: spec }, "light", false)["data"]).toEqual({ values });
});

test("a chart follows the theme and takes the colours that are named for it", () => {
  const rainbow = chartSpec({ chart_spec: spec, color_theme: "rainbow" }, "dark", true);

  expect(rainbow).toMatchObject({ theme: "dark", animation: false, background: "transparent" });
  expect(rainbow["color"]).not.toEqual(chartSpec({ chart_spec: spec }, "dark", true)["color"]);
  expect(chartSpec({ chart_spec: { ...spec, color: ["red"] } }, "dark", true)["color"]).toEqual(["red"]);
});

test.each([undefined, {}, { type: "" }, "bar"])("%j is no chart", (chart_spec) => {
  expect(() => chartSpec({ chart_spec }, "light", false)).toThrow("chart_spec: type");
});

test.each([
  [{}, false, { aspectRatio: "16 / 9" }],
  [{}, true, { aspectRatio: "1 / 1" }],
  [{ aspect_ratio: "2:1" }, true, { aspectRatio: "2 / 1" }],
  [{ height: "240px", aspect_ratio: "2:1" }, false, { height: "240px" }],
  [{ height: "auto" }, false, { aspectRatio: "16 / 9" }],
])("a chart of %j, on a phone: %s", (element, isPhone, box) => {
  expect(chartBox(element, isPhone)).toEqual(box);
});

import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { colorOf, pairOf } from "#emulator/page/card/card-colors";
import { contrast, HUES, shadeOf, SURFACE, type Hue, type Rgb } from "#emulator/page/card/card-palette";

const THEMES = ["light", "dark"] as const;
const hues = Object.keys(HUES) as Hue[];
const READABLE = 4.5;
const rgb = (css: string | undefined) => (css?.match(/\d+/g) ?? []).map(Number) as unknown as Rgb;

describe.each(THEMES)("in the %s", (theme) => {
  const scheme = {
    theme,
    named: { brand: { light_mode: "rgba(1,2,3,1)", dark_mode: "blue-700" }, bad: { light_mode: "url(//x)" } },
  };

  it.each(hues)("%s can be read as text on the card", (hue) => {
    expect(contrast(rgb(colorOf(hue, scheme, "text")), SURFACE[theme])).toBeGreaterThanOrEqual(READABLE);
  });

  it.each(hues.flatMap((hue) => [[hue, "header"] as const, [hue, "tag"] as const]))(
    "%s can be read on a %s of its own",
    (hue, strength) => {
      const { ground, text } = pairOf(hue, theme, strength);

      expect(contrast(rgb(ground), rgb(text))).toBeGreaterThanOrEqual(READABLE);
    },
  );

  it.each(hues)("the shades of %s go from the card's ground to its ink", (hue) => {
    const contrasts = [50, 100, 200, 300, 400, 500, 600, 700, 800, 900].map((shade) =>
      contrast(shadeOf(hue, shade, theme), SURFACE[theme]),
    );

    expect(contrasts).toEqual([...contrasts].sort((a, b) => a - b));
  });

  it("a card's own colour is looked up by its name", () => {
    const chosen = theme === "light" ? "rgba(1,2,3,1)" : colorOf("blue-700", scheme, "text");

    expect(colorOf("brand", scheme, "text")).toBe(chosen);
  });

  it.each([
    "url(https://x.example)",
    "red;background:url(x)",
    "#ff0000",
    "var(--x)",
    "__proto__",
    "constructor",
    "bad",
    7,
    null,
  ])("%j is no colour and gets into no style", (value) => {
    expect(colorOf(value, scheme, "ground")).toBeUndefined();
  });
});

test("a bare grey is the pale ground, a bare hue the full one", () => {
  const scheme = { theme: "light", named: {} } as const;

  expect(colorOf("grey", scheme, "ground")).toBe(colorOf("grey-100", scheme, "ground"));
  expect(colorOf("blue", scheme, "ground")).toBe(colorOf("blue-500", scheme, "ground"));
});

describe("the client's own colours", () => {
  const css = readFileSync(new URL("../../../src/emulator/page/card/card.css", import.meta.url), "utf8");
  const valuesIn = (theme: string) => {
    const block = css.split(`[data-theme="${theme}"] {`)[1]?.split("}")[0] ?? "";
    const pairs = [...block.matchAll(/(--card-[a-z-]+): #([0-9a-f]{6});/g)];
    return new Map(pairs.map(([, name = "", hex = ""]) => [name, hexRgb(hex)]));
  };
  const pairs = [
    ...["ink", "ink-soft", "ink-faint", "accent", "danger"].flatMap((ink) => [
      [ink, "surface"],
      [ink, "sunken"],
    ]),
    ["ink", "hover"],
    ["accent", "hover"],
    ["on-filled", "accent-filled"],
    ["on-filled", "danger-filled"],
  ];

  it.each(THEMES.flatMap((theme) => pairs.map(([ink, ground]) => [theme, ink, ground] as const)))(
    "%s: %s can be read on %s",
    (theme, ink, ground) => {
      const values = valuesIn(theme);
      const [words, below] = [values.get(`--card-${ink}`), values.get(`--card-${ground}`)];

      expect(contrast(words as Rgb, below as Rgb)).toBeGreaterThanOrEqual(READABLE);
    },
  );
});

function hexRgb(hex: string): Rgb {
  return [0, 2, 4].map((from) => Number.parseInt(hex.slice(from, from + 2), 16)) as unknown as Rgb;
}

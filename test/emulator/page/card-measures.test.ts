import { describe, expect, it, test } from "vitest";
import { columnStyle, layoutStyle } from "#emulator/page/card/card-layout";
import { edgesOf, lengthOf, spacingOf, textSizeOf } from "#emulator/page/card/card-measures";
import { placeFor } from "#emulator/page/card/card-place";
import { imageStyle } from "#emulator/page/card/card-image-style";

test.each([
  ["12px", "12px"],
  ["0", "0px"],
  ["4px 8px", "4px 8px"],
  ["0 -4px 0 12px", "0px -4px 0px 12px"],
  ["1em", undefined],
  ["4px;color:red", undefined],
  ["url(x)", undefined],
  [4, undefined],
])("the margin %j becomes %j", (given, css) => {
  expect(edgesOf(given)).toBe(css);
});

test.each([
  ["small", "4px"],
  ["extra_large", "16px"],
  ["10px", "10px"],
  ["", "8px"],
  ["huge", "8px"],
])("the spacing %j becomes %s", (given, css) => {
  expect(spacingOf(given, "8px")).toBe(css);
});

test.each(["12", "calc(1px)", "100%", "12px;", null])("%j is no length", (given) => {
  expect(lengthOf(given)).toBeUndefined();
});

describe("a text size", () => {
  const named = { mine: { default: "large", mobile: "notation" } };

  it.each([
    ["heading", false, 16],
    ["heading-0", false, 30],
    ["notation", true, 12],
    ["mine", false, 16],
    ["mine", true, 12],
    ["unknown", false, undefined],
  ])("%s, on a phone: %s", (size, isPhone, pixels) => {
    expect(textSizeOf(size, named, isPhone)).toBe(pixels);
  });
});

describe("a column", () => {
  it.each([
    [{ width: "weighted", weight: 3 }, "3 3 0"],
    [{ width: "weighted" }, "1 1 0"],
    [{ width: "120px" }, "0 1 120px"],
    [{ width: "auto" }, "0 1 auto"],
    [{}, "0 1 auto"],
  ])("%j takes %s", (column, flex) => {
    expect(columnStyle(column)).toMatchObject({ flex });
  });

  it("sets its elements in a line or one below the other", () => {
    const scheme = { theme: "light", named: {} } as const;

    expect(layoutStyle({ vertical_spacing: "large", horizontal_align: "center" }, { scheme })).toMatchObject({
      flexDirection: "column",
      rowGap: "12px",
      alignItems: "center",
    });
    expect(layoutStyle({ direction: "horizontal", horizontal_align: "right" }, { scheme })).toMatchObject({
      flexDirection: "row",
      flexWrap: "wrap",
      justifyContent: "flex-end",
    });
  });
});

test.each([
  [{}, { width: "100%" }],
  [{ size: "medium" }, { width: "80px", height: "80px" }],
  [{ size: "120px 40px" }, { width: "120px", height: "40px" }],
  [{ size: "large", scale_type: "fit_horizontal" }, { width: "160px" }],
  [
    { size: "large", scale_type: "crop_top" },
    { width: "160px", height: "160px", objectPosition: "top" },
  ],
  [
    { corner_radius: "8px", custom_width: "300px" },
    { width: "300px", borderRadius: "8px" },
  ],
])("the picture %j is drawn %j", (element, style) => {
  expect(imageStyle(element)).toEqual(style);
});

describe("what floats beside its anchor", () => {
  const view = { width: 390, height: 700 };
  const size = { width: 280, height: 200 };

  it("stands below it", () => {
    expect(placeFor({ left: 20, top: 100, width: 200, height: 32 }, size, view)).toEqual({
      left: 20,
      top: 136,
    });
  });

  it("stands above it at the window's lower edge", () => {
    expect(placeFor({ left: 20, top: 600, width: 200, height: 32 }, size, view)).toEqual({
      left: 20,
      top: 396,
    });
  });

  it("is pushed back into a narrow window", () => {
    expect(placeFor({ left: 300, top: 100, width: 80, height: 32 }, size, view)).toEqual({
      left: 102,
      top: 136,
    });
  });

  it("stays at the upper edge of a window that is too low for it", () => {
    expect(
      placeFor({ left: 20, top: 60, width: 200, height: 32 }, size, { width: 390, height: 150 }).top,
    ).toBe(8);
  });
});

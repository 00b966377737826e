import { colorOf, type ColorScheme } from "./card-colors.ts";
import { numberOf, stringOf, type JsonObject } from "./card-json.ts";
import { edgesOf, lengthOf, spacingOf } from "./card-measures.ts";

export type Style = Readonly<Record<string, string | number>>;

const ALONG: Readonly<Record<string, string>> = {
  left: "flex-start",
  top: "flex-start",
  center: "center",
  right: "flex-end",
  bottom: "flex-end",
};

/** How a container sets its elements: one below the other, or in a line that may break. */
export function layoutStyle(
  container: JsonObject,
  { gap, scheme }: { readonly gap?: string; readonly scheme: ColorScheme },
): Style {
  const isLine = container["direction"] === "horizontal";
  const across = ALONG[stringOf(container["vertical_align"]) ?? ""];
  const along = ALONG[stringOf(container["horizontal_align"]) ?? ""];
  const ground = colorOf(container["background_style"] ?? container["background_color"], scheme, "ground");
  return {
    display: "flex",
    flexDirection: isLine ? "row" : "column",
    ...(isLine && { flexWrap: "wrap" }),
    rowGap: gap ?? spacingOf(container["vertical_spacing"], "8px"),
    columnGap: spacingOf(container["horizontal_spacing"], "8px"),
    ...alignment(isLine, along, across),
    ...defined({ background: ground, padding: edgesOf(container["padding"]) }),
  };
}

function alignment(isLine: boolean, along: string | undefined, across: string | undefined): Style {
  return isLine
    ? defined({ justifyContent: along, alignItems: across ?? "flex-start" })
    : defined({ alignItems: along === "flex-start" ? undefined : along, justifyContent: across });
}

/** The width of one column: its own pixels, its share, or what its contents need. */
export function columnStyle(column: JsonObject): Style {
  const pixels = lengthOf(column["width"]);
  if (pixels !== undefined) return { flex: `0 1 ${pixels}`, maxWidth: "100%" };
  if (column["width"] === "weighted") {
    const weight = numberOf(column["weight"]) ?? 1;
    return { flex: `${weight} ${weight} 0` };
  }
  return { flex: "0 1 auto", maxWidth: "100%" };
}

export function marginStyle(component: JsonObject): Style {
  return defined({ margin: edgesOf(component["margin"]) });
}

/** Without what is not set. */
export function defined(style: Readonly<Record<string, string | number | undefined>>): Style {
  return Object.fromEntries(
    Object.entries(style).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}

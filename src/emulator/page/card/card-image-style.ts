import { stringOf, type JsonObject } from "./card-json.ts";
import { defined, type Style } from "./card-layout.ts";
import { cornerOf, lengthOf } from "./card-measures.ts";

const SQUARES: Readonly<Record<string, number>> = { large: 160, medium: 80, small: 40, tiny: 16 };

/** Size and cut of a picture; without a size it is as wide as its place and keeps its shape. */
export function imageStyle(element: JsonObject): Style {
  const size = stringOf(element["size"]) ?? stringOf(element["mode"]) ?? "stretch";
  const [width, height] = size.split(" ");
  const square = SQUARES[size];
  const isWhole = element["scale_type"] === "fit_horizontal" || element["mode"] === "fit_horizontal";
  const own = lengthOf(element["custom_width"]) ?? (element["compact_width"] === true ? "278px" : undefined);
  return defined({
    width: own ?? (square === undefined ? (lengthOf(width) ?? "100%") : `${square}px`),
    height: isWhole ? undefined : square === undefined ? lengthOf(height) : `${square}px`,
    objectPosition: element["scale_type"] === "crop_top" ? "top" : undefined,
    borderRadius: cornerOf(element["corner_radius"]),
  });
}

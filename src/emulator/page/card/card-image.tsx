import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { isObject, objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { defined, type Style } from "./card-layout.ts";
import { cornerOf, lengthOf } from "./card-measures.ts";
import { Picture } from "./card-picture.tsx";

const SQUARES: Readonly<Record<string, number>> = { large: 160, medium: 80, small: 40, tiny: 16 };

export function Image({ element }: PartProps) {
  const { wordsOf } = useCard();
  return (
    <div class="card-img">
      {isObject(element["title"]) && <div class="card-img-title">{wordsOf(element["title"])}</div>}
      <Picture
        imageKey={stringOf(element["img_key"]) ?? ""}
        alt={wordsOf(element["alt"])}
        style={imageStyle(element)}
        isPreviewed={element["preview"] !== false}
      />
    </div>
  );
}

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

export function ImageCombination({ element }: PartProps) {
  const { word } = useCard();
  return (
    <div class="card-combination" data-mode={stringOf(element["combination_mode"])}>
      {objectsOf(element["img_list"]).map((image, index) => (
        <div
          key={index}
          class="card-combination-cell"
          style={{ borderRadius: cornerOf(element["corner_radius"]) }}
        >
          <Picture
            imageKey={stringOf(image["img_key"]) ?? ""}
            alt={`${word("picture")} ${index + 1}`}
            className="card-combination-picture"
            style={{ width: "100%" }}
            isPreviewed
          />
        </div>
      ))}
    </div>
  );
}

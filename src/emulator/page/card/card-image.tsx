import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { imageStyle } from "./card-image-style.ts";
import { isObject, objectsOf, stringOf } from "./card-json.ts";
import { cornerOf } from "./card-measures.ts";
import { Picture } from "./card-picture.tsx";

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

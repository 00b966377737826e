import "./card-select-img.css";
import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { FieldFrame, useField } from "./card-field.tsx";
import { objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { toggled } from "./card-options.ts";
import { Picture } from "./card-picture.tsx";

const RATIOS: Readonly<Record<string, string>> = { "1:1": "1 / 1", "16:9": "16 / 9", "4:3": "4 / 3" };

/** Pictures to choose from; the value is that of the chosen one, or a list of them. */
export function SelectImg({ element, place }: PartProps) {
  const { word } = useCard();
  const field = useField(element, place);
  const options = objectsOf(element["options"]);
  const isMultiple = element["multi_select"] === true;
  const chosen = Array.isArray(field.value)
    ? field.value
    : field.value === undefined
      ? []
      : [String(field.value)];
  const choices = options.map((option) => ({ value: String(option["value"]), words: "" }));
  const choose = (value: string) => void field.choose(isMultiple ? toggled(choices, chosen, value) : value);
  return (
    <FieldFrame element={{ ...element, width: "fill" }} field={field}>
      <div
        class="card-picks"
        role={isMultiple ? "group" : "radiogroup"}
        data-layout={stringOf(element["layout"]) ?? "bisect"}
        aria-label={word("picture")}
      >
        {options.map((option, index) => {
          const value = String(option["value"]);
          return (
            <label key={value} class="card-pick" data-chosen={chosen.includes(value)}>
              <input
                {...(index === 0 ? field.attributes : {})}
                type={isMultiple ? "checkbox" : "radio"}
                name={field.id}
                checked={chosen.includes(value)}
                disabled={field.isDisabled || option["disabled"] === true}
                aria-label={`${word("picture")} ${index + 1}`}
                onChange={() => choose(value)}
              />
              <PickPicture element={element} option={option} alt={`${word("picture")} ${index + 1}`} />
            </label>
          );
        })}
      </div>
    </FieldFrame>
  );
}

type PickPictureProps = { readonly element: JsonObject; readonly option: JsonObject; readonly alt: string };

function PickPicture({ element, option, alt }: PickPictureProps) {
  const aspectRatio = RATIOS[stringOf(element["aspect_ratio"]) ?? "16:9"] ?? "16 / 9";
  return (
    <Picture
      imageKey={stringOf(option["img_key"]) ?? ""}
      alt={alt}
      className="card-pick-picture"
      style={{ width: "100%", aspectRatio }}
      isPreviewed={element["can_preview"] === true}
    />
  );
}

import "./card-checker.css";
import { useCard } from "./card-context.ts";
import { Button } from "./card-button.tsx";
import type { PartProps } from "./card-element.tsx";
import { FieldFrame, useField } from "./card-field.tsx";
import { isObject, numberOf, objectOf, objectsOf, stringOf } from "./card-json.ts";
import { defined } from "./card-layout.ts";
import { edgesOf } from "./card-measures.ts";
import { StyledText } from "./card-text.tsx";
import { useTip } from "./card-tip.tsx";

export function Checker({ element, place }: PartProps) {
  const card = useCard();
  const field = useField(element, place);
  const isChecked = field.value === true;
  const area = objectOf(element["button_area"]);
  const done = objectOf(element["checked_style"]);
  const { tip, tipProps } = useTip(card.wordsOf(element[field.isDisabled ? "disabled_tips" : "hover_tips"]));
  const toggle = async (box: HTMLInputElement) => {
    if (!(await field.choose(box.checked))) box.checked = isChecked;
  };
  const wordsStyle = defined({
    opacity: isChecked ? numberOf(done["opacity"]) : undefined,
    textDecoration: isChecked && done["show_strikethrough"] === true ? "line-through" : undefined,
  });
  const words = isObject(element["text"]) && <StyledText text={element["text"]} />;
  const isWhole = element["overall_checkable"] !== false;
  return (
    <FieldFrame element={{ ...element, width: "fill" }} field={field}>
      <div class="card-checker" style={defined({ padding: edgesOf(element["padding"]) })} {...tipProps}>
        <input
          {...field.attributes}
          id={field.id}
          type="checkbox"
          checked={isChecked}
          disabled={field.isDisabled}
          aria-label={card.wordsOf(element["text"])}
          onChange={(event) => void toggle(event.currentTarget)}
        />
        {isWhole ? (
          <label for={field.id} style={wordsStyle}>
            {words}
          </label>
        ) : (
          <div class="card-checker-words" style={wordsStyle}>
            {words}
          </div>
        )}
        {field.isWaiting && <span class="card-spinner" />}
        <div class="card-checker-buttons" data-rule={stringOf(area["pc_display_rule"]) ?? "always"}>
          {objectsOf(area["buttons"]).map((button, index) => (
            <Button key={index} element={button} place={`${place}.button.${index}`} />
          ))}
        </div>
      </div>
      {tip}
    </FieldFrame>
  );
}

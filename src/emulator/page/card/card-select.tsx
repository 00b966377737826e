import { SelectWithIcons } from "./card-combo.tsx";
import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { FieldFrame, useField } from "./card-field.tsx";
import { Glyph } from "./card-icon.tsx";
import { isObject, objectsOf, stringOf } from "./card-json.ts";

/** Options with icons need our own list, since the browser's shows words alone. */
export function SelectStatic(props: PartProps) {
  const hasIcons = objectsOf(props.element["options"]).some((option) => isObject(option["icon"]));
  return hasIcons ? <SelectWithIcons {...props} /> : <NativeSelect {...props} />;
}

/**
 * A single drop-down is the browser's own: it opens as a wheel on a phone, cannot be cut off by the card, and
 * keyboards and screen readers know it.
 */
function NativeSelect({ element, place }: PartProps) {
  const { word, wordsOf } = useCard();
  const field = useField(element, place);
  const chosen = stringOf(field.value) ?? "";
  const placeholder = field.placeholder ?? word("choose");
  const choose = async (select: HTMLSelectElement) => {
    if (!(await field.choose(select.value))) select.value = chosen;
  };
  return (
    <FieldFrame element={element} field={field}>
      <div class="card-select" data-empty={chosen === ""} data-type={stringOf(element["type"]) ?? "default"}>
        <select
          {...field.attributes}
          id={field.id}
          value={chosen}
          disabled={field.isDisabled}
          aria-label={placeholder}
          aria-busy={field.isWaiting}
          onChange={(event) => void choose(event.currentTarget)}
        >
          <option value="" disabled hidden>
            {placeholder}
          </option>
          {objectsOf(element["options"]).map((option) => (
            <option key={String(option["value"])} value={String(option["value"])}>
              {wordsOf(option["text"])}
            </option>
          ))}
        </select>
        {field.isWaiting ? <span class="card-spinner" /> : <Glyph token="down_" />}
      </div>
    </FieldFrame>
  );
}

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useCard, useForm } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { FieldFrame, useField, type Field } from "./card-field.tsx";
import { isObject, numberOf, stringOf, type JsonObject } from "./card-json.ts";
import { useTip } from "./card-tip.tsx";

const MOST_CHARACTERS = 1_000;
const USUAL_ROWS = 5;

export function Input({ element, place }: PartProps) {
  const { wordsOf } = useCard();
  const field = useField(element, place);
  const label = isObject(element["label"]) ? wordsOf(element["label"]) : "";
  const { tip, tipProps } = useTip(field.isDisabled ? wordsOf(element["disabled_tips"]) : "");
  return (
    <FieldFrame element={element} field={field}>
      <div class="card-input-row" data-label={stringOf(element["label_position"]) ?? "top"} {...tipProps}>
        {label !== "" && (
          <label for={field.id}>
            <LabelWords label={label} isRequired={field.isRequired} />
          </label>
        )}
        <TypedText element={element} field={field} label={label} />
      </div>
      {tip}
    </FieldFrame>
  );
}

/** A trailing star of the card's own is the mark of a required field, so it is coloured like the client's. */
function LabelWords({ label, isRequired }: { readonly label: string; readonly isRequired: boolean }) {
  const isMarked = isRequired && /\s*\*$/.test(label);
  return (
    <>
      {isMarked ? label.replace(/\s*\*$/, "") : label}
      {isRequired && <span class="card-required"> *</span>}
    </>
  );
}

type TypedTextProps = { readonly element: JsonObject; readonly field: Field; readonly label: string };

function TypedText({ element, field, label }: TypedTextProps) {
  const { word, props } = useCard();
  const isInForm = useForm() !== undefined;
  const [isShown, setIsShown] = useState(false);
  const text = stringOf(field.value) ?? "";
  const most = numberOf(element["max_length"]) ?? MOST_CHARACTERS;
  const placeholder = field.placeholder ?? word("enter");
  const kind = element["input_type"];
  const isLong = kind === "multiline_text";
  const box = useGrowing(text, isLong ? element : undefined);
  const type = (next: string) => field.keep([...next].slice(0, most).join(""));
  const send = () => void field.choose(text);
  const attributes = {
    ...field.attributes,
    id: field.id,
    class: "card-input",
    value: text,
    placeholder,
    disabled: field.isDisabled,
    ...(label === "" ? { "aria-label": placeholder } : { "aria-labelledby": undefined }),
    autoComplete: "off",
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      type(event.currentTarget.value);
      if ([...event.currentTarget.value].length > most)
        event.currentTarget.value = [...event.currentTarget.value].slice(0, most).join("");
    },
    onKeyDown: (event: KeyboardEvent) => {
      const isSend =
        event.key === "Enter" && !event.isComposing && (!isLong || event.ctrlKey || event.metaKey);
      if (isSend && !isInForm) send();
    },
  };
  const hasCounter = element["max_length"] !== undefined && (isLong || [...text].length > most * 0.8);
  const isSecret = kind === "password";
  return (
    <div class="card-input-box" data-frozen={props.isFrozen}>
      {isLong ? (
        <textarea {...attributes} ref={box} rows={numberOf(element["rows"]) ?? USUAL_ROWS} />
      ) : isSecret && !isShown ? (
        <input {...attributes} type="password" />
      ) : (
        <input {...attributes} type="text" />
      )}
      {isSecret && (
        <button
          type="button"
          class="card-input-more"
          onClick={() => setIsShown(!isShown)}
          disabled={field.isDisabled}
        >
          {word(isShown ? "hidePassword" : "showPassword")}
        </button>
      )}
      {!isInForm && !field.isDisabled && (
        <button type="button" class="card-input-more" onClick={send} aria-busy={field.isWaiting}>
          {field.isWaiting && <span class="card-spinner" />}
          {word("send")}
        </button>
      )}
      {hasCounter && (
        <span class="card-counter" aria-hidden="true">
          {[...text].length}/{most}
        </span>
      )}
    </div>
  );
}

/** A text area that is as high as its text, within the rows that the card allows. */
function useGrowing(text: string, element: JsonObject | undefined) {
  const box = useRef<HTMLTextAreaElement>(null);
  const mostRows = numberOf(element?.["max_rows"]);
  const grows = element?.["auto_resize"] === true;
  useLayoutEffect(() => {
    const area = box.current;
    if (!area || !grows) return;
    area.style.height = "auto";
    const line = Number.parseFloat(getComputedStyle(area).lineHeight) || 22;
    const most = mostRows === undefined ? Infinity : mostRows * line + 14;
    area.style.height = `${Math.min(area.scrollHeight + 2, most)}px`;
  }, [text, grows, mostRows]);
  return box;
}

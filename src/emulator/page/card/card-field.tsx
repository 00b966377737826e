import "./card-field.css";
import type { ComponentChildren } from "preact";
import { useContext, useId } from "preact/hooks";
import { callbackOf } from "./card-actions.ts";
import { LabelContext, useCard, useForm } from "./card-context.ts";
import { isRequired, valueOf } from "./card-fields.ts";
import { filledOf, isObject, type JsonObject } from "./card-json.ts";
import { lengthOf } from "./card-measures.ts";
import type { FieldInput, PressTarget } from "./card-props.ts";

export type Field = {
  readonly id: string;
  readonly value: FieldInput | undefined;
  readonly isDisabled: boolean;
  readonly isMissing: boolean;
  readonly isRequired: boolean;
  readonly isWaiting: boolean;
  /** Puts it into the form; outside a form it waits there for `send`. */
  keep(value: FieldInput | undefined): void;
  /** Puts it into the form; outside a form it goes to the platform at once. False when the person took it back. */
  choose(value: FieldInput): Promise<boolean>;
  readonly placeholder: string | undefined;
  readonly attributes: JsonObject;
};

export function useField(element: JsonObject, place: string): Field {
  const card = useCard();
  const form = useForm();
  const id = useId();
  const label = useContext(LabelContext);
  const name = filledOf(element["name"]);
  const key = name ?? place;
  const isMissing = name !== undefined && form !== undefined && form.missing.has(name);
  const choose = async (value: FieldInput) => {
    if (form) {
      card.setValue(key, value);
      return true;
    }
    let isSent = false;
    await card.act(key, element, async () => {
      isSent = true;
      card.setValue(key, value);
      const target = targetOf(element);
      if (target.name !== undefined || target.value !== undefined)
        await card.props.onPress({ ...target, input: value });
    });
    return isSent;
  };
  const required = form !== undefined && isRequired(element);
  return {
    id,
    value: valueOf(element, card.values, key),
    isDisabled: element["disabled"] === true || card.props.isFrozen,
    isMissing,
    isRequired: required,
    isWaiting: card.waiting === key,
    keep: (value) => card.setValue(key, value),
    choose,
    placeholder: isObject(element["placeholder"]) ? card.wordsOf(element["placeholder"]) : undefined,
    attributes: {
      "data-field": name,
      "aria-invalid": isMissing,
      "aria-required": required,
      "aria-labelledby": label === undefined ? undefined : `${label} ${id}`,
      "aria-describedby": isMissing ? `${id}-missing` : undefined,
    },
  };
}

/** How the emulated client is told which component is meant: by all that the component can be told by. */
export function targetOf(element: JsonObject): PressTarget {
  const name = filledOf(element["name"]);
  const value = callbackOf(element);
  const words = isObject(element["text"]) ? element["text"]["content"] : undefined;
  return {
    ...(name !== undefined && { name }),
    ...(value !== undefined && { value }),
    ...(element["tag"] === "button" && typeof words === "string" && { text: words }),
  };
}

type FrameProps = {
  readonly element: JsonObject;
  readonly field: Field;
  readonly children: ComponentChildren;
};

/** The width a field asks for, and the warning below it. */
export function FieldFrame({ element, field, children }: FrameProps) {
  const { word } = useCard();
  const width = lengthOf(element["width"]);
  return (
    <div
      class="card-field"
      data-width={width === undefined ? (filledOf(element["width"]) ?? "default") : "own"}
      data-missing={field.isMissing}
      style={{ width }}
    >
      {children}
      {field.isMissing && (
        <div class="card-missing" id={`${field.id}-missing`}>
          {word("missingHere")}
        </div>
      )}
    </div>
  );
}

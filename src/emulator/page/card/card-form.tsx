import "./card-form.css";
import { useRef, useState } from "preact/hooks";
import { FormContext, useCard, type FormState } from "./card-context.ts";
import { Elements, type PartProps } from "./card-element.tsx";
import { fieldsOf, missingNames, touchedValues } from "./card-fields.ts";
import { stringOf, type JsonObject } from "./card-json.ts";
import { layoutStyle } from "./card-layout.ts";

/** Fields that go to the platform together, once every required one is filled. */
export function Form({ element, place }: PartProps) {
  const card = useCard();
  const root = useRef<HTMLDivElement>(null);
  const [hasTried, setHasTried] = useState(false);
  const missing = hasTried ? missingNames(element, card.values) : [];
  const submit = (buttonPlace: string, button: JsonObject) => {
    const [first] = missingNames(element, card.values);
    setHasTried(first !== undefined);
    if (first === undefined) {
      const fields = touchedValues(element, card.values);
      void card.act(buttonPlace, button, () => card.props.onSubmit(stringOf(button["name"]) ?? "", fields));
      return;
    }
    root.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"]`)?.focus();
  };
  const state: FormState = {
    form: element,
    missing: new Set(missing),
    submit,
    reset: () => {
      setHasTried(false);
      card.forget(fieldsOf(element).map((field) => String(field["name"])));
    },
  };
  return (
    <FormContext.Provider value={state}>
      <div ref={root} class="card-form" role="group" style={layoutStyle(element, { scheme: card.scheme })}>
        <Elements elements={element["elements"]} place={place} />
        <div role="alert" class="card-form-alert">
          {missing.length > 0 && card.word("missing")}
        </div>
      </div>
    </FormContext.Provider>
  );
}

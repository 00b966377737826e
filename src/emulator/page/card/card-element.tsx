import type { FunctionComponent } from "preact";
import { Boundary, GreyBox } from "./card-box.tsx";
import { Button } from "./card-button.tsx";
import { useCard } from "./card-context.ts";
import { Form } from "./card-form.tsx";
import { Input } from "./card-input.tsx";
import { objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { marginStyle } from "./card-layout.ts";
import { Markdown, TextDiv } from "./card-text.tsx";
import { SelectStatic } from "./card-select.tsx";

/** A component of the card, and where it stands in it: the place is its key when it has no name. */
export type PartProps = { readonly element: JsonObject; readonly place: string };

const PARTS: Readonly<Record<string, FunctionComponent<PartProps>>> = {
  markdown: Markdown,
  div: TextDiv,
  hr: () => <hr class="card-hr" />,
  button: Button,
  form: Form,
  input: Input,
  select_static: SelectStatic,
};

export function Elements({ elements, place }: { readonly elements: unknown; readonly place: string }) {
  return (
    <>
      {objectsOf(elements).map((element, index) => (
        <Element key={`${place}.${index}`} element={element} place={`${place}.${index}`} />
      ))}
    </>
  );
}

export function Element({ element, place }: PartProps) {
  const { word } = useCard();
  const tag = stringOf(element["tag"]) ?? "?";
  const Part = Object.hasOwn(PARTS, tag) ? PARTS[tag] : undefined;
  return (
    <div class="card-element" data-tag={tag} style={marginStyle(element)}>
      <Boundary name={tag} say={word}>
        {Part ? <Part element={element} place={place} /> : <GreyBox text={`${word("notDrawn")}${tag}`} />}
      </Boundary>
    </div>
  );
}

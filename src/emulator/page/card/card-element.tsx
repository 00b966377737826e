import type { FunctionComponent } from "preact";
import { Boundary, GreyBox } from "./card-box.tsx";
import { Button } from "./card-button.tsx";
import { Chart } from "./card-chart.tsx";
import { Checker } from "./card-checker.tsx";
import { ColumnSet } from "./card-columns.tsx";
import { MultiSelectPerson, MultiSelectStatic, SelectPerson } from "./card-combo.tsx";
import { InteractiveContainer } from "./card-container.tsx";
import { LabelContext, useCard } from "./card-context.ts";
import { Form } from "./card-form.tsx";
import { Image, ImageCombination } from "./card-image.tsx";
import { Input } from "./card-input.tsx";
import { objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { marginStyle } from "./card-layout.ts";
import { Overflow } from "./card-overflow.tsx";
import { CollapsiblePanel } from "./card-panel.tsx";
import { Person, PersonList } from "./card-person.tsx";
import { SelectImg } from "./card-select-img.tsx";
import { SelectStatic } from "./card-select.tsx";
import { Table } from "./card-table.tsx";
import { Markdown, TextDiv } from "./card-text.tsx";
import { WhenField } from "./card-when-field.tsx";

/** A component of the card, and where it stands in it: the place is its key when it has no name. */
export type PartProps = { readonly element: JsonObject; readonly place: string };

const PARTS: Readonly<Record<string, FunctionComponent<PartProps>>> = {
  markdown: Markdown,
  div: TextDiv,
  hr: () => <hr class="card-hr" />,
  img: Image,
  img_combination: ImageCombination,
  person: Person,
  person_list: PersonList,
  chart: Chart,
  table: Table,
  column_set: ColumnSet,
  collapsible_panel: CollapsiblePanel,
  interactive_container: InteractiveContainer,
  form: Form,
  button: Button,
  overflow: Overflow,
  input: Input,
  select_static: SelectStatic,
  multi_select_static: MultiSelectStatic,
  select_person: SelectPerson,
  multi_select_person: MultiSelectPerson,
  select_img: SelectImg,
  date_picker: WhenField,
  picker_time: WhenField,
  picker_datetime: WhenField,
  checker: Checker,
};

export function Elements({ elements, place }: { readonly elements: unknown; readonly place: string }) {
  const drawn = objectsOf(elements);
  return (
    <>
      {drawn.map((element, index) => (
        <Element
          key={`${place}.${index}`}
          element={element}
          place={`${place}.${index}`}
          labelPlace={isText(drawn[index - 1]) ? `${place}.${index - 1}` : undefined}
        />
      ))}
    </>
  );
}

function isText(element: JsonObject | undefined): boolean {
  return element?.["tag"] === "markdown" || element?.["tag"] === "div";
}

type ElementProps = PartProps & { readonly labelPlace: string | undefined };

function Element({ element, place, labelPlace }: ElementProps) {
  const { word, idOf, props } = useCard();
  const tag = stringOf(element["tag"]) ?? "?";
  const Part = Object.hasOwn(PARTS, tag) ? PARTS[tag] : undefined;
  return (
    <LabelContext.Provider value={labelPlace === undefined ? undefined : idOf(labelPlace)}>
      <div class="card-element" id={idOf(place)} data-tag={tag} style={marginStyle(element)}>
        <Boundary name={tag} locale={props.locale}>
          {Part ? <Part element={element} place={place} /> : <GreyBox text={`${word("notDrawn")}${tag}`} />}
        </Boundary>
      </div>
    </LabelContext.Provider>
  );
}

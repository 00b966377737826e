import { useRef, useState } from "preact/hooks";
import { useCard } from "./card-context.ts";
import { Avatar } from "./card-person.tsx";
import type { PartProps } from "./card-element.tsx";
import { FieldFrame, useField } from "./card-field.tsx";
import { Glyph, Icon } from "./card-icon.tsx";
import { filledOf, isObject, objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { Listbox, type PicturedChoice } from "./card-listbox.tsx";
import { toggled } from "./card-options.ts";
import { Popover } from "./card-popover.tsx";

export function SelectWithIcons({ element, place }: PartProps) {
  return (
    <Combo
      element={element}
      place={place}
      choices={useChoices(element)}
      isMultiple={false}
      hasSearch={false}
    />
  );
}

export function MultiSelectStatic({ element, place }: PartProps) {
  return <Combo element={element} place={place} choices={useChoices(element)} isMultiple hasSearch={false} />;
}

export function SelectPerson({ element, place }: PartProps) {
  return <Combo element={element} place={place} choices={usePeople(element)} isMultiple={false} hasSearch />;
}

export function MultiSelectPerson({ element, place }: PartProps) {
  return <Combo element={element} place={place} choices={usePeople(element)} isMultiple hasSearch />;
}

type ComboProps = PartProps & {
  readonly choices: readonly PicturedChoice[];
  readonly isMultiple: boolean;
  readonly hasSearch: boolean;
};

function Combo({ element, place, choices, isMultiple, hasSearch }: ComboProps) {
  const { word } = useCard();
  const field = useField(element, place);
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const chosen = Array.isArray(field.value)
    ? field.value
    : filledOf(field.value) === undefined
      ? []
      : [String(field.value)];
  const placeholder = field.placeholder ?? word(hasSearch ? "choosePerson" : "choose");
  const pick = (value: string) => {
    if (isMultiple) {
      void field.choose(toggled(choices, chosen, value));
      return;
    }
    setIsOpen(false);
    anchor.current?.focus();
    void field.choose(value);
  };
  const picked = chosen.map(
    (value) => choices.find((choice) => choice.value === value) ?? { value, words: value },
  );
  return (
    <FieldFrame element={element} field={field}>
      <button
        {...field.attributes}
        ref={anchor}
        id={field.id}
        type="button"
        class="card-combo"
        data-type={stringOf(element["type"]) ?? "default"}
        disabled={field.isDisabled}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-busy={field.isWaiting}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          setIsOpen(true);
        }}
      >
        <ComboWords picked={picked} placeholder={placeholder} isMultiple={isMultiple} />
        {field.isWaiting ? <span class="card-spinner" /> : <Glyph token="down_" />}
      </button>
      {isOpen && (
        <Popover anchor={anchor} onClose={() => setIsOpen(false)} isAsWide>
          <Listbox
            choices={choices}
            chosen={chosen}
            isMultiple={isMultiple}
            hasSearch={hasSearch}
            label={placeholder}
            onPick={pick}
          />
        </Popover>
      )}
    </FieldFrame>
  );
}

type ComboWordsProps = {
  readonly picked: readonly PicturedChoice[];
  readonly placeholder: string;
  readonly isMultiple: boolean;
};

function ComboWords({ picked, placeholder, isMultiple }: ComboWordsProps) {
  if (picked.length === 0) return <span class="card-combo-words card-combo-empty">{placeholder}</span>;
  return (
    <span class="card-combo-words">
      {picked.map((choice) => (
        <span key={choice.value} class={isMultiple ? "card-chip" : "card-combo-words"}>
          {choice.picture}
          {choice.words}
        </span>
      ))}
    </span>
  );
}

function useChoices(element: JsonObject): PicturedChoice[] {
  const { wordsOf } = useCard();
  return objectsOf(element["options"]).map((option) => ({
    value: String(option["value"]),
    words: wordsOf(option["text"]),
    picture: isObject(option["icon"]) ? <Icon icon={option["icon"]} /> : undefined,
  }));
}

/** The people that the card lists; all members of the chat when it lists none that is known. */
function usePeople(element: JsonObject): PicturedChoice[] {
  const { props, nameOf } = useCard();
  const known = new Set(props.people.map((person) => person.openId));
  const listed = objectsOf(element["options"])
    .flatMap((option) => filledOf(option["value"]) ?? [])
    .filter((id) => known.has(id));
  const ids = listed.length > 0 ? listed : props.members;
  return ids.map((id) => {
    const name = nameOf(id);
    return { value: id, words: name, picture: <Avatar openId={id} name={name} size={20} /> };
  });
}

import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { useCard } from "./card-context.ts";
import { Glyph } from "./card-icon.tsx";
import { matching, movedBy, typedAhead, type Choice } from "./card-options.ts";

export type PicturedChoice = Choice & { readonly picture?: VNode | undefined };

type ListboxProps = {
  readonly choices: readonly PicturedChoice[];
  readonly chosen: readonly string[];
  readonly isMultiple: boolean;
  readonly hasSearch: boolean;
  readonly label: string;
  onPick(value: string): void;
};

const TYPING_MILLISECONDS = 800;

/** A list to choose from by pointer, arrows or typing; the focus stays in the search or on the list. */
export function Listbox({ choices, chosen, isMultiple, hasSearch, label, onPick }: ListboxProps) {
  const { word } = useCard();
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [search, setSearch] = useState("");
  const shown = matching(choices, search);
  const first = Math.max(
    0,
    shown.findIndex((choice) => chosen.includes(choice.value)),
  );
  const [active, setActive] = useState(first);
  const typing = useTyping();
  useEffect(() => {
    list.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const isPick = event.key === "Enter" || (event.key === " " && !hasSearch);
    const isTyped = !hasSearch && event.key.length === 1 && event.key !== " ";
    const next = isTyped
      ? typedAhead(shown, active, typing(event.key))
      : movedBy(event.key, active, shown.length);
    if (isPick) {
      const choice = shown[active];
      if (choice && !event.isComposing) onPick(choice.value);
    } else if (next !== undefined) setActive(next);
    if (isPick || isTyped || (next !== undefined && !(hasSearch && /^(Home|End)$/.test(event.key))))
      event.preventDefault();
  };
  const spoken = {
    "aria-activedescendant": shown[active] ? `${id}-${active}` : undefined,
    "aria-label": label,
  };
  return (
    <>
      {hasSearch && (
        <input
          {...spoken}
          type="text"
          class="card-search"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          placeholder={word("search")}
          value={search}
          data-focus
          onInput={(event) => {
            setSearch(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      <ul
        {...spoken}
        ref={list}
        id={id}
        class="card-options"
        role="listbox"
        aria-multiselectable={isMultiple}
        tabIndex={hasSearch ? -1 : 0}
        data-focus={hasSearch ? undefined : true}
        onKeyDown={hasSearch ? undefined : onKeyDown}
      >
        {shown.map((choice, index) => (
          <li
            key={choice.value}
            id={`${id}-${index}`}
            class="card-option"
            role="option"
            aria-selected={chosen.includes(choice.value)}
            data-active={index === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              setActive(index);
              onPick(choice.value);
            }}
          >
            {choice.picture}
            <span>{choice.words}</span>
            {chosen.includes(choice.value) && <Glyph token="check_" />}
          </li>
        ))}
        {shown.length === 0 && (
          <li class="card-option-none" role="presentation">
            {word("nothingFound")}
          </li>
        )}
      </ul>
    </>
  );
}

/** Gathers the letters that are typed close after one another. */
function useTyping(): (letter: string) => string {
  const typed = useRef({ letters: "", at: 0 });
  return (letter) => {
    const now = performance.now();
    const before = now - typed.current.at < TYPING_MILLISECONDS ? typed.current.letters : "";
    typed.current = { letters: before + letter, at: now };
    return typed.current.letters;
  };
}

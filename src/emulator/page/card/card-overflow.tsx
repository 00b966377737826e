import { useRef, useState } from "preact/hooks";
import { multiUrlOf } from "./card-actions.ts";
import { useCard } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { targetOf } from "./card-field.tsx";
import { filledOf, objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { movedBy } from "./card-options.ts";
import { Popover } from "./card-popover.tsx";
import { safeUrl } from "./card-url.ts";

/** A menu behind three dots. */
export function Overflow({ element, place }: PartProps) {
  const card = useCard();
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const key = filledOf(element["name"]) ?? place;
  const choose = (value: string) => {
    setIsOpen(false);
    anchor.current?.focus();
    void card.act(key, element, () => card.props.onPress({ ...targetOf(element), input: value }));
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        class="card-more"
        disabled={card.props.isFrozen}
        aria-label={card.word("more")}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-busy={card.waiting === key}
        onClick={() => setIsOpen(!isOpen)}
      >
        {card.waiting === key ? <span class="card-spinner" /> : <Dots />}
      </button>
      {isOpen && (
        <Popover anchor={anchor} onClose={() => setIsOpen(false)}>
          <div class="card-menu" role="menu" aria-label={card.word("more")} onKeyDown={moveFocus}>
            {objectsOf(element["options"]).map((option, index) => (
              <MenuItem
                key={index}
                option={option}
                isFirst={index === 0}
                onChoose={choose}
                onFollow={() => setIsOpen(false)}
              />
            ))}
          </div>
        </Popover>
      )}
    </>
  );
}

type MenuItemProps = {
  readonly option: JsonObject;
  readonly isFirst: boolean;
  onChoose(value: string): void;
  onFollow(): void;
};

function MenuItem({ option, isFirst, onChoose, onFollow }: MenuItemProps) {
  const words = useCard().wordsOf(option["text"]);
  const url = safeUrl(multiUrlOf(option["multi_url"]));
  const shared = {
    class: "card-menu-item",
    role: "menuitem",
    tabIndex: -1,
    "data-focus": isFirst ? true : undefined,
  } as const;
  if (url !== undefined)
    return (
      <a {...shared} href={url} target="_blank" rel="noopener noreferrer" onClick={onFollow}>
        {words}
      </a>
    );
  return (
    <button {...shared} type="button" onClick={() => onChoose(stringOf(option["value"]) ?? "")}>
      {words}
    </button>
  );
}

function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const next = movedBy(event.key, items.indexOf(document.activeElement as HTMLElement), items.length);
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}

function Dots() {
  return (
    <svg class="card-glyph" viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" focusable="false">
      <path d="M3 8h.01M8 8h.01M13 8h.01" stroke-width="2.4" />
    </svg>
  );
}

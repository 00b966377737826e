import "./card-when.css";
import { useRef, useState } from "preact/hooks";
import { Calendar } from "./card-calendar.tsx";
import { useCard } from "./card-context.ts";
import { dateOf, isDate } from "./card-dates.ts";
import type { PartProps } from "./card-element.tsx";
import { FieldFrame, useField } from "./card-field.tsx";
import { Glyph } from "./card-icon.tsx";
import { filledOf } from "./card-json.ts";
import { Popover } from "./card-popover.tsx";
import { joinedWhen, partsOfWhen, type WhenTag } from "./card-when.ts";

/**
 * Date, time, or both: our own calendar, since a browser's writes dates in the browser's language and not in the
 * reader's.
 */
export function WhenField({ element, place }: PartProps) {
  const { word } = useCard();
  const tag = String(element["tag"]) as WhenTag;
  const field = useField(element, place);
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const value = filledOf(field.value);
  const placeholder = field.placeholder ?? word(tag === "picker_time" ? "chooseTime" : "chooseDate");
  const done = (next: string) => {
    setIsOpen(false);
    anchor.current?.focus();
    void field.choose(next);
  };
  return (
    <FieldFrame element={element} field={field}>
      <button
        {...field.attributes}
        ref={anchor}
        id={field.id}
        type="button"
        class="card-combo"
        disabled={field.isDisabled}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-busy={field.isWaiting}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span class={`card-combo-words ${value === undefined ? "card-combo-empty" : ""}`}>
          {value ?? placeholder}
        </span>
        {field.isWaiting ? (
          <span class="card-spinner" />
        ) : (
          <Glyph token={tag === "picker_time" ? "time_" : "calendar_"} />
        )}
      </button>
      {isOpen && (
        <Popover anchor={anchor} onClose={() => setIsOpen(false)}>
          <WhenPicker tag={tag} value={value} label={placeholder} onDone={done} />
        </Popover>
      )}
    </FieldFrame>
  );
}

type WhenPickerProps = {
  readonly tag: WhenTag;
  readonly value: string | undefined;
  readonly label: string;
  onDone(value: string): void;
};

function WhenPicker({ tag, value, label, onDone }: WhenPickerProps) {
  const { word } = useCard();
  const today = dateOf(Date.now());
  const [parts, setParts] = useState(partsOfWhen(tag, value));
  const date = isDate(parts.date ?? "") ? parts.date : undefined;
  if (tag === "date_picker")
    return (
      <div class="card-when" role="dialog" aria-label={label}>
        <Calendar chosen={date} today={today} onPick={onDone} />
      </div>
    );
  return (
    <div class="card-when" role="dialog" aria-label={label}>
      {tag === "picker_datetime" && (
        <Calendar chosen={date} today={today} onPick={(next) => setParts({ ...parts, date: next })} />
      )}
      <div class="card-when-time">
        <Digits
          label={word("hour")}
          most={23}
          value={parts.hour}
          isFocused={tag === "picker_time"}
          onChange={(hour) => setParts({ ...parts, hour })}
        />
        <span aria-hidden="true">:</span>
        <Digits
          label={word("minute")}
          most={59}
          value={parts.minute}
          onChange={(minute) => setParts({ ...parts, minute })}
        />
        <button
          type="button"
          class="card-button"
          data-type="primary_filled"
          data-size="small"
          onClick={() => onDone(joinedWhen(tag, { ...parts, date: date ?? today }))}
        >
          {word("confirm")}
        </button>
      </div>
    </div>
  );
}

type DigitsProps = {
  readonly label: string;
  readonly most: number;
  readonly value: string;
  readonly isFocused?: boolean;
  onChange(value: string): void;
};

function Digits({ label, most, value, isFocused = false, onChange }: DigitsProps) {
  return (
    <select
      class="card-digits"
      aria-label={label}
      value={value}
      data-focus={isFocused ? true : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {Array.from({ length: most + 1 }, (_, number) => String(number).padStart(2, "0")).map((digits) => (
        <option key={digits} value={digits}>
          {digits}
        </option>
      ))}
    </select>
  );
}

import { useEffect, useRef, useState } from "preact/hooks";
import { useCard } from "./card-context.ts";
import { addDays, addMonths, monthTitle, weekdayHeads, weekPlace, weeksOf } from "./card-dates.ts";
import { Glyph } from "./card-icon.tsx";

type CalendarProps = {
  readonly chosen: string | undefined;
  readonly today: string;
  onPick(date: string): void;
};

/** One month; arrows go by days and weeks, Page keys by months, Home and End within the week. */
export function Calendar({ chosen, today, onPick }: CalendarProps) {
  const { props, word } = useCard();
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(chosen ?? today);
  const hasMoved = useRef(false);
  useEffect(() => {
    if (hasMoved.current) grid.current?.querySelector<HTMLElement>(`[data-date="${active}"]`)?.focus();
  }, [active]);
  const move = (event: KeyboardEvent) => {
    const next = dateAfter(event.key, active);
    if (next === undefined) return;
    event.preventDefault();
    hasMoved.current = true;
    setActive(next);
  };
  const turn = (months: number) => {
    hasMoved.current = false;
    setActive(addMonths(active, months));
  };
  return (
    <div class="card-calendar">
      <div class="card-calendar-head">
        <button type="button" aria-label={word("previousMonth")} onClick={() => turn(-1)}>
          <Glyph token="left_" />
        </button>
        <span aria-live="polite">{monthTitle(active, props.locale)}</span>
        <button type="button" aria-label={word("nextMonth")} onClick={() => turn(1)}>
          <Glyph token="right_" />
        </button>
      </div>
      <table ref={grid} role="grid" aria-label={monthTitle(active, props.locale)} onKeyDown={move}>
        <thead>
          <tr>
            {weekdayHeads(props.locale).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(active).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} aria-selected={date === chosen}>
                  <button
                    type="button"
                    data-date={date}
                    data-focus={date === active ? true : undefined}
                    data-other={date.slice(0, 7) !== active.slice(0, 7)}
                    data-today={date === today}
                    data-chosen={date === chosen}
                    aria-label={date}
                    aria-current={date === today ? "date" : undefined}
                    tabIndex={date === active ? 0 : -1}
                    onClick={() => {
                      setActive(date);
                      onPick(date);
                    }}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function dateAfter(key: string, date: string): string | undefined {
  switch (key) {
    case "ArrowLeft":
      return addDays(date, -1);
    case "ArrowRight":
      return addDays(date, 1);
    case "ArrowUp":
      return addDays(date, -7);
    case "ArrowDown":
      return addDays(date, 7);
    case "PageUp":
      return addMonths(date, -1);
    case "PageDown":
      return addMonths(date, 1);
    case "Home":
      return addDays(date, -weekPlace(date));
    case "End":
      return addDays(date, 6 - weekPlace(date));
    default:
      return undefined;
  }
}

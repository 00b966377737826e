import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { callbackOf } from "./card-actions.ts";
import { useCard } from "./card-context.ts";
import { targetOf } from "./card-field.tsx";
import { filledOf, type JsonObject } from "./card-json.ts";
import type { Style } from "./card-layout.ts";
import { useTip } from "./card-tip.tsx";

type PressAreaProps = {
  readonly element: JsonObject;
  readonly place: string;
  readonly url: string | undefined;
  readonly className: string;
  readonly style?: Style;
  readonly children: ComponentChildren;
};

/**
 * A part that can be pressed as a whole. The control lies below its contents, so that what can be pressed inside
 * keeps its own press and nothing interactive stands inside a button.
 */
export function PressArea({ element, place, url, className, style = {}, children }: PressAreaProps) {
  const card = useCard();
  const area = useRef<HTMLDivElement>(null);
  const key = filledOf(element["name"]) ?? place;
  const hasCallback = element["tag"] === "interactive_container" && callbackOf(element) !== undefined;
  const isDisabled = element["disabled"] === true || card.props.isFrozen;
  const { tip, tipProps } = useTip(card.wordsOf(element[isDisabled ? "disabled_tips" : "hover_tips"]));
  if (!hasCallback && url === undefined)
    return (
      <div class={className} style={style}>
        {children}
      </div>
    );
  const press = () => {
    if (hasCallback) void card.act(key, element, () => card.props.onPress(targetOf(element)));
  };
  const label = {
    ref: (node: HTMLElement | null) => node?.setAttribute("aria-label", namedBy(area.current)),
  };
  return (
    <div class={`card-area ${className}`} style={style} data-disabled={isDisabled}>
      {url === undefined || isDisabled ? (
        <button
          {...label}
          {...tipProps}
          type="button"
          class="card-area-press"
          aria-disabled={isDisabled}
          aria-busy={card.waiting === key}
          onClick={isDisabled ? undefined : press}
        />
      ) : (
        <a
          {...label}
          {...tipProps}
          class="card-area-press"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          onClick={press}
        />
      )}
      <div ref={area} class="card-area-inside">
        {children}
      </div>
      {card.waiting === key && (
        <span class="card-spinner card-area-spinner" role="status" aria-label={card.word("waiting")} />
      )}
      {tip}
    </div>
  );
}

function namedBy(area: HTMLElement | null): string {
  return (area?.textContent ?? "").trim().slice(0, 100);
}

import "./card-button.css";
import { callbackOf, formActionOf, linkOf } from "./card-actions.ts";
import { useCard, useForm } from "./card-context.ts";
import type { PartProps } from "./card-element.tsx";
import { targetOf } from "./card-field.tsx";
import { Icon } from "./card-icon.tsx";
import { filledOf, isObject, stringOf } from "./card-json.ts";
import { lengthOf } from "./card-measures.ts";
import { RichText } from "./card-text.tsx";
import { useTip } from "./card-tip.tsx";

export function Button({ element, place }: PartProps) {
  const card = useCard();
  const press = usePress({ element, place });
  const key = filledOf(element["name"]) ?? place;
  const isDisabled = element["disabled"] === true || card.props.isFrozen;
  const isWaiting = card.waiting === key;
  const { tip, tipProps } = useTip(card.wordsOf(element[isDisabled ? "disabled_tips" : "hover_tips"]));
  const url = linkOf(element);
  const width = lengthOf(element["width"]);
  const look = {
    class: "card-button",
    "data-type": stringOf(element["type"]) ?? "default",
    "data-size": stringOf(element["size"]) ?? "medium",
    "data-width": width === undefined ? (stringOf(element["width"]) ?? "default") : "own",
    "aria-disabled": isDisabled,
    "aria-busy": isWaiting,
    style: { width },
    ...tipProps,
  };
  const inside = (
    <>
      {isWaiting && <span class="card-spinner" role="status" aria-label={card.word("waiting")} />}
      {isObject(element["icon"]) && <Icon icon={element["icon"]} size={16} />}
      {isObject(element["text"]) && (
        <span class="card-button-words">
          <RichText text={element["text"]} />
        </span>
      )}
    </>
  );
  if (url !== undefined && !isDisabled && formActionOf(element) === undefined)
    return (
      <>
        <a {...look} href={url} target="_blank" rel="noopener noreferrer" onClick={press}>
          {inside}
        </a>
        {tip}
      </>
    );
  return (
    <>
      <button type="button" {...look} onClick={isDisabled ? (event) => event.stopPropagation() : press}>
        {inside}
      </button>
      {tip}
    </>
  );
}

/** What a press on a button does by its place: sends the form, sets it back, or calls the platform itself. */
function usePress({ element, place }: PartProps): (event: { stopPropagation(): void }) => void {
  const card = useCard();
  const form = useForm();
  const key = filledOf(element["name"]) ?? place;
  return (event) => {
    event.stopPropagation();
    const action = form && formActionOf(element);
    if (form && action === "submit") form.submit(key, element);
    else if (form && action === "reset") form.reset();
    else if (callbackOf(element)) void card.act(key, element, () => card.props.onPress(targetOf(element)));
  };
}

import "./card-containers.css";
import { useId, useState } from "preact/hooks";
import { colorOf } from "./card-colors.ts";
import { useCard } from "./card-context.ts";
import { Elements, type PartProps } from "./card-element.tsx";
import { Icon } from "./card-icon.tsx";
import { isObject, numberOf, objectOf, type JsonObject } from "./card-json.ts";
import { defined, layoutStyle } from "./card-layout.ts";
import { cornerOf, edgesOf, lengthOf } from "./card-measures.ts";
import { RichText, StyledText } from "./card-text.tsx";

const USUAL_ICON: JsonObject = { tag: "standard_icon", token: "down-small-ccm_outlined", size: "16px 16px" };

export function CollapsiblePanel({ element, place }: PartProps) {
  const { scheme } = useCard();
  const id = useId();
  const [isOpen, setIsOpen] = useState(element["expanded"] === true);
  const header = objectOf(element["header"]);
  const border = objectOf(element["border"]);
  const { background: _ground, ...inside } = layoutStyle(
    { padding: "4px 8px 8px 8px", ...element },
    { scheme },
  );
  const frame = defined({
    background: colorOf(element["background_color"], scheme, "ground"),
    border: isObject(element["border"])
      ? `1px solid ${colorOf(border["color"], scheme, "line") ?? "var(--card-line)"}`
      : undefined,
    borderRadius: cornerOf(border["corner_radius"]),
  });
  return (
    <div class="card-panel" data-header={header["position"] === "bottom" ? "bottom" : "top"} style={frame}>
      <PanelHeader header={header} id={id} isOpen={isOpen} onPress={() => setIsOpen(!isOpen)} />
      <div id={id} class="card-panel-inside" hidden={!isOpen} style={isOpen ? inside : {}}>
        {isOpen && <Elements elements={element["elements"]} place={place} />}
      </div>
    </div>
  );
}

type PanelHeaderProps = {
  readonly header: JsonObject;
  readonly id: string;
  readonly isOpen: boolean;
  onPress(): void;
};

function PanelHeader({ header, id, isOpen, onPress }: PanelHeaderProps) {
  const { scheme, wordsOf } = useCard();
  const title = objectOf(header["title"]);
  const angle = numberOf(header["icon_expanded_angle"]) ?? 180;
  const style = defined({
    background: colorOf(header["background_color"], scheme, "ground"),
    padding: edgesOf(header["padding"]) ?? "6px 8px",
    width: lengthOf(header["width"]) ?? (header["width"] === "auto" ? "fit-content" : undefined),
    alignItems: { top: "flex-start", bottom: "flex-end" }[String(header["vertical_align"])] ?? "center",
  });
  return (
    <div class="card-panel-header card-area" data-icon={header["icon_position"] ?? "right"} style={style}>
      <button
        type="button"
        class="card-area-press"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={wordsOf(title)}
        onClick={onPress}
      />
      <div class="card-panel-title card-area-inside">
        {title["tag"] === "markdown" ? (
          <div class="card-markdown">
            <RichText text={title} />
          </div>
        ) : (
          <StyledText text={title} />
        )}
      </div>
      <span class="card-panel-icon" style={{ transform: isOpen ? `rotate(${angle}deg)` : "none" }}>
        <Icon icon={isObject(header["icon"]) ? header["icon"] : USUAL_ICON} />
      </span>
    </div>
  );
}

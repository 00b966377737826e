import { linkOf } from "./card-actions.ts";
import { colorOf } from "./card-colors.ts";
import { useCard } from "./card-context.ts";
import { Elements, type PartProps } from "./card-element.tsx";
import { defined, layoutStyle } from "./card-layout.ts";
import { cornerOf, lengthOf } from "./card-measures.ts";
import { PressArea } from "./card-press-area.tsx";

export function InteractiveContainer({ element, place }: PartProps) {
  const { scheme } = useCard();
  const isLaser = element["background_style"] === "laser";
  const border = colorOf(element["border_color"], scheme, "line") ?? "var(--card-line-strong)";
  const frame = defined({
    width: lengthOf(element["width"]) ?? (element["width"] === "auto" ? "fit-content" : "100%"),
    height: lengthOf(element["height"]),
    border: element["has_border"] === true ? `1px solid ${border}` : undefined,
    borderRadius: cornerOf(element["corner_radius"]),
    background: colorOf(element["background_style"], scheme, "ground"),
  });
  const { background: _ground, ...inside } = layoutStyle(element, { scheme });
  return (
    <PressArea
      element={element}
      place={place}
      url={linkOf(element)}
      className={`card-container ${isLaser ? "card-laser" : ""}`}
      style={frame}
    >
      <div style={inside}>
        <Elements elements={element["elements"]} place={place} />
      </div>
    </PressArea>
  );
}

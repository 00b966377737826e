import "./card-containers.css";
import { linkOf } from "./card-actions.ts";
import { useCard } from "./card-context.ts";
import { Elements, type PartProps } from "./card-element.tsx";
import { objectsOf, stringOf } from "./card-json.ts";
import { columnStyle, layoutStyle, marginStyle } from "./card-layout.ts";
import { PressArea } from "./card-press-area.tsx";

export function ColumnSet({ element, place }: PartProps) {
  const { scheme } = useCard();
  const columns = objectsOf(element["columns"]);
  const style = layoutStyle({ ...element, direction: "horizontal" }, { gap: "8px", scheme });
  const mode = stringOf(element["flex_mode"]) ?? "none";
  const { flexWrap: _wrap, alignItems: _align, ...row } = style;
  return (
    <PressArea element={element} place={place} url={linkOf(element)} className="card-columns-area">
      <div class="card-columns" data-flex={mode} style={row}>
        {columns.map((column, index) => (
          <Column key={index} element={column} place={`${place}.${index}`} />
        ))}
      </div>
    </PressArea>
  );
}

export function Column({ element, place }: PartProps) {
  const { scheme } = useCard();
  const style = { ...columnStyle(element), ...marginStyle(element) };
  return (
    <div class="card-column" data-width={stringOf(element["width"]) ?? "auto"} style={style}>
      <PressArea element={element} place={place} url={linkOf(element)} className="card-column-area">
        <div class="card-column-inside" style={layoutStyle(element, { scheme })}>
          <Elements elements={element["elements"]} place={place} />
        </div>
      </PressArea>
    </div>
  );
}

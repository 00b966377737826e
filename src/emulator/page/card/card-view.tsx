import "./card.css";
import { multiUrlOf } from "./card-actions.ts";
import { Boundary, GreyBox } from "./card-box.tsx";
import { CardContext } from "./card-context.ts";
import { ConfirmDialog } from "./card-confirm.tsx";
import { Elements } from "./card-element.tsx";
import { CardHeader } from "./card-header.tsx";
import { isObject, objectOf } from "./card-json.ts";
import { layoutStyle } from "./card-layout.ts";
import { edgesOf, spacingOf } from "./card-measures.ts";
import type { CardProps } from "./card-props.ts";
import { useCardState } from "./card-state.ts";
import { safeUrl } from "./card-url.ts";
import type { Word } from "./card-words.ts";

/** A card as the client draws it. What it cannot draw stands there as a grey box that says so. */
export function CardView(props: CardProps) {
  return (
    <div class="card-root" data-theme={props.theme} lang={props.locale === "zh_cn" ? "zh-CN" : "en"}>
      <Boundary key={props.version} name="card" locale={props.locale}>
        <ShownVersion {...props} />
      </Boundary>
    </div>
  );
}

/** Mounted anew with each version, so that what was filled in goes with the version it was filled into. */
function ShownVersion(props: CardProps) {
  const { state, question } = useCardState(props);
  const problem = problemOf(props.card);
  if (problem) return <GreyBox text={state.word(problem)} />;
  const card = objectOf(props.card);
  const body = objectOf(card["body"]);
  const width = objectOf(card["config"])["width_mode"];
  const style = {
    ...layoutStyle(body, { gap: spacingOf(body["vertical_spacing"], "12px"), scheme: state.scheme }),
    padding: edgesOf(body["padding"]) ?? "12px",
  };
  return (
    <CardContext.Provider value={state}>
      <section
        class={`card-frame ${props.isFrozen ? "card-frozen" : ""}`}
        data-width={typeof width === "string" ? width : "default"}
        aria-label={state.word("header")}
        aria-busy={state.waiting !== undefined}
      >
        {isObject(card["header"]) && (
          <CardHeader header={card["header"]} url={safeUrl(multiUrlOf(card["card_link"]))} />
        )}
        <div class="card-body" style={style}>
          <Elements elements={body["elements"]} place="body" />
        </div>
      </section>
      {question && <ConfirmDialog question={question} />}
    </CardContext.Provider>
  );
}

function problemOf(card: unknown): Word | undefined {
  if (!isObject(card)) return "noObject";
  if (card["schema"] !== "2.0") return "notTwo";
  return Array.isArray(objectOf(card["body"])["elements"]) || isObject(card["header"])
    ? undefined
    : "noElements";
}

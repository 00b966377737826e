import "./card-text.css";
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { colorOf, pairOf } from "./card-colors.ts";
import { useCard } from "./card-context.ts";
import { Icon } from "./card-icon.tsx";
import type { PartProps } from "./card-element.tsx";
import { isObject, numberOf, objectOf, objectsOf, stringOf, type JsonObject } from "./card-json.ts";
import { defined, type Style } from "./card-layout.ts";
import { markdownBlocks, markdownLines } from "./card-markdown.ts";
import { Blocks, Inlines } from "./card-markdown-view.tsx";
import { lengthOf, textSizeOf } from "./card-measures.ts";

export function Markdown({ element }: PartProps) {
  const { wordsOf } = useCard();
  return (
    <WithIcon icon={element["icon"]}>
      <div class="card-markdown" style={useTextStyle(element)}>
        <MarkdownWords content={wordsOf(element)} />
      </div>
    </WithIcon>
  );
}

export function MarkdownWords({ content }: { readonly content: string }) {
  return <Blocks blocks={useMemo(() => markdownBlocks(content), [content])} />;
}

/** A text of the card: plain as it is, lark_md with what stands in a line, markdown whole. */
export function RichText({ text }: { readonly text: unknown }) {
  const { wordsOf } = useCard();
  const words = wordsOf(text);
  const tag = objectOf(text)["tag"];
  if (tag === "markdown") return <MarkdownWords content={words} />;
  return tag === "lark_md" ? <LineWords content={words} /> : <>{words}</>;
}

export function LineWords({ content }: { readonly content: string }) {
  return <Inlines inlines={useMemo(() => markdownLines(content), [content])} />;
}

export function TextDiv({ element }: PartProps) {
  const fields = objectsOf(element["fields"]);
  return (
    <WithIcon icon={element["icon"]}>
      <div class="card-div" style={defined({ width: lengthOf(element["width"]) })}>
        {isObject(element["text"]) && <StyledText text={element["text"]} />}
        {fields.length > 0 && (
          <div class="card-div-fields">
            {fields.map((field, index) => (
              <div key={index} data-short={field["is_short"] === true}>
                <StyledText text={objectOf(field["text"])} />
              </div>
            ))}
          </div>
        )}
      </div>
    </WithIcon>
  );
}

/** A text with its own size, colour, alignment and number of lines. */
export function StyledText({ text }: { readonly text: JsonObject }) {
  const lines = numberOf(text["lines"]);
  return (
    <div
      class={`card-plain ${lines === undefined ? "" : "card-lines"}`}
      style={{ ...useTextStyle(text), ...(lines !== undefined && { WebkitLineClamp: lines }) }}
    >
      <RichText text={text} />
    </div>
  );
}

function useTextStyle(text: JsonObject): Style {
  const { sizes, isPhone, scheme } = useCard();
  const size = textSizeOf(text["text_size"], sizes, isPhone);
  const align = stringOf(text["text_align"]);
  return defined({
    fontSize: size === undefined ? undefined : `${size}px`,
    fontWeight: stringOf(text["text_size"])?.startsWith("heading") ? 500 : undefined,
    textAlign: align === "center" || align === "right" ? align : undefined,
    color: colorOf(text["text_color"], scheme, "text"),
  });
}

function WithIcon({ icon, children }: { readonly icon: unknown; readonly children: ComponentChildren }) {
  if (!isObject(icon)) return <>{children}</>;
  return (
    <div class="card-with-icon">
      <Icon icon={icon} />
      <div class="card-with-icon-words">{children}</div>
    </div>
  );
}

export function TextTag({
  color,
  children,
}: {
  readonly color: unknown;
  readonly children: ComponentChildren;
}) {
  const { ground, text } = pairOf(color, useCard().scheme.theme, "tag");
  return (
    <span class="card-tag" style={{ background: ground, color: text }}>
      {children}
    </span>
  );
}

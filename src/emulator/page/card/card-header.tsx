import { isHue, pairOf } from "./card-colors.ts";
import { useCard } from "./card-context.ts";
import { Icon } from "./card-icon.tsx";
import { isObject, objectOf, objectsOf, type JsonObject } from "./card-json.ts";
import { edgesOf } from "./card-measures.ts";
import { Link } from "./card-markdown-view.tsx";
import { RichText, TextTag } from "./card-text.tsx";

const MOST_TAGS = 3;

type CardHeaderProps = {
  readonly header: JsonObject;
  /** Where the card leads as a whole. */
  readonly url: string | undefined;
};

export function CardHeader({ header, url }: CardHeaderProps) {
  const { scheme, props } = useCard();
  const template = header["template"];
  const pair = isHue(template) ? pairOf(template, scheme.theme, "header") : undefined;
  const tags = objectsOf(objectOf(header["i18n_text_tag_list"])[props.locale] ?? header["text_tag_list"]);
  return (
    <header
      class="card-header"
      data-template={pair ? String(template) : "default"}
      style={{
        ...(pair && { background: pair.ground, color: pair.text }),
        padding: edgesOf(header["padding"]),
      }}
    >
      {isObject(header["icon"]) && <Icon icon={header["icon"]} size={20} />}
      <div class="card-header-words">
        <div class="card-header-line">
          <div class="card-title" role="heading" aria-level={3}>
            <Link url={url}>
              <RichText text={header["title"]} />
            </Link>
          </div>
          {tags.slice(0, MOST_TAGS).map((tag, index) => (
            <TextTag key={index} color={tag["color"]}>
              <RichText text={tag["text"]} />
            </TextTag>
          ))}
        </div>
        {isObject(header["subtitle"]) && (
          <div class="card-subtitle">
            <RichText text={header["subtitle"]} />
          </div>
        )}
      </div>
    </header>
  );
}

import "./card-picture.css";
import { useState } from "preact/hooks";
import { useCard } from "./card-context.ts";
import { Dialog } from "./card-dialog.tsx";
import type { Style } from "./card-layout.ts";
import { withAside } from "./card-words.ts";

type PictureProps = {
  readonly imageKey: string;
  readonly alt: string;
  readonly className?: string;
  readonly style?: Style;
  /** A press shows it large. */
  readonly isPreviewed: boolean;
};

/** A picture by its key. A key that is an address is not followed: pictures come from the platform alone. */
export function Picture({ imageKey, alt, className = "", style = {}, isPreviewed }: PictureProps) {
  const { props, word } = useCard();
  const [isLarge, setIsLarge] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  if (isMissing || imageKey === "" || /^[a-z]+:|^\/\//i.test(imageKey))
    return (
      <span class={`card-picture-missing ${className}`} style={style}>
        {withAside(word("pictureMissing"), alt, props.locale)}
      </span>
    );
  const source = props.imageUrl(imageKey);
  const picture = (
    <img
      class={`card-picture ${className}`}
      style={style}
      src={source}
      alt={alt}
      onError={() => setIsMissing(true)}
    />
  );
  if (!isPreviewed) return picture;
  return (
    <>
      <button
        type="button"
        class="card-picture-press"
        style={{ width: style["width"] }}
        aria-label={`${word("enlarge")} ${alt}`}
        onClick={(event) => {
          event.stopPropagation();
          setIsLarge(true);
        }}
      >
        {picture}
      </button>
      {isLarge && (
        <Dialog kind="picture" label={alt || word("picture")} onCancel={() => setIsLarge(false)}>
          <img src={source} alt={alt} />
          <button type="button" class="card-button" data-type="default" onClick={() => setIsLarge(false)}>
            {word("close")}
          </button>
        </Dialog>
      )}
    </>
  );
}

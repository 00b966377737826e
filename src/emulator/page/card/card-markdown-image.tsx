import { useCard } from "./card-context.ts";
import type { Inline } from "./card-markdown.ts";
import { Picture } from "./card-picture.tsx";

export function MarkdownImage({ image }: { readonly image: Extract<Inline, { kind: "image" }> }) {
  const { word } = useCard();
  return (
    <Picture imageKey={image.key} alt={image.alt || word("picture")} className="card-md-image" isPreviewed />
  );
}

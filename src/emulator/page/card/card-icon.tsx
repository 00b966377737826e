import { useCard } from "./card-context.ts";
import { colorOf } from "./card-colors.ts";
import { filledOf, type JsonObject } from "./card-json.ts";

/** Glyphs of our own for the meanings that a token names beyond doubt; any other token gets a neutral one. */
const GLYPHS: readonly (readonly [RegExp, string])[] = [
  [/^down(-|_)/, "M4 6l4 4 4-4"],
  [/^up(-|_)/, "M4 10l4-4 4 4"],
  [/^right(-|_)/, "M6 4l4 4-4 4"],
  [/^left(-|_)/, "M10 4L6 8l4 4"],
  [/^(yes|check|done)(-|_)/, "M3 8.5l3.2 3.2L13 5"],
  [/^(close|no)(-|_)/, "M4 4l8 8M12 4l-8 8"],
  [/^(add|more-add)(-|_)/, "M8 3v10M3 8h10"],
  [/^(search|findandreplace)(-|_)/, "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5L14 14"],
  [/^(calendar|date)(-|_)/, "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3"],
  [/^(time|alarm-clock|clock)(-|_)/, "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.2l2.2 1.4"],
  [
    /^(member|group|contacts|user)(-|_)/,
    "M8 2.5a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4zM2.8 13.5c.5-2.8 2.5-4 5.2-4s4.7 1.2 5.2 4",
  ],
  [/^(chat|message)(-|_)/, "M2.5 3.5h11v8h-6l-3 2.5v-2.5h-2z"],
  [/^(info|warning|maybe)(-|_)/, "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v4M8 11v.5"],
  [/^(delete-trash|delete)(-|_)/, "M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9"],
  [/^(edit|ccm-edit)(-|_)/, "M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3z"],
];
const NEUTRAL = "M3.5 3.5h9v9h-9zM6.5 8h3";

export function Glyph({ token, size = 16 }: { readonly token: string; readonly size?: number }) {
  const path = GLYPHS.find(([pattern]) => pattern.test(token))?.[1] ?? NEUTRAL;
  return (
    <svg
      class="card-glyph"
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      <path d={path} />
    </svg>
  );
}

/** An icon of the card: the client's own set is not ours to copy, a picture of the card's is shown. */
export function Icon({ icon, size }: { readonly icon: JsonObject; readonly size?: number }) {
  const { props, scheme } = useCard();
  const pixels = sizeOf(icon["size"]) ?? size ?? 16;
  const key = filledOf(icon["img_key"]);
  if (icon["tag"] === "custom_icon" && key !== undefined)
    return <img class="card-icon" src={props.imageUrl(key)} alt="" width={pixels} height={pixels} />;
  return (
    <span class="card-icon" style={{ color: colorOf(icon["color"], scheme, "text") }}>
      <Glyph token={filledOf(icon["token"]) ?? ""} size={pixels} />
    </span>
  );
}

function sizeOf(value: unknown): number | undefined {
  const match = /^(\d{1,3})(?:px)? \d{1,3}px$/.exec(filledOf(value) ?? "");
  return match ? Number(match[1]) : undefined;
}

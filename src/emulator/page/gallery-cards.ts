import type { JsonObject } from "./card/card-json.ts";
import type { PersonOfCard } from "./card/card-props.ts";
import { BUTTON_CARDS } from "./gallery-buttons.ts";
import { CONTAINER_CARDS } from "./gallery-containers.ts";
import { DATA_CARDS } from "./gallery-data.ts";
import { DISPLAY_CARDS } from "./gallery-displays.ts";
import { FIELD_CARDS } from "./gallery-fields.ts";

export const PEOPLE: readonly PersonOfCard[] = [
  { openId: "ou_han", name: "韩梅梅" },
  { openId: "ou_li", name: "李雷" },
  { openId: "ou_wang", name: "王芳" },
  { openId: "ou_zhao", name: "赵敏" },
  { openId: "ou_smith", name: "Anna Smith" },
  { openId: "ou_brown", name: "Brown" },
];
export const MEMBERS: readonly string[] = ["ou_han", "ou_li", "ou_smith", "ou_brown"];

/** A drawn picture for any key, so that the gallery needs no server: wide, tall or square by the key's name. */
export function pictureFor(imageKey: string): string {
  if (imageKey.endsWith("broken")) return "data:image/png;base64,AA==";
  const [width, height] = imageKey.includes("tall")
    ? [300, 700]
    : imageKey.includes("square")
      ? [400, 400]
      : [640, 360];
  const picture =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="100%" height="100%" fill="#9db8e8"/><circle cx="${width - 70}" cy="70" r="36" fill="#ffe08a"/>` +
    `<path d="M0 ${height} L${width * 0.4} ${height * 0.4} L${width * 0.7} ${height * 0.75} L${width} ${height * 0.5} V${height} Z" fill="#3f7d58"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}

/** One card for each component, with its variants. */
export const GALLERY: Readonly<Record<string, unknown>> = {
  ...DISPLAY_CARDS,
  ...CONTAINER_CARDS,
  ...BUTTON_CARDS,
  ...FIELD_CARDS,
  ...DATA_CARDS,
} satisfies Record<string, JsonObject | string>;

import { readMultipart } from "./multipart.ts";
import { Refusal } from "./refusal.ts";
import type { Api } from "./wire.ts";

const upload: Api = {
  method: "POST",
  path: "im/v1/images",
  scopes: ["im:resource", "im:resource:upload"],
  async answer({ images }, { contentType, bytes }) {
    const parts = readMultipart(contentType, await bytes());
    if (!parts) throw badImage("the body is no multipart form");
    const kind = parts.find((part) => part.name === "image_type")?.bytes.toString();
    const file = parts.find((part) => part.name === "image");
    if (kind !== "message" && kind !== "avatar") throw badImage(`image_type ${String(kind)}`);
    if (!file) throw badImage("image is missing");
    return { data: { image_key: images.add(file.bytes).imageKey } };
  },
};

export const IMAGE_APIS: readonly Api[] = [upload];

function badImage(detail: string): Refusal {
  return new Refusal(234001, `Invalid request param: ${detail}`, { violation: "bad-parameter" });
}

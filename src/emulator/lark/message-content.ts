import { checkCard } from "./card-check.ts";
import { isObject, RULE_ERROR, type CardFault, type JsonObject } from "./card-schema.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

const MOST_TEXT_BYTES = 150 * 1024;
const MOST_BYTES = 30 * 1024;
const KEY_OF_TYPE: Readonly<Record<string, string>> = {
  file: "file_key",
  audio: "file_key",
  media: "file_key",
  sticker: "file_key",
  share_chat: "chat_id",
  share_user: "user_id",
};

/**
 * Checks `content` as the type asks and returns it parsed. Throws 230001, 230025 or 230099; the size of a card is part
 * of its validation.
 */
export function readContent(world: World, msgType: unknown, content: unknown): JsonObject {
  if (typeof msgType !== "string") throw badParameter("msg_type is missing");
  if (typeof content !== "string" || content === "") throw badParameter("content must be a JSON string");
  if (msgType === "interactive") return readCard(world, content);
  checkSize(msgType, Buffer.byteLength(content));
  const parsed = parse(content);
  if (!parsed) throw badParameter("content is no JSON object");
  if (msgType === "text") return readText(parsed);
  if (msgType === "post") return readPost(parsed);
  if (msgType === "image") return readImage(world, parsed);
  const key = KEY_OF_TYPE[msgType];
  if (key === undefined) throw badParameter(`msg_type ${msgType}`);
  if (typeof parsed[key] !== "string") throw badParameter(`content.${key} is missing`);
  return parsed;
}

function checkSize(msgType: string, bytes: number): void {
  const most = msgType === "text" ? MOST_TEXT_BYTES : MOST_BYTES;
  if (bytes <= most) return;
  const detail = `The length of the message content reaches its limit: ${bytes} of ${most} bytes`;
  throw new Refusal(230025, detail, { violation: "too-large" });
}

export function readCard(world: World, content: string): JsonObject {
  const tooLarge = sizeFault(content);
  if (tooLarge) throw cardRefusal(tooLarge);
  const card = parse(content);
  if (!card)
    throw cardRefusal({
      errCode: 200621,
      path: "ROOT",
      errMsg: "parse card json err, please check whether the card json is correct",
      errorValue: content.slice(0, 80),
    });
  const fault = card["type"] === "template" ? templateFault(card) : cardFault(world, card);
  if (fault) throw cardRefusal(fault);
  return card;
}

/** The reference gives the size no number of its own, so it has that of the other limits. */
export function sizeFault(content: string): CardFault | undefined {
  const bytes = Buffer.byteLength(content);
  if (bytes <= MOST_BYTES) return undefined;
  return {
    errCode: RULE_ERROR,
    path: "ROOT",
    errMsg: "card size over limit 30 KB",
    errorValue: String(bytes),
  };
}

export function cardFault(world: World, card: unknown): CardFault | undefined {
  return checkCard(card, {
    knowsImage: (key) => world.images.find(key) !== undefined,
    knowsPerson: (id) =>
      (["open_id", "union_id", "user_id"] as const).some((kind) => world.people.lookUp(kind, id)),
  });
}

function templateFault(card: JsonObject): CardFault {
  const id = isObject(card["data"]) ? card["data"]["template_id"] : undefined;
  const errMsg = "template does not exist, please confirm whether this template has been released";
  return { errCode: 200380, path: "ROOT", errMsg, errorValue: `templateID: ${String(id)}` };
}

function cardRefusal(fault: CardFault): Refusal {
  return new Refusal(230099, cardFaultText(fault), { violation: "card-invalid" });
}

export function cardFaultText({ errCode, path, errMsg, errorValue }: CardFault): string {
  const ext = `ErrCode: ${errCode}; ErrPath: ${path}; ErrMsg: ${errMsg}; ErrorValue: ${errorValue};`;
  return `Failed to create card content, ext=${ext}`;
}

function readText(parsed: JsonObject): JsonObject {
  if (typeof parsed["text"] !== "string" || parsed["text"] === "")
    throw badParameter("content.text is missing");
  return parsed;
}

function readPost(parsed: JsonObject): JsonObject {
  const posts = Object.values(parsed);
  const isFine = posts.length > 0 && posts.every((post) => isObject(post) && Array.isArray(post["content"]));
  if (!isFine) throw badParameter("content of a post is {locale: {title, content: [[…]]}}");
  return parsed;
}

function readImage(world: World, parsed: JsonObject): JsonObject {
  const key = parsed["image_key"];
  if (typeof key === "string" && world.images.find(key)) return parsed;
  throw badParameter(`image_key ${String(key)} is unknown`);
}

function parse(content: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(content);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

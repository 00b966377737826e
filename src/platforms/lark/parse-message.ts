import type { MessageEvent } from "#ports/chat";
import { type Envelope, type EventBase, parseInstant } from "./envelope.ts";
import { isObject, type JsonObject, listIn, objectIn, parseJson, textIn } from "./json.ts";

type Mention = {
  readonly key: string;
  readonly userId: string;
  readonly name: string;
  readonly type: string | null;
};

/** A mention of everybody in the group means nobody, and no bot. */
const EVERYBODY = "@_all";

/** A message of a person. Null when another bot wrote it; unreadable when sender, chat or message id is missing. */
export function parseMessage(envelope: Envelope, base: EventBase): MessageEvent | "unreadable" | null {
  const sender = objectIn(envelope.event, "sender");
  const message = objectIn(envelope.event, "message");
  const userId = textIn(objectIn(sender, "sender_id"), "open_id");
  const messageId = textIn(message, "message_id");
  const chatId = textIn(message, "chat_id");
  const senderType = textIn(sender, "sender_type") ?? "user";
  if (senderType !== "user") {
    return null;
  }
  if (!userId || !messageId || !chatId) {
    return "unreadable";
  }
  const isGroup = textIn(message, "chat_type") !== "p2p";
  const mentions = listIn(message, "mentions")
    .filter(isObject)
    .map(readMention)
    .filter(({ key }) => key !== EVERYBODY);
  const bot = findBot(mentions, envelope.ownId);
  return {
    platform: base.platform,
    appId: base.appId,
    // Lark asks to tell messages apart by message_id: a redelivery may carry another event_id.
    key: `lark:message:${messageId}`,
    at: parseInstant(message["create_time"]) ?? base.at,
    kind: "message",
    userId,
    chatId,
    isGroup,
    messageId,
    text: readText(message, mentions, bot),
    isBotMentioned: bot !== null,
    mentions: mentions
      .filter((mention) => mention !== bot && mention.userId !== "")
      .map((mention) => ({ userId: mention.userId, name: mention.name })),
  };
}

function readMention(mention: JsonObject): Mention {
  const id = mention["id"];
  return {
    key: textIn(mention, "key") ?? "",
    userId: (typeof id === "string" ? id : textIn(objectIn(mention, "id"), "open_id")) ?? "",
    name: textIn(mention, "name") ?? "",
    type: textIn(mention, "mentioned_type"),
  };
}

/**
 * The mention that means us: that of our own id. While that is unknown it is that of any bot, since with the usual
 * permission a group message reaches a bot only when that bot is mentioned; never one that may be a person's.
 */
function findBot(mentions: readonly Mention[], ownId: string | null): Mention | null {
  const isOurs = (mention: Mention) => (ownId === null ? mention.type === "bot" : mention.userId === ownId);
  return mentions.find(isOurs) ?? null;
}

function readText(message: JsonObject, mentions: readonly Mention[], bot: Mention | null): string {
  const content = parseJson(textIn(message, "content") ?? "");
  if (!isObject(content)) {
    return "";
  }
  const type = textIn(message, "message_type");
  const raw = type === "text" ? textIn(content, "text") : type === "post" ? readPost(content) : null;
  return withNames(raw ?? "", mentions, bot);
}

/** The words of a rich text: a title and paragraphs of spans. Posts sent through the API have a locale on top. */
function readPost(content: JsonObject): string {
  const post = Array.isArray(content["content"]) ? content : Object.values(content).find(isObject);
  if (post === undefined) {
    return "";
  }
  const paragraphs = listIn(post, "content").map((paragraph) =>
    Array.isArray(paragraph) ? paragraph.filter(isObject).map(readSpan).join("") : "",
  );
  return [textIn(post, "title") ?? "", ...paragraphs].filter((line) => line !== "").join("\n");
}

function readSpan(span: JsonObject): string {
  return textIn(span, span["tag"] === "at" ? "user_id" : "text") ?? "";
}

/** The text with people's names for their placeholders, and without the bot's. */
function withNames(raw: string, mentions: readonly Mention[], bot: Mention | null): string {
  // With a group in the pattern every second part is a placeholder. A replace that calls back takes twice as long.
  const parts = raw.split(/(@_user_\d+|@_all)/);
  if (parts.length === 1) {
    return raw.trim();
  }
  const named = parts.map((part, place) => (place % 2 === 0 ? part : nameFor(part, mentions, bot))).join("");
  return named.replace(/[ \u00a0]{2,}/g, " ").trim();
}

function nameFor(placeholder: string, mentions: readonly Mention[], bot: Mention | null): string {
  const mention = mentions.find(({ key }) => key === placeholder);
  return mention === undefined || mention === bot ? " " : `@${mention.name}`;
}

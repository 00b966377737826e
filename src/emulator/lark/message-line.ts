import { isObject } from "./card-schema.ts";
import type { Message } from "./messages.ts";

const LONGEST = 120;

/** What a list of chats shows of a message; empty where its kind says it all (a picture). */
export function messageLine(message: Pick<Message, "msgType" | "content" | "mentions">): string {
  const line = rawLine(message).replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : line;
}

function rawLine({ msgType, content, mentions }: Pick<Message, "msgType" | "content" | "mentions">): string {
  if (!isObject(content)) return "";
  if (msgType === "interactive") return cardLine(content);
  if (msgType === "post") return postLine(content);
  const text = typeof content["text"] === "string" ? content["text"] : "";
  const named = (mentions ?? []).reduce((line, { key, name }) => line.replaceAll(key, `@${name}`), text);
  return named.replace(/<at [^>]*>(.*?)<\/at>/g, "@$1");
}

/** The client shows a card's summary, else its title. */
function cardLine(card: Record<string, unknown>): string {
  const summary = wordsIn(isObject(card["config"]) ? card["config"]["summary"] : undefined);
  if (summary !== "") return summary;
  const title = isObject(card["header"]) ? card["header"]["title"] : undefined;
  return wordsIn(title);
}

function postLine(post: Record<string, unknown>): string {
  const written = Object.values(post).find(isObject) ?? {};
  const title = typeof written["title"] === "string" ? written["title"] : "";
  const parts: unknown[] = Array.isArray(written["content"]) ? written["content"].flat() : [];
  return [title, ...parts.map((part) => (isObject(part) ? String(part["text"] ?? "") : ""))].join(" ");
}

function wordsIn(text: unknown): string {
  return isObject(text) && typeof text["content"] === "string" ? text["content"] : "";
}

import { AppError } from "#domain/error";
import type { Chat } from "./chats.ts";
import type { Deliveries, Delivery } from "./delivery.ts";
import type { Message } from "./messages.ts";
import type { Person } from "./people.ts";
import { personIds } from "./receivers.ts";
import type { World } from "./world.ts";

export type TypeOptions = {
  /** A group; without it the person writes to the bot directly. */
  chat?: string | undefined;
  /** People mentioned in the text as `@name`, in this order; `"bot"` is the bot itself. */
  mentions?: readonly string[] | undefined;
  /** The message that this one answers. */
  replyTo?: string | undefined;
};

export type Typed = { messageId: string; chatId: string; delivery?: Delivery };

export type PeopleActions = {
  /** A person writes. In a group the event comes only when the bot is mentioned (or it may read all). */
  type(person: string, text: string, options?: TypeOptions): Typed;
  /** A message that is no text: `msgType` and its content object. */
  post(person: string, msgType: string, content: Record<string, unknown>, options?: TypeOptions): Typed;
  menu(person: string, eventKey: string): Delivery;
  enterChat(person: string): Delivery;
  addBot(chat: string, by: string): Delivery;
  removeBot(chat: string, by: string): Delivery;
};

export function createPeopleActions(world: World, deliveries: Deliveries): PeopleActions {
  const operator = (person: Person): Record<string, unknown> => ({ operator_id: personIds(world, person) });
  const botMoved = (reference: string, by: string, isInside: boolean): Delivery => {
    const chat = world.chats.get(reference);
    world.chats.change(chat, { botInside: isInside });
    return deliveries.event(`im.chat.member.bot.${isInside ? "added" : "deleted"}_v1`, {
      chat_id: chat.chatId,
      ...operator(world.people.get(by)),
      external: false,
      operator_tenant_key: world.tenantKey,
      name: chat.name,
      i18n_names: { zh_cn: chat.name },
    });
  };
  return {
    type: (person, text, options = {}) => write(world, deliveries, { person, text, options }),
    post: (person, msgType, content, options = {}) =>
      write(world, deliveries, { person, msgType, content, options }),
    menu(reference, eventKey) {
      const person = world.people.get(reference);
      return deliveries.event("application.bot.menu_v6", {
        operator: { operator_name: person.name, ...operator(person) },
        event_key: eventKey,
        timestamp: Math.floor(world.clock.nowMs() / 1000),
      });
    },
    enterChat(reference) {
      const person = world.people.get(reference);
      const chat = world.chats.withPerson(person.openId);
      const last = world.messages.list({ chatId: chat.chatId }).at(-1);
      return deliveries.event("im.chat.access_event.bot_p2p_chat_entered_v1", {
        chat_id: chat.chatId,
        ...operator(person),
        ...(last
          ? { last_message_id: last.messageId, last_message_create_time: String(Math.floor(last.createdMs)) }
          : {}),
      });
    },
    addBot: (chat, by) => botMoved(chat, by, true),
    removeBot: (chat, by) => botMoved(chat, by, false),
  };
}

type Writing = {
  person: string;
  text?: string;
  msgType?: string;
  content?: Record<string, unknown>;
  options: TypeOptions;
};

function write(world: World, deliveries: Deliveries, writing: Writing): Typed {
  const person = world.people.get(writing.person);
  const chat = chatFor(world, person, writing.options.chat);
  const mentions = mentionsOf(world, writing.options.mentions ?? []);
  const content = writing.content ?? { text: withPlaceholders(writing.text ?? "", mentions) };
  const message = world.messages.add({
    chatId: chat.chatId,
    receiver: chat.kind === "p2p" ? person.openId : undefined,
    sender: person.openId,
    msgType: writing.msgType ?? "text",
    content,
    replyTo: writing.options.replyTo,
    mentions: mentions.map(({ key, name, type, ids }) => ({ key, name, type, openId: ids["open_id"] ?? "" })),
  });
  const typed = { messageId: message.messageId, chatId: chat.chatId };
  if (!isHeard(world, chat, mentions)) return typed;
  const event = messageEvent(world, { person, chat, message, mentions });
  return { ...typed, delivery: deliveries.event("im.message.receive_v1", event) };
}

function chatFor(world: World, person: Person, reference: string | undefined): Chat {
  if (reference === undefined) return world.chats.withPerson(person.openId);
  const chat = world.chats.get(reference);
  if (!chat.members.has(person.openId))
    throw new AppError("not-allowed", `${person.name} is not in ${chat.name}`);
  return chat;
}

type Mention = { key: string; name: string; type: "user" | "bot"; ids: Record<string, string> };

function mentionsOf(world: World, references: readonly string[]): Mention[] {
  return references.map((reference, index) => {
    const key = `@_user_${index + 1}`;
    if (reference === "bot")
      return { key, name: world.bot.name, type: "bot", ids: { open_id: world.bot.openId } };
    const person = world.people.get(reference);
    return { key, name: person.name, type: "user", ids: personIds(world, person) };
  });
}

/** `@name` becomes `@_user_N`; a mention that the text does not spell out stands at its beginning. */
function withPlaceholders(text: string, mentions: readonly Mention[]): string {
  return mentions.reduceRight((written, { key, name }) => {
    const spelled = `@${name}`;
    return written.includes(spelled) ? written.replace(spelled, key) : `${key} ${written}`;
  }, text);
}

function isHeard(world: World, chat: Chat, mentions: readonly Mention[]): boolean {
  if (!chat.botInside) return false;
  if (chat.kind === "p2p") return true;
  return (
    mentions.some((mention) => mention.type === "bot") || !world.missingScopes.has("im:message.group_msg")
  );
}

function messageEvent(
  world: World,
  {
    person,
    chat,
    message,
    mentions,
  }: { person: Person; chat: Chat; message: Message; mentions: readonly Mention[] },
): Record<string, unknown> {
  const time = String(Math.floor(message.createdMs));
  return {
    sender: { sender_id: personIds(world, person), sender_type: "user", tenant_key: world.tenantKey },
    message: {
      message_id: message.messageId,
      ...(message.replyTo === undefined ? {} : { root_id: message.replyTo, parent_id: message.replyTo }),
      create_time: time,
      update_time: time,
      chat_id: chat.chatId,
      chat_type: chat.kind,
      message_type: message.msgType,
      content: JSON.stringify(message.content),
      ...(mentions.length === 0
        ? {}
        : {
            mentions: mentions.map(({ key, name, type, ids }) => ({
              key,
              id: ids,
              mentioned_type: type,
              name,
              tenant_key: world.tenantKey,
            })),
          }),
    },
  };
}

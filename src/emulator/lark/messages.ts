import { AppError } from "#domain/error";
import type { ChangeSignal } from "#emulator/change-signal";
import type { EmulatorClock } from "#emulator/clock";
import { createChangeLog } from "#emulator/change-log";
import type { MentionShown } from "#emulator/page-news";
import type { Ids } from "./ids.ts";

export type MessageUpdate = {
  at: string;
  by: "patch" | "callback" | "delayed-update";
  content: unknown;
};

/** A message as it stands, with all it has been. `content` is parsed; for cards it is the current card. */
export type Message = {
  messageId: string;
  chatId: string;
  /** open_id of the person in a chat with the bot; nothing for a group. */
  receiver?: string;
  /** "bot", or the open_id of the person who typed. */
  sender: string;
  msgType: string;
  content: unknown;
  /** What was sent at first. */
  firstContent: unknown;
  uuid?: string;
  replyTo?: string;
  /** Who is meant by the `@_user_N` of a text. */
  mentions?: readonly MentionShown[];
  createdAt: string;
  createdMs: number;
  updates: MessageUpdate[];
  /** `recalled` by the sender (230011) or `deleted` in the client (230110). */
  deleted?: "recalled" | "deleted";
};

/** The current content is that of the last update, or the first one. */
export type SavedMessage = Omit<Message, "content">;

export type NewMessage = Pick<Message, "chatId" | "sender" | "msgType" | "content"> & {
  receiver?: string | undefined;
  uuid?: string | undefined;
  replyTo?: string | undefined;
  mentions?: readonly MentionShown[] | undefined;
};

export type MessageFilter = {
  chatId?: string | undefined;
  /** open_id: messages of the chat between this person and the bot. */
  receiver?: string | undefined;
  sinceMs?: number | undefined;
  msgType?: string | undefined;
  sender?: string | undefined;
};

export type Messages = {
  add(message: NewMessage): Message;
  update(message: Message, by: MessageUpdate["by"], content: unknown): void;
  remove(messageId: string, how: "recalled" | "deleted"): Message;
  find(messageId: string): Message | undefined;
  get(messageId: string): Message;
  list(filter?: MessageFilter): readonly Message[];
  /** What is new or was changed later than this version of the emulator, the latest last. */
  changedSince(version: number): readonly Message[];
  /** Its place among all messages, and the version at which it was changed last. */
  placeOf(message: Message): { number: number; change: number };
  save(): SavedMessage[];
  clear(): void;
};

export function createMessages(
  clock: EmulatorClock,
  ids: Ids,
  changes: ChangeSignal,
  saved: readonly SavedMessage[] = [],
): Messages {
  const messages = new Map<string, Message>();
  const numbers = new Map<Message, number>();
  const log = createChangeLog<Message>();
  function changed(message: Message): void {
    log.note(message, changes.version() + 1);
    changes.notify();
  }
  function keep(message: Message): Message {
    messages.set(message.messageId, message);
    numbers.set(message, messages.size);
    changed(message);
    return message;
  }
  for (const message of saved) keep(restored(message));
  function get(messageId: string): Message {
    const message = messages.get(messageId);
    if (!message) throw new AppError("not-found", `the emulator knows no message ${messageId}`);
    return message;
  }
  return {
    get,
    add(input) {
      const message: Message = {
        messageId: ids.next("om_"),
        chatId: input.chatId,
        sender: input.sender,
        msgType: input.msgType,
        content: input.content,
        firstContent: input.content,
        createdAt: clock.now().toISOString(),
        createdMs: clock.nowMs(),
        updates: [],
        ...(input.receiver === undefined ? {} : { receiver: input.receiver }),
        ...(input.uuid === undefined ? {} : { uuid: input.uuid }),
        ...(input.replyTo === undefined ? {} : { replyTo: input.replyTo }),
        ...(input.mentions === undefined || input.mentions.length === 0 ? {} : { mentions: input.mentions }),
      };
      return keep(message);
    },
    update(message, by, content) {
      message.content = content;
      message.updates.push({ at: clock.now().toISOString(), by, content });
      changed(message);
    },
    remove(messageId, how) {
      const message = get(messageId);
      message.deleted = how;
      changed(message);
      return message;
    },
    find: (messageId) => messages.get(messageId),
    list: (filter = {}) => [...messages.values()].filter((message) => fits(message, filter)),
    changedSince: log.since,
    placeOf: (message) => ({ number: numbers.get(message) ?? 0, change: log.lastOf(message) }),
    save: () => [...messages.values()].map(({ content: _current, ...message }) => message),
    clear() {
      messages.clear();
      numbers.clear();
      log.clear();
    },
  };
}

function restored(saved: SavedMessage): Message {
  const updates = [...saved.updates];
  const last = updates.at(-1);
  return { ...saved, updates, content: last === undefined ? saved.firstContent : last.content };
}

function fits(message: Message, filter: MessageFilter): boolean {
  return (
    (filter.chatId === undefined || message.chatId === filter.chatId) &&
    (filter.receiver === undefined || message.receiver === filter.receiver) &&
    (filter.msgType === undefined || message.msgType === filter.msgType) &&
    (filter.sender === undefined || message.sender === filter.sender) &&
    (filter.sinceMs === undefined || message.createdMs >= filter.sinceMs)
  );
}

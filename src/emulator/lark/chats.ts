import { AppError } from "#domain/error";
import type { Ids } from "./ids.ts";

export type Chat = {
  chatId: string;
  name: string;
  kind: "p2p" | "group";
  /** open_ids; the bot is not among them. */
  members: Set<string>;
  ownerOpenId?: string;
  botInside: boolean;
  /** The group's settings let nobody but the owner speak; 230035. */
  muted: boolean;
  dissolved: boolean;
};

export type NewGroup = {
  name: string;
  chatId?: string | undefined;
  members?: readonly string[] | undefined;
  ownerOpenId?: string | undefined;
  bot?: boolean | undefined;
};

export type ChatChange = {
  name?: string | undefined;
  botInside?: boolean | undefined;
  muted?: boolean | undefined;
  dissolved?: boolean | undefined;
  addMembers?: readonly string[] | undefined;
};
/** As a chat can be written down. */
export type SavedChat = Omit<Chat, "members"> & { members: string[] };

export type Chats = {
  addGroup(group: NewGroup): Chat;
  /** The chat between the bot and one person; made when it is first needed. */
  withPerson(openId: string): Chat;
  find(chatId: string): Chat | undefined;
  /** By chat_id or unique name. Throws `not-found`. */
  get(reference: string): Chat;
  list(): readonly Chat[];
  /** For everything about a chat that may change later on. */
  change(chat: Chat, change: ChatChange): Chat;
  save(): SavedChat[];
  clear(): void;
};

export function createChats(ids: Ids, onChange: () => void, saved: readonly SavedChat[] = []): Chats {
  const chats = new Map<string, Chat>();
  const p2pByPerson = new Map<string, Chat>();
  const add = (chat: Chat): Chat => {
    chats.set(chat.chatId, chat);
    onChange();
    return chat;
  };
  for (const chat of saved) {
    const restored = add({ ...chat, members: new Set(chat.members) });
    const [person] = chat.members;
    if (chat.kind === "p2p" && person !== undefined) p2pByPerson.set(person, restored);
  }
  const blank = { muted: false, dissolved: false };
  return {
    addGroup: (group) =>
      add({
        ...blank,
        chatId: group.chatId ?? ids.next("oc_"),
        name: group.name,
        kind: "group",
        members: new Set(group.members),
        botInside: group.bot ?? true,
        ...(group.ownerOpenId === undefined ? {} : { ownerOpenId: group.ownerOpenId }),
      }),
    withPerson(openId) {
      const known = p2pByPerson.get(openId);
      if (known) return known;
      const members = new Set([openId]);
      const chat = add({
        ...blank,
        chatId: ids.next("oc_"),
        name: "",
        kind: "p2p",
        members,
        botInside: true,
      });
      p2pByPerson.set(openId, chat);
      return chat;
    },
    find: (chatId) => chats.get(chatId),
    get(reference) {
      const named = [...chats.values()].filter((chat) => chat.kind === "group" && chat.name === reference);
      const chat = chats.get(reference) ?? (named.length === 1 ? named[0] : undefined);
      if (chat) return chat;
      throw new AppError("not-found", `the emulator knows ${named.length} chats called ${reference}`);
    },
    list: () => [...chats.values()],
    change(chat, { addMembers = [], ...change }) {
      for (const openId of addMembers) chat.members.add(openId);
      for (const [name, value] of Object.entries(change))
        if (value !== undefined) Object.assign(chat, { [name]: value });
      onChange();
      return chat;
    },
    save: () => [...chats.values()].map((chat) => ({ ...chat, members: [...chat.members] })),
    clear() {
      chats.clear();
      p2pByPerson.clear();
    },
  };
}

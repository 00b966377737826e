import type { Chat } from "./chats.ts";
import type { JsonObject } from "./card-schema.ts";
import { pageOf } from "./paging.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { Api } from "./wire.ts";
import type { World } from "./world.ts";

const UUID_WINDOW_MS = 10 * 3_600_000;
const MOST_MEMBERS_AT_ONCE = 50;
const READ = ["im:chat", "im:chat:readonly", "im:chat:read"];

const listChats: Api = {
  method: "GET",
  path: "im/v1/chats",
  scopes: READ,
  answer(world, { query }) {
    const groups = world.chats
      .list()
      .filter((chat) => chat.kind === "group" && chat.botInside && !chat.dissolved);
    const page = pageOf(groups, query, { usual: 20, most: 100 });
    return { data: { ...page, items: page.items.map((chat) => wireChat(world, chat)) } };
  },
};

const createChat: Api = {
  method: "POST",
  path: "im/v1/chats",
  scopes: ["im:chat", "im:chat:create"],
  answer(world, { query, body }) {
    const owner = typeof body["owner_id"] === "string" ? body["owner_id"] : undefined;
    const uuid = query["uuid"] ?? body["uuid"];
    const key = uuid === undefined ? undefined : `chat ${String(uuid)} ${owner ?? ""}`;
    const known = key === undefined ? undefined : world.uuids.recall(key);
    if (known !== undefined) return { data: wireChat(world, world.chats.get(known)) };
    const members = peopleOf(world, body["user_id_list"], query["user_id_type"]).found;
    const chat = world.chats.addGroup({ name: String(body["name"] ?? ""), members, ownerOpenId: owner });
    if (key !== undefined) world.uuids.remember(key, chat.chatId, UUID_WINDOW_MS);
    return { data: wireChat(world, chat) };
  },
};

const getChat: Api = {
  method: "GET",
  path: "im/v1/chats/:chat_id",
  scopes: READ,
  answer: (world, { params }) => ({ data: wireChat(world, chatOf(world, params["chat_id"])) }),
};

const addMembers: Api = {
  method: "POST",
  path: "im/v1/chats/:chat_id/members",
  scopes: ["im:chat", "im:chat.members:write_only"],
  answer(world, { params, query, body }) {
    const chat = chatOf(world, params["chat_id"]);
    if (!chat.botInside) throw new Refusal(232011, "Operator can NOT be out of the chat.");
    const { found, unknown } = peopleOf(world, body["id_list"], query["member_id_type"]);
    world.chats.change(chat, { addMembers: found });
    return { data: { invalid_id_list: unknown, not_existed_id_list: [], pending_approval_id_list: [] } };
  },
};

const listMembers: Api = {
  method: "GET",
  path: "im/v1/chats/:chat_id/members",
  scopes: [...READ, "im:chat.members:read"],
  answer(world, { params, query }) {
    const members = [...chatOf(world, params["chat_id"]).members];
    const page = pageOf(members, query, { usual: 20, most: 100 });
    const items = page.items.map((openId) => ({
      member_id_type: "open_id",
      member_id: openId,
      name: world.people.lookUp("open_id", openId)?.name ?? "",
      tenant_key: world.tenantKey,
    }));
    return { data: { ...page, items, member_total: members.length } };
  },
};

const isInChat: Api = {
  method: "GET",
  path: "im/v1/chats/:chat_id/members/is_in_chat",
  scopes: [...READ, "im:chat.members:read"],
  answer: (world, { params }) => ({ data: { is_in_chat: chatOf(world, params["chat_id"]).botInside } }),
};

export const CHAT_APIS: readonly Api[] = [listChats, createChat, isInChat, getChat, addMembers, listMembers];

function chatOf(world: World, chatId: string | undefined): Chat {
  const chat = chatId === undefined ? undefined : world.chats.find(chatId);
  if (!chat) throw new Refusal(99992356, `chat_id is unknown: ${chatId}`);
  if (chat.dissolved)
    throw new Refusal(232009, "Your request specifies a chat which has already been dissolved.");
  return chat;
}

function peopleOf(world: World, ids: unknown, kind = "open_id"): { found: string[]; unknown: string[] } {
  if (ids === undefined) return { found: [], unknown: [] };
  if (!Array.isArray(ids) || ids.length > MOST_MEMBERS_AT_ONCE)
    throw badParameter(`at most ${MOST_MEMBERS_AT_ONCE} ids`);
  if (kind !== "open_id" && kind !== "user_id" && kind !== "union_id") throw badParameter(`id type ${kind}`);
  const people = ids.map((id) => ({ id: String(id), person: world.people.lookUp(kind, String(id)) }));
  return {
    found: people.flatMap(({ person }) => (person ? [person.openId] : [])),
    unknown: people.filter(({ person }) => !person).map(({ id }) => id),
  };
}

function wireChat(world: World, chat: Chat): JsonObject {
  return {
    chat_id: chat.chatId,
    name: chat.name,
    avatar: "",
    description: "",
    owner_id: chat.ownerOpenId ?? "",
    owner_id_type: "open_id",
    external: false,
    tenant_key: world.tenantKey,
    chat_mode: chat.kind,
    user_count: String(chat.members.size),
    bot_count: chat.botInside ? "1" : "0",
    chat_status: chat.dissolved ? "dissolved" : "normal",
  };
}

import type { Chat } from "./chats.ts";
import { type Person, type PersonIdKind } from "./people.ts";
import { badParameter, Refusal } from "./refusal.ts";
import type { World } from "./world.ts";

const KINDS: readonly string[] = ["open_id", "union_id", "user_id", "email", "chat_id"];
const LOOKS: Readonly<Record<string, RegExp>> = {
  open_id: /^ou_/,
  union_id: /^on_/,
  user_id: /^\w/,
  email: /^[^@\s]+@[^@\s]+$/,
  chat_id: /^oc_/,
};

/** The chat that a send goes to. Throws the code of the message page for everything that stands in the way. */
export function receiverChat(world: World, kind: string | undefined, id: unknown): Chat {
  if (!kind || !KINDS.includes(kind)) throw badParameter(`receive_id_type ${String(kind)}`);
  if (typeof id !== "string" || !LOOKS[kind]?.test(id))
    throw new Refusal(230034, `The receive_id is invalid: ${String(id)}`, { violation: "bad-parameter" });
  if (kind === "chat_id") {
    const chat = world.chats.find(id);
    if (!chat) throw new Refusal(99992356, `chat_id is unknown: ${id}`);
    checkChat(world, chat);
    return chat;
  }
  const person = world.people.lookUp(kind as PersonIdKind, id);
  if (!person) throw new Refusal(kind === "open_id" ? 99992351 : 230034, `${kind} is unknown: ${id}`);
  checkPerson(person);
  return world.chats.withPerson(person.openId);
}

/** Whether the bot may speak in this chat now. */
export function checkChat(world: World, chat: Chat): void {
  if (chat.dissolved)
    throw new Refusal(232009, "Your request specifies a chat which has already been dissolved.");
  if (!chat.botInside) throw new Refusal(230002, "The bot can not be outside the group.");
  if (chat.muted) throw new Refusal(230035, "Send Message Permission deny: the group is muted.");
  if (chat.kind !== "p2p") return;
  for (const openId of chat.members) {
    const person = world.people.lookUp("open_id", openId);
    if (person) checkPerson(person);
  }
}

function checkPerson(person: Person): void {
  if (person.otherApp) throw new Refusal(99992361, "open_id cross app");
  if (person.resigned) throw new Refusal(230029, "User has resigned.");
  if (!person.available) throw new Refusal(230013, "Bot has NO availability to this user.");
  if (person.blocked)
    throw new Refusal(230035, "Send Message Permission deny: the user has blocked the bot.");
}

export function personIds(world: World, person: Person): Record<string, string> {
  const isUserIdShown = !world.missingScopes.has("contact:user.employee_id:readonly");
  return {
    union_id: person.unionId,
    ...(isUserIdShown ? { user_id: person.userId } : {}),
    open_id: person.openId,
  };
}

import { bindCard } from "#cards/bind-card";
import { AppError } from "#domain/error";
import type { BotMembershipEvent, ChatEvent, ChatUser, MessageEvent } from "#ports/chat";
import type { Addressee, WaitingEvent } from "#ports/delivery";
import { welcomeGroup } from "#usecases/people/welcome-group";
import { welcomePerson } from "#usecases/people/welcome-person";
import { handleAction } from "./actions.ts";
import type { Answer, BotDeps } from "./bot.ts";
import type { SaidIn } from "./command.ts";
import { guessLanguage, runCommand, runUnknown } from "./commands.ts";

type Taken = Pick<WaitingEvent, "event" | "sender">;
type Sender = WaitingEvent["sender"];

/**
 * One event from a chat platform, inside the transaction that takes it from the inbox.
 * @throws AppError when a rule refuses; the caller tells the person.
 */
export async function handleEvent(deps: BotDeps, taken: Taken): Promise<Answer> {
  const { event, sender } = taken;
  switch (event.kind) {
    case "message":
      return handleMessage(deps, event, sender);
    case "menu":
      return handleMenu(deps, event, sender);
    case "card-action":
      return handlePress(deps, event, sender);
    case "chat-entered":
      // Fires at every entry: it shows that the person can be reached again.
      await deps.store.identities.markReachable(event, deps.clock.now());
      await welcomePerson(deps, { user: userOf(event), person: sender });
      return {};
    case "bot-added":
    case "bot-removed":
      return handleMembership(deps, event);
  }
}

async function handleMembership(deps: BotDeps, event: BotMembershipEvent): Promise<Answer> {
  const isAdded = event.kind === "bot-added";
  // By its own time: events may arrive in any order.
  const isNewest = await deps.store.chats.save({ ...event, isBotMember: isAdded }, event.at);
  if (isAdded && isNewest) await welcomeGroup(deps, { chat: event });
  return {};
}

async function handleMessage(deps: BotDeps, event: MessageEvent, sender: Sender): Promise<Answer> {
  if (event.isGroup && !event.isBotMentioned) return {};
  const groupId = event.isGroup ? event.chatId : null;
  return say(deps, event, sender, event.text, { groupId, mentions: event.mentions, eventKey: event.key });
}

/** A menu key is the English word of a command: `tasks`, `my_scores`. */
async function handleMenu(
  deps: BotDeps,
  event: Extract<ChatEvent, { kind: "menu" }>,
  sender: Sender,
): Promise<Answer> {
  const text = event.menuKey.replaceAll("_", " ");
  return say(deps, event, sender, text, { groupId: null, mentions: [], eventKey: event.key });
}

const userOf = ({ platform, appId, userId }: ChatUser): ChatUser => ({ platform, appId, userId });

type Spoken = ChatUser & { readonly key: string };

/** Answers go to the person in private, also when they spoke in a group: scores are nobody else's business. */
async function say(
  deps: BotDeps,
  event: Spoken,
  person: Sender,
  text: string,
  saidIn: SaidIn,
): Promise<Answer> {
  const user = userOf(event);
  const { card, ...answer } = await replyTo(deps, user, person, text, saidIn);
  const to: Addressee = { user };
  if (card !== undefined)
    await deps.store.outbox.add([{ key: `answer:${event.key}`, to, card }], deps.clock.now());
  return answer;
}

async function replyTo(
  deps: BotDeps,
  user: ChatUser,
  person: Sender,
  text: string,
  saidIn: SaidIn,
): Promise<Answer> {
  if (person === null || person.status === "left") {
    const language = guessLanguage(text, deps.policy.language.default);
    return (await runUnknown(deps, user, text)) ?? { card: bindCard({ language }) };
  }
  await deps.store.identities.markReachable(user, deps.clock.now());
  return runCommand(deps, user, person, text, saidIn);
}

async function handlePress(
  deps: BotDeps,
  event: Extract<ChatEvent, { kind: "card-action" }>,
  person: Sender,
): Promise<Answer> {
  if (person === null || person.status === "left")
    throw new AppError("unknown-person", "Nobody is bound to this id.");
  return handleAction(deps, { event, person });
}

import { bindCard } from "#cards/bind-card";
import type { Card } from "#cards/card";
import { AppError } from "#domain/error";
import type { ChatEvent, ChatUser, MessageEvent } from "#ports/chat";
import type { Addressee, WaitingEvent } from "#ports/store";
import { handleAction } from "./actions.ts";
import type { Answer, BotDeps } from "./bot.ts";
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
      await handleMessage(deps, event, sender);
      return {};
    case "menu":
      await handleMenu(deps, event, sender);
      return {};
    case "card-action":
      return handlePress(deps, event, sender);
    case "chat-entered":
      // Fires at every entry: it only shows that the person can be reached again.
      await deps.store.identities.markReachable(event, deps.clock.now());
      return {};
    case "bot-added":
    case "bot-removed":
      // By its own time: events may arrive in any order.
      await deps.store.chats.save({ ...event, isBotMember: event.kind === "bot-added" }, event.at);
      return {};
  }
}

async function handleMessage(deps: BotDeps, event: MessageEvent, sender: Sender): Promise<void> {
  if (event.isGroup && !event.isBotMentioned) return;
  await say(deps, event, sender, event.text);
}

/** A menu key is the English word of a command: `tasks`, `my_scores`. */
async function handleMenu(
  deps: BotDeps,
  event: Extract<ChatEvent, { kind: "menu" }>,
  sender: Sender,
): Promise<void> {
  await say(deps, event, sender, event.menuKey.replaceAll("_", " "));
}

type Spoken = ChatUser & { readonly key: string };

/** Answers go to the person in private, also when they spoke in a group: scores are nobody else's business. */
async function say(deps: BotDeps, event: Spoken, person: Sender, text: string): Promise<void> {
  const { store, clock } = deps;
  const user: ChatUser = { platform: event.platform, appId: event.appId, userId: event.userId };
  const answer = await answerTo(deps, user, person, text);
  const to: Addressee = { user };
  await store.outbox.add([{ key: `answer:${event.key}`, to, card: answer }], clock.now());
}

async function answerTo(deps: BotDeps, user: ChatUser, person: Sender, text: string): Promise<Card> {
  if (person === null || person.status === "left") {
    const language = guessLanguage(text, deps.policy.language.default);
    return (await runUnknown(deps, user, text)) ?? bindCard({ language });
  }
  await deps.store.identities.markReachable(user, deps.clock.now());
  return runCommand(deps, user, person, text);
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

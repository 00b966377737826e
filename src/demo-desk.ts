import type { Emulator } from "#emulator/emulator";
import type { Interaction } from "#emulator/lark/interactions";
import type { Message } from "#emulator/lark/messages";
import { conversationIn, type WrittenConversation } from "./demo-conversations.ts";
import { readCard, type SeenCard } from "./demo-card.ts";
import { fillForm, type Hand } from "./demo-hands.ts";
import type { TeamMember } from "./demo-team.ts";

/** Somebody who scores, at their desk: they see their cards in the emulator, press and fill in as anybody would. */
export type Desk = {
  readonly person: TeamMember;
  /** Task cards that can still be sent, oldest first. */
  openCards(): readonly SeenCard[];
  score(card: SeenCard): Promise<void>;
  /** Opens the form of a scored card again and sends it as another hand would have. */
  correct(messageId: string, as: Hand): Promise<void>;
  skip(card: SeenCard, reason: string, note: string): Promise<void>;
  handOver(card: SeenCard, to: TeamMember, reason: string): Promise<void>;
};

const PATIENCE_MILLISECONDS = 60_000;

export function createDesk(
  emulator: Emulator,
  person: TeamMember,
  hand: Hand,
  conversations: readonly WrittenConversation[],
): Desk {
  const { lark } = emulator;
  const me = person.larkOpenId;
  let scored = 0;
  // Whoever looks for what is open has read most of their cards before.
  const read = new WeakMap<object, SeenCard>();
  const look = (message: Message): SeenCard => {
    const content = message.content as object;
    const card = read.get(content) ?? readCard(message);
    read.set(content, card);
    return card;
  };
  const see = (messageId: string): SeenCard => look(lark.messages.get(messageId));
  /** A busy machine may answer late: the new card follows then, and a person waits for it. */
  const answered = async (card: SeenCard, press: Promise<Interaction>): Promise<void> => {
    const { updates } = lark.messages.get(card.messageId);
    const before = updates.length;
    const seen = await press;
    requireDone(seen, person, card);
    if (!seen.cardReplaced)
      await emulator.until(() => updates.length > before, { timeoutMs: PATIENCE_MILLISECONDS });
  };
  const submit = async (card: SeenCard, fields: Readonly<Record<string, string>>): Promise<void> => {
    if (card.submit === null) throw new Error(`${person.name} finds nothing to send on ${card.title}.`);
    await answered(card, lark.submit(me, card.messageId, card.submit, fields));
  };
  const pressOpens = async (messageId: string, text: string): Promise<SeenCard> => {
    await answered(see(messageId), lark.press(me, messageId, { text }));
    return see(messageId);
  };
  const heardOn = (card: SeenCard): WrittenConversation["heard"] => {
    const conversation = conversationIn(card.text, conversations);
    if (conversation === undefined) throw new Error(`${card.title} shows no conversation of the demo's.`);
    return conversation.heard;
  };
  return {
    person,
    openCards: () =>
      lark.messages
        .list({ receiver: me, sender: "bot", msgType: "interactive" })
        .map(look)
        .filter(({ submit: button, choices }) => button !== null && choices.length > 1),
    score: (card) => submit(card, fillForm(hand, card, heardOn(card), scored++)),
    async correct(messageId, as) {
      const form = await pressOpens(messageId, "更正评分");
      await submit(form, fillForm(as, form, heardOn(form), scored++));
    },
    async skip(card, reason, note) {
      await submit(await pressOpens(card.messageId, "跳过"), { reason, note });
    },
    async handOver(card, to, reason) {
      await submit(await pressOpens(card.messageId, "移交"), { person: to.larkOpenId, reason });
    },
  };
}

function requireDone(seen: Interaction, person: TeamMember, card: SeenCard): void {
  const isLate = seen.errorToast?.kind === "timeout";
  const problem =
    seen.clientWarning ??
    (isLate ? undefined : seen.errorToast?.detail) ??
    (seen.toast?.type === "error" ? seen.toast.content : null);
  if (problem !== null && problem !== undefined)
    throw new Error(`${person.name} pressed on ${card.title} in vain: ${problem}`);
}

import type { Emulator } from "#emulator/emulator";
import { conversationIn, type WrittenConversation } from "./demo-conversations.ts";
import type { SeenCard } from "./demo-card.ts";
import { fillForm, type Hand } from "./demo-hands.ts";
import { createSeat } from "./demo-seat.ts";
import type { TeamMember } from "./demo-team.ts";

/** Somebody who scores, at their desk. */
export type Desk = {
  readonly person: TeamMember;
  /** Task cards that can still be sent, oldest first. */
  openCards(): readonly SeenCard[];
  /** Employee number of whose conversation it is. The card does not tell: the demo knows what it wrote. */
  agentOn(card: SeenCard): string;
  score(card: SeenCard): Promise<void>;
  /** Opens the form of a scored card again and sends it as another hand would have. */
  correct(messageId: string, as: Hand): Promise<void>;
  skip(card: SeenCard, reason: string, note: string): Promise<void>;
  handOver(card: SeenCard, to: TeamMember, reason: string): Promise<void>;
};

export function createDesk(
  emulator: Emulator,
  person: TeamMember,
  hand: Hand,
  conversations: readonly WrittenConversation[],
): Desk {
  const seat = createSeat(emulator, person);
  let scored = 0;
  const writtenOn = (card: SeenCard): WrittenConversation => {
    const conversation = conversationIn(card.text, conversations);
    if (conversation === undefined) throw new Error(`${card.title} shows no conversation of the demo's.`);
    return conversation;
  };
  const heardOn = (card: SeenCard): WrittenConversation["heard"] => writtenOn(card).heard;
  return {
    person,
    openCards: () => seat.cards().filter(isTask),
    agentOn: (card) => writtenOn(card).agent,
    score: (card) => seat.submit(card, fillForm(hand, card, heardOn(card), scored++)),
    async correct(messageId, as) {
      const form = await seat.press(messageId, "更正评分");
      await seat.submit(form, fillForm(as, form, heardOn(form), scored++));
    },
    async skip(card, reason, note) {
      await seat.submit(await seat.press(card.messageId, "跳过"), { reason, note });
    },
    async handOver(card, to, reason) {
      await seat.submit(await seat.press(card.messageId, "移交"), { person: to.larkOpenId, reason });
    },
  };
}

/** A conversation to be scored has a choice for each item; other forms that come to a supervisor have none. */
const isTask = ({ submit, choices }: SeenCard): boolean =>
  submit !== null && choices.filter(({ name }) => name.startsWith("item-")).length > 1;

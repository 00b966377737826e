import type { Emulator } from "#emulator/emulator";
import type { Interaction } from "#emulator/lark/interactions";
import type { Message } from "#emulator/lark/messages";
import { readCard, type SeenCard } from "./demo-card.ts";
import type { TeamMember } from "./demo-team.ts";

/** Somebody in front of their chat in the emulator: they see their cards, press and fill in as anybody would. */
export type Seat = {
  readonly person: TeamMember;
  /** The cards that came to them, oldest first. */
  cards(): readonly SeenCard[];
  see(messageId: string): SeenCard;
  /** Presses a button and answers what the card has become. */
  press(messageId: string, text: string): Promise<SeenCard>;
  /** Fills in the card's form and sends it. */
  submit(card: SeenCard, fields: Readonly<Record<string, string>>): Promise<void>;
};

const PATIENCE_MILLISECONDS = 60_000;

export function createSeat(emulator: Emulator, person: TeamMember): Seat {
  const { lark } = emulator;
  const me = person.larkOpenId;
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
  return {
    person,
    see,
    cards: () => lark.messages.list({ receiver: me, sender: "bot", msgType: "interactive" }).map(look),
    async press(messageId, text) {
      await answered(see(messageId), lark.press(me, messageId, { text }));
      return see(messageId);
    },
    async submit(card, fields) {
      if (card.submit === null) throw new Error(`${person.name} finds nothing to send on ${card.title}.`);
      await answered(card, lark.submit(me, card.messageId, card.submit, fields));
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

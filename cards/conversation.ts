import type { Turn } from "#domain/contact";
import type { Language } from "#domain/local-text";
import { cutText } from "#domain/storable-text";
import { localTime } from "#domain/working-day";
import type { ConversationBlock, Line, TextBlock } from "./card.ts";
import { PHRASES } from "./phrases.ts";
import { ROLE_WORDS, speak, WORDS } from "./words.ts";

const OPEN_UP_TO_TURNS = 12;
const QUOTE_CHARACTERS = 80;
const MOST_QUOTES = 10;

export type ShownConversation = {
  readonly turns: readonly Turn[];
  /** Turns worth a look, such as a complaint. */
  readonly hintTurns?: readonly number[];
  readonly transcriptUrl: string | null;
};

/** The whole conversation in a panel; without text it says so, and gives the link when there is one. */
export function conversationBlock(
  shown: ShownConversation,
  reader: { readonly language: Language; readonly zone: string },
): ConversationBlock | TextBlock {
  const say = speak(reader.language);
  if (shown.turns.length === 0) {
    const link = shown.transcriptUrl && { text: ` ${say(WORDS.openTranscript)}`, url: shown.transcriptUrl };
    return { kind: "text", lines: [[{ text: say(WORDS.noText), tone: "muted" }, ...(link ? [link] : [])]] };
  }
  return {
    kind: "conversation",
    title: say(PHRASES.turns(shown.turns.length)),
    open: shown.turns.length <= OPEN_UP_TO_TURNS,
    turns: shown.turns.map((turn) => ({
      n: turn.n,
      who: say(ROLE_WORDS[turn.role]),
      role: turn.role,
      time: turn.at && localTime(turn.at, reader.zone),
      text: turn.text,
      isHint: shown.hintTurns?.includes(turn.n) ?? false,
    })),
    leftOut: {
      text: say(PHRASES.leftOut()),
      linkText: say(WORDS.openTranscript),
      url: shown.transcriptUrl,
    },
  };
}

/**
 * The turns that prove a rating, one line each; only the number when the text is not there. Ten at most: more would
 * make the card too large to send.
 */
export function quoteLines(
  turnNumbers: readonly number[],
  turns: readonly Turn[],
  language: Language,
): Line[] {
  const say = speak(language);
  const more = turnNumbers.length - MOST_QUOTES;
  const lines = turnNumbers.slice(0, MOST_QUOTES).map((number): Line => {
    const turn = turns.find((one) => one.n === number);
    const where = say(PHRASES.turn(number));
    if (turn === undefined) {
      return [{ text: where, tone: "muted" }];
    }
    return [
      { text: `${where} ${say(ROLE_WORDS[turn.role])}`, tone: "muted" },
      { text: ` ${say(PHRASES.quote(cutText(turn.text.replace(/\s+/g, " ").trim(), QUOTE_CHARACTERS)))}` },
    ];
  });
  return more <= 0 ? lines : [...lines, [{ text: say(PHRASES.moreTurns(more)), tone: "muted" }]];
}

import type { Contact } from "#domain/contact";
import type { Language } from "#domain/local-text";
import type { FieldsBlock } from "./card.ts";
import { formatMoment, formatSeconds } from "./format.ts";
import { PHRASES } from "./phrases.ts";
import { CHANNEL_WORDS, DIRECTION_WORDS, speak, WORDS } from "./words.ts";

export type ShownContact = Pick<
  Contact,
  "channel" | "direction" | "scene" | "metrics" | "startedAt" | "turns"
>;
type Field = FieldsBlock["fields"][number];

/** How the conversation may be named to the one who scores it: by name, or by an alias that hides who it was. */
export type ShownAgent = { readonly name: string } | { readonly alias: string };

export function agentText(agent: ShownAgent, language: Language): string {
  return "name" in agent ? agent.name : speak(language)(PHRASES.agentAlias(agent.alias));
}

export function channelText(contact: Pick<Contact, "channel" | "direction">, language: Language): string {
  const say = speak(language);
  const parts = [
    contact.channel && say(CHANNEL_WORDS[contact.channel]),
    contact.direction && say(DIRECTION_WORDS[contact.direction]),
  ];
  return parts.filter((part) => part !== null).join(" · ");
}

/** What is known of a contact; a value that was not measured has no field. */
export function contactFields(
  contact: ShownContact,
  reader: { readonly language: Language; readonly zone: string; readonly sceneName: string | null },
): Field[] {
  const { language, zone } = reader;
  const { metrics } = contact;
  const say = speak(language);
  const yesNo = (value: boolean) => say(value ? WORDS.yes : WORDS.no);
  const duration = (seconds: number) => formatSeconds(seconds, language);
  const fields: (Field | null)[] = [
    field(say(WORDS.callerFacts), channelText(contact, language) || undefined, (text) => text),
    field(say(WORDS.scene), reader.sceneName ?? undefined, (text) => text),
    field(say(WORDS.startedAt), contact.startedAt, (at) => formatMoment(at, zone)),
    field(say(WORDS.rings), metrics.rings, (rings) => say(PHRASES.timesRung(rings))),
    field(say(WORDS.answered), metrics.answerSeconds, duration),
    field(say(WORDS.firstResponse), metrics.firstResponseSeconds, duration),
    field(say(WORDS.replyGap), metrics.replyGapSeconds, duration),
    field(say(WORDS.duration), metrics.handleSeconds, duration),
    field(say(WORDS.rating), metrics.csat, (rating) => say(PHRASES.ratingOf(rating))),
    field(say(WORDS.resolved), metrics.resolved, yesNo),
  ];
  return fields.filter((one) => one !== null);
}

function field<Value>(label: string, value: Value | undefined, show: (value: Value) => string): Field | null {
  return value === undefined ? null : { label, value: show(value) };
}

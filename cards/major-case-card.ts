import type { Language } from "#domain/local-text";
import type { LocalDate } from "#domain/working-day";
import { AWARD_WORDS } from "./award-words.ts";
import type { Card } from "./card.ts";
import { speak, WORDS } from "./words.ts";

type About = {
  readonly language: Language;
  readonly contactId: string;
  /** What another program calls the conversation, masked. */
  readonly contactName: string;
  readonly agentName: string;
};

/** To mark a complaint as major and resolved. The answer: `note`, `day`. */
export function majorCaseFormCard({
  language,
  contactId,
  contactName,
  agentName,
  today,
}: About & { today: LocalDate }): Card {
  const say = speak(language);
  const title = say(AWARD_WORDS.majorCase);
  return {
    language,
    title,
    subtitle: contactName,
    tone: "blue",
    summary: `${title} · ${contactName}`,
    blocks: [
      { kind: "fields", fields: [{ label: say(WORDS.agent), value: agentName }] },
      {
        kind: "form",
        name: "major-case",
        parts: [
          {
            kind: "input",
            name: "day",
            label: say(AWARD_WORDS.resolvedOn),
            isRequired: true,
            placeholder: today,
            isMultiline: false,
            maxCharacters: 10,
            text: today,
          },
          {
            kind: "input",
            name: "note",
            label: say(AWARD_WORDS.note),
            isRequired: true,
            placeholder: say(AWARD_WORDS.notePlaceholder),
            isMultiline: true,
            maxCharacters: 500,
          },
        ],
        submit: {
          kind: "action",
          name: "major-case-submit",
          text: say(AWARD_WORDS.markMajor),
          style: "primary",
          action: { do: "major-case.mark", contact: contactId },
        },
      },
    ],
  };
}

/** As it was marked. */
export function majorCaseCard(
  facts: Omit<About, "contactId"> & {
    readonly resolvedOn: LocalDate;
    readonly note: string;
    readonly markedByName: string;
  },
): Card {
  const { language } = facts;
  const say = speak(language);
  const title = say(AWARD_WORDS.majorCase);
  return {
    language,
    title,
    subtitle: facts.contactName,
    tone: "green",
    summary: `${title} · ${facts.contactName}`,
    blocks: [
      {
        kind: "fields",
        fields: [
          { label: say(WORDS.agent), value: facts.agentName },
          { label: say(AWARD_WORDS.resolvedOn), value: facts.resolvedOn },
          { label: say(AWARD_WORDS.note), value: facts.note },
          { label: say(AWARD_WORDS.decidedBy), value: facts.markedByName },
        ],
      },
    ],
  };
}

import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { LocalMonth } from "#domain/working-day";
import type { Card, Line } from "./card.ts";
import { formatList } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { NOMINATION_PHRASES, NOMINATION_WORDS } from "./nomination-words.ts";
import { speak } from "./words.ts";

export type NominationCardFacts = {
  readonly language: Language;
  readonly month: LocalMonth;
  readonly awardName: LocalText;
  /** Masked. */
  readonly reason: string;
  readonly principles: readonly LocalText[];
};

/** To who has named somebody: what was stored, for what, and how often one still may. */
export function nominationReceiptCard(
  facts: NominationCardFacts & {
    readonly nomineeName: string;
    readonly evidence: string | null;
    readonly left: number;
  },
): Card {
  const { language, month } = facts;
  const say = speak(language);
  const title = say(NOMINATION_WORDS.receiptTitle);
  const award = sayIn(facts.awardName, language);
  return {
    language,
    title,
    subtitle: award,
    tone: "green",
    summary: `${title} · ${facts.nomineeName}`,
    blocks: [
      {
        kind: "fields",
        fields: [
          { label: say(NOMINATION_WORDS.nominee), value: facts.nomineeName },
          ...reasonFields(facts),
          ...(facts.evidence === null
            ? []
            : [{ label: say(NOMINATION_WORDS.evidence), value: facts.evidence }]),
        ],
      },
      {
        kind: "text",
        size: "small",
        lines: [say(NOMINATION_PHRASES.countsFor(award, month)), say(NOMINATION_PHRASES.left(facts.left))],
      },
    ],
  };
}

/** To who was named, in private. */
export function nomineeNoteCard(
  facts: NominationCardFacts & {
    /** Null: the policy keeps it to itself. */
    readonly nominatorName: string | null;
  },
): Card {
  const { language, nominatorName } = facts;
  const say = speak(language);
  const title = say(NOMINATION_WORDS.noteTitle);
  const award = sayIn(facts.awardName, language);
  return {
    language,
    title,
    subtitle: award,
    tone: "violet",
    summary: title,
    blocks: [
      {
        kind: "fields",
        fields: [
          ...(nominatorName === null
            ? []
            : [{ label: say(NOMINATION_WORDS.nominator), value: nominatorName }]),
          ...reasonFields(facts),
        ],
      },
      { kind: "text", size: "small", lines: [say(NOMINATION_PHRASES.countsFor(award, facts.month))] },
    ],
  };
}

function reasonFields({
  language,
  reason,
  principles,
}: NominationCardFacts): { label: string; value: Line }[] {
  const say = speak(language);
  const values = principles.map((name) => sayIn(name, language));
  return [
    { label: say(NOMINATION_WORDS.reason), value: reason },
    ...(values.length === 0
      ? []
      : [{ label: say(NOMINATION_WORDS.principles), value: formatList(values, language) }]),
  ];
}

/** In a group nothing but that it has arrived. */
export function nominationGroupCard({
  language,
  nomineeName,
}: {
  language: Language;
  nomineeName: string;
}): Card {
  const title = speak(language)(NOMINATION_WORDS.receiptTitle);
  const answer = speak(language)(NOMINATION_PHRASES.groupAnswer(nomineeName));
  return { language, title, tone: "violet", summary: answer, blocks: [{ kind: "text", lines: [answer] }] };
}

const SHOWN_NAMES = 30;

/** To supervisors and managers, a few days before the month ends: who has been named by nobody. */
export function nominationGapsCard(facts: {
  readonly language: Language;
  readonly month: LocalMonth;
  readonly names: readonly string[];
  readonly teams: readonly string[];
}): Card {
  const { language, names, teams } = facts;
  const say = speak(language);
  const title = say(NOMINATION_PHRASES.gapsTitle(facts.month));
  const shown = names.slice(0, SHOWN_NAMES);
  const more = names.length - shown.length;
  const list = [...shown, ...(more > 0 ? [say(NOMINATION_PHRASES.more(more))] : [])];
  const field = (label: LocalText, values: readonly string[]) =>
    values.length === 0 ? [] : [{ label: say(label), value: formatList(values, language) }];
  return {
    language,
    title,
    tone: "blue",
    summary: title,
    blocks: [
      {
        kind: "fields",
        fields: [...field(NOMINATION_WORDS.gapsTeams, teams), ...field(NOMINATION_WORDS.gapsPeople, list)],
      },
      { kind: "text", size: "small", lines: [say(NOMINATION_WORDS.gapsAdvice)] },
      actionButtons([{ text: say(NOMINATION_WORDS.nominate), do: "nomination.form" }]),
    ],
  };
}

import type { Language } from "#domain/local-text";
import type { Person } from "#domain/person";
import type { Card } from "./card.ts";
import { formatMoment } from "./format.ts";
import { PHRASES } from "./phrases.ts";
import { speak, WORDS } from "./words.ts";

export type BindRequestCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly requestId: string;
  readonly person: Pick<Person, "name" | "employeeNo" | "team">;
  /** Whose account it is. The platform tells no name of somebody who is not known here. */
  readonly asker: {
    readonly accountId: string;
    readonly known: Pick<Person, "name" | "employeeNo"> | null;
  };
  /** The person has another account already, which would be replaced. */
  readonly isReplacing: boolean;
  readonly at: Date;
};

/** For a manager: somebody says who they are. */
export function bindRequestCard(facts: BindRequestCardFacts): Card {
  const { language, person, requestId, asker } = facts;
  const say = speak(language);
  return {
    language,
    title: say(WORDS.bindQuestion),
    ...(person.team && { subtitle: person.team }),
    tone: "orange",
    summary: `${say(WORDS.bindQuestion)} · ${person.name}`,
    blocks: [
      {
        kind: "text",
        lines: [
          say(PHRASES.bindAsk(person.name, person.employeeNo)),
          say(
            asker.known === null
              ? PHRASES.bindAskerUnknown(asker.accountId)
              : PHRASES.bindAskerKnown(asker.known.name, asker.known.employeeNo),
          ),
          ...(facts.isReplacing
            ? [[{ text: say(WORDS.bindReplaces), tone: "bad", bold: true } as const]]
            : []),
          say(WORDS.bindMeaning),
        ],
      },
      { kind: "text", size: "small", lines: [formatMoment(facts.at, facts.zone)] },
      {
        kind: "buttons",
        buttons: [
          {
            kind: "action",
            name: "approve",
            text: say(WORDS.bindConfirm),
            style: "primary",
            action: { do: "bind.approve", request: requestId },
          },
          {
            kind: "action",
            name: "refuse",
            text: say(WORDS.bindRefuse),
            style: "danger",
            action: { do: "bind.refuse", request: requestId },
          },
        ],
      },
    ],
  };
}

import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import type { Redemption } from "#domain/points";
import type { Block, Card, Tone } from "./card.ts";
import { formatMoment } from "./format.ts";
import { POINTS_PHRASES, POINTS_WORDS, REDEMPTION_STATE_WORDS } from "./points-words.ts";
import { speak, WORDS } from "./words.ts";

export type RedemptionCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly redemption: Pick<Redemption, "id" | "price" | "state" | "requestedAt" | "reason">;
  readonly itemName: LocalText;
  readonly personName: string;
  readonly deciderName: string | null;
  /** `decider`: with the form to approve or refuse, while it waits. */
  readonly as: "decider" | "person";
};

const TONES: Readonly<Record<Redemption["state"], Tone>> = {
  requested: "orange",
  done: "green",
  refused: "grey",
};

/** A request to give points for something, for who asked and for who decides. Refusing: `note`. */
export function redemptionCard(facts: RedemptionCardFacts): Card {
  const { language, redemption, as } = facts;
  const say = speak(language);
  const item = sayIn(facts.itemName, language);
  const title = `${say(POINTS_WORDS.redemption)} · ${item}`;
  const state = say(REDEMPTION_STATE_WORDS[redemption.state]);
  const tone = TONES[redemption.state];
  const field = (label: LocalText, value: string | null) => (value ? [{ label: say(label), value }] : []);
  return {
    language,
    title,
    tone,
    tags: [{ text: state, tone }],
    summary: `${title} · ${state}`,
    blocks: [
      {
        kind: "fields",
        fields: [
          ...field(
            POINTS_WORDS.person,
            `${facts.personName} · ${formatMoment(redemption.requestedAt, facts.zone)}`,
          ),
          ...field(POINTS_WORDS.price, say(POINTS_PHRASES.amount(redemption.price))),
          ...field(POINTS_WORDS.approver, facts.deciderName),
          ...field(POINTS_WORDS.reason, redemption.reason),
        ],
      },
      ...(redemption.state === "requested"
        ? [
            {
              kind: "text" as const,
              size: "small" as const,
              lines: [say(POINTS_PHRASES.reserved(redemption.price))],
            },
          ]
        : []),
      ...(redemption.state === "requested" && as === "decider" ? decision(facts) : []),
    ],
  };
}

function decision({ language, redemption }: RedemptionCardFacts): Block[] {
  const say = speak(language);
  return [
    {
      kind: "buttons",
      buttons: [
        {
          kind: "action",
          name: "approve",
          text: say(POINTS_WORDS.approve),
          style: "primary",
          action: { do: "points.approve", redemption: redemption.id },
        },
      ],
    },
    {
      kind: "form",
      name: "refuse",
      parts: [
        {
          kind: "input",
          name: "note",
          label: say(POINTS_WORDS.reason),
          isRequired: true,
          placeholder: say(WORDS.reasonPlaceholder),
          isMultiline: false,
          maxCharacters: 200,
        },
      ],
      submit: {
        kind: "action",
        name: "refuse-submit",
        text: say(POINTS_WORDS.refuse),
        style: "danger",
        action: { do: "points.refuse", redemption: redemption.id },
      },
    },
  ];
}

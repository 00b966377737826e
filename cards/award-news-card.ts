import type { Award } from "#domain/award";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { formatAmount } from "./award-facts.ts";
import { AWARD_PHRASES, AWARD_WORDS, periodText } from "./award-words.ts";
import type { Block, Card, DrawingBlock, LinkButton } from "./card.ts";
import { CERTIFICATE_WORDS } from "./certificate-words.ts";
import { formatList } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { speak } from "./words.ts";

type About = {
  readonly language: Language;
  readonly awardName: LocalText;
  readonly period: string;
};

/** To a winner, in private: what for, with which number, and what comes with it. */
export function winnerCard(
  facts: About & {
    /** The team that won; null: the reader did. */
    readonly team: string | null;
    readonly lines: readonly string[];
    readonly praise: string | null;
    readonly certificateNumber: string;
    readonly checkUrl: string | null;
    /** The certificate itself, by links of the winner's own; null when no public address is known. */
    readonly files: { readonly png: string | null; readonly pdf: string | null };
    readonly drawing: DrawingBlock;
    readonly rewards: readonly LocalText[];
    readonly isNamed: boolean;
  },
): Card {
  const { language, team, rewards } = facts;
  const say = speak(language);
  const [award, period] = [sayIn(facts.awardName, language), say(periodText(facts.period))];
  const greeting =
    team === null
      ? say(AWARD_PHRASES.congratulations(award, period))
      : say(AWARD_PHRASES.teamCongratulations(team, award, period));
  const link = (words: LocalText, url: string): LinkButton => ({ kind: "link", text: say(words), url });
  const links = [
    ...(facts.files === null
      ? []
      : [
          link(AWARD_WORDS.certificatePng, facts.files.png),
          link(AWARD_WORDS.certificatePdf, facts.files.pdf),
        ]),
    ...(facts.checkUrl === null ? [] : [link(AWARD_WORDS.check, facts.checkUrl)]),
  ];
  const blocks: Block[] = [
    { kind: "text", lines: [[{ text: greeting, bold: true }], ...facts.lines] },
    ...(facts.praise === null ? [] : [{ kind: "text" as const, lines: [facts.praise] }]),
    {
      kind: "fields",
      fields: [
        { label: say(AWARD_WORDS.certificate), value: facts.certificateNumber },
        ...(rewards.length === 0
          ? []
          : [
              {
                label: say(AWARD_WORDS.rewards),
                value: formatList(
                  rewards.map((name) => sayIn(name, language)),
                  language,
                ),
              },
            ]),
      ],
    },
    {
      kind: "text",
      size: "small",
      lines: [
        ...(team === null ? [say(AWARD_WORDS.storyInvitation)] : []),
        ...(facts.isNamed ? [] : [say(AWARD_WORDS.yourName)]),
      ],
    },
    facts.drawing,
    ...certificateButtons(facts, language),
  ];
  return {
    language,
    title: say(AWARD_PHRASES.titled(award, period)),
    tone: "orange",
    summary: greeting,
    blocks: blocks.filter((block) => block.kind !== "text" || block.lines.length > 0),
  };
}

function certificateButtons(
  { checkUrl, files }: Pick<Parameters<typeof winnerCard>[0], "checkUrl" | "files">,
  language: Language,
): Block[] {
  const links = [
    [AWARD_WORDS.check, checkUrl],
    [CERTIFICATE_WORDS.openPicture, files.png],
    [CERTIFICATE_WORDS.openPdf, files.pdf],
  ] as const;
  const buttons = links.flatMap(([text, url]): LinkButton[] =>
    url === null ? [] : [{ kind: "link", text: sayIn(text, language), url }],
  );
  return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
}

/** To the managers, when somebody has won often enough (003 二(一)3). */
export function thinkTankCard(facts: {
  readonly language: Language;
  readonly awardName: LocalText;
  readonly name: string;
  readonly count: number;
}): Card {
  const { language } = facts;
  const say = speak(language);
  const title = say(AWARD_WORDS.thinkTank);
  const line = say(AWARD_PHRASES.thinkTank(facts.name, facts.count, sayIn(facts.awardName, language)));
  return { language, title, tone: "violet", summary: line, blocks: [{ kind: "text", lines: [line] }] };
}

/** To the managers, before an award is late. */
export function awardReminderCard({
  language,
  awardName,
  award,
}: Omit<About, "period"> & { readonly award: Award }): Card {
  const say = speak(language);
  const title = say(AWARD_PHRASES.titled(sayIn(awardName, language), say(periodText(award.period))));
  const line = say(AWARD_PHRASES.announceSoon(sayIn(awardName, language), award.announceBy));
  return {
    language,
    title,
    tone: "orange",
    summary: line,
    blocks: [
      { kind: "text", lines: [line] },
      actionButtons([
        { text: say(AWARD_WORDS.open), do: "award.open", award: award.award, period: award.period },
      ]),
    ],
  };
}

export type PayableWinner = {
  readonly id: string;
  readonly name: string;
  readonly amountFen: number | null;
  /** Null: it is not paid yet. */
  readonly paidByName: string | null;
};

/** What a person has to pay elsewhere, and confirms here. The answer of each form: `amount`. */
export function awardPayCard({
  language,
  awardName,
  period,
  winners,
}: About & { readonly winners: readonly PayableWinner[] }): Card {
  const say = speak(language);
  const title = say(AWARD_WORDS.payTitle);
  const about = say(AWARD_PHRASES.titled(sayIn(awardName, language), say(periodText(period))));
  return {
    language,
    title,
    subtitle: about,
    tone: winners.some(({ paidByName }) => paidByName === null) ? "orange" : "green",
    summary: `${title} · ${about}`,
    blocks: [...winners.map((winner): Block => payBlock(winner, language)), hint(say(AWARD_WORDS.payHint))],
  };
}

const hint = (text: string): Block => ({ kind: "text", size: "small", lines: [text] });

function payBlock({ id, name, amountFen, paidByName }: PayableWinner, language: Language): Block {
  const say = speak(language);
  if (paidByName !== null) {
    const amount = amountFen === null ? null : formatAmount(amountFen);
    return { kind: "text", lines: [say(AWARD_PHRASES.paid(name, amount, paidByName))] };
  }
  return {
    kind: "form",
    name: `pay-${id}`,
    parts: [
      { kind: "heading", text: name },
      {
        kind: "input",
        name: `amount-${id}`,
        label: say(AWARD_WORDS.amount),
        isRequired: false,
        placeholder: say(AWARD_WORDS.amountPlaceholder),
        isMultiline: false,
        maxCharacters: 12,
      },
    ],
    submit: {
      kind: "action",
      name: `paid-${id}`,
      text: say(AWARD_WORDS.markPaid),
      style: "primary",
      action: { do: "award.paid", winner: id },
    },
  };
}

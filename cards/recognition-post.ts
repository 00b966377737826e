import type { CandidateFacts } from "#domain/award";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { type FactNames, factLines } from "./award-facts.ts";
import { AWARD_PHRASES, AWARD_WORDS, periodText } from "./award-words.ts";
import type { Block, Card, LinkButton } from "./card.ts";
import { formatList } from "./format.ts";
import { speak } from "./words.ts";

export type NamedWinner = {
  /** A person with their team, or the team. */
  readonly name: string;
  readonly facts: CandidateFacts;
  readonly certificateNumber: string;
  /** Where the number is checked; null when no public address is known. */
  readonly checkUrl: string | null;
  /** The certificate; null when there is no picture of it. */
  readonly pictureId: string | null;
};
export type RecognitionPostFacts = {
  readonly language: Language;
  readonly awardName: LocalText;
  readonly period: string;
  /** Those who may be named. */
  readonly winners: readonly NamedWinner[];
  /** How many others there are. */
  readonly unnamed: number;
  readonly praise: string | null;
  readonly rewards: readonly LocalText[];
  readonly names: FactNames;
};

/** What the group reads. The preview shows the same blocks. */
export function recognitionPost(facts: RecognitionPostFacts): Card {
  const { language, winners, praise, rewards, unnamed } = facts;
  const say = speak(language);
  const title = say(AWARD_PHRASES.titled(sayIn(facts.awardName, language), say(periodText(facts.period))));
  const names = formatList(
    winners.map(({ name }) => name),
    language,
  );
  const small = [
    ...(unnamed > 0 && winners.length > 0 ? [say(AWARD_PHRASES.notNamed(unnamed))] : []),
    ...(rewards.length > 0
      ? [
          `${say(AWARD_WORDS.rewards)}${language === "zh" ? "：" : ": "}${formatList(
            rewards.map((name) => sayIn(name, language)),
            language,
          )}`,
        ]
      : []),
  ];
  const blocks: Block[] = [
    ...(winners.length > 0 ? [{ kind: "text" as const, size: "large" as const, lines: [names] }] : []),
    ...(winners.length === 0 && unnamed > 0
      ? [{ kind: "text" as const, lines: [say(AWARD_PHRASES.nobodyNamed(unnamed))] }]
      : []),
    ...(praise === null ? [] : [{ kind: "text" as const, lines: [praise] }]),
    ...winners.flatMap((winner) => [winnerBlock(winner, facts), ...certificate(winner, facts)]),
    ...(small.length > 0 ? [{ kind: "text" as const, size: "small" as const, lines: small }] : []),
    ...checkButtons(facts),
  ];
  return {
    language,
    title,
    tone: "orange",
    summary: winners.length > 0 ? `${title} · ${names}` : title,
    blocks,
  };
}

function winnerBlock({ name, facts, certificateNumber }: NamedWinner, post: RecognitionPostFacts): Block {
  const { language, names, winners } = post;
  return {
    kind: "text",
    lines: [
      // Of one alone the name stands above in large letters.
      ...(winners.length > 1 ? [[{ text: name, bold: true as const }]] : []),
      ...factLines(facts, { language, names, brief: true }),
      [{ text: `${sayIn(AWARD_WORDS.certificate, language)} ${certificateNumber}`, tone: "muted" }],
    ],
  };
}

function certificate(
  { pictureId, name, certificateNumber }: NamedWinner,
  post: RecognitionPostFacts,
): Block[] {
  if (pictureId === null) return [];
  const alt = `${sayIn(AWARD_WORDS.certificatePicture, post.language)} ${name} ${certificateNumber}`;
  return [{ kind: "picture", pictureId, alt }];
}

function checkButtons({ language, winners }: RecognitionPostFacts): Block[] {
  const label = sayIn(AWARD_WORDS.check, language);
  const buttons = winners.flatMap(({ name, checkUrl }): LinkButton[] =>
    checkUrl === null
      ? []
      : [{ kind: "link", text: winners.length === 1 ? label : `${label} · ${name}`, url: checkUrl }],
  );
  return buttons.length === 0 ? [] : [{ kind: "buttons", buttons }];
}

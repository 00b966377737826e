import type { Award, Candidate } from "#domain/award";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { awardSteps } from "./award-buttons.ts";
import { type FactNames, factLines } from "./award-facts.ts";
import { AWARD_PHRASES, AWARD_STATE_WORDS, AWARD_WORDS, periodText } from "./award-words.ts";
import type { Block, Card, Line, Tone } from "./card.ts";
import { formatList } from "./format.ts";
import { PHRASES } from "./phrases.ts";
import { speak } from "./words.ts";

export type ShownCandidate = Pick<Candidate, "key" | "facts"> & { readonly name: string };
export type ShownWinner = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly certificateNumber: string;
  /** Whether the post says who it is. */
  readonly isNamed: boolean;
};

export type AwardCardFacts = {
  readonly language: Language;
  readonly award: Award;
  readonly awardName: LocalText;
  readonly places: number;
  readonly minimumEvaluations: number;
  /** Best first; only while it is to be decided. */
  readonly candidates: readonly ShownCandidate[];
  /** Names of those at the last place who cannot be told apart. */
  readonly tied: readonly string[];
  /** Names of people who named each other in a circle. */
  readonly rings: readonly (readonly string[])[];
  readonly names: FactNames;
  readonly winners: readonly ShownWinner[];
  readonly decidedByName: string | null;
  /** Where it goes or went; null: there is no group. */
  readonly groups: readonly string[];
  /** As the group will see it, and what tells this post from another; from the preview on. */
  readonly post: { readonly card: Card; readonly seen: string } | null;
  /** When the groups get a post that waits for the end of the quiet hours: month-day and time. */
  readonly postsAt: string | null;
  readonly notice?: string;
};

const TONES: Readonly<Record<Award["state"], Tone>> = {
  shortlist: "orange",
  picked: "blue",
  previewed: "blue",
  nobody: "grey",
  posted: "green",
};
/** As many as one reads on a phone. */
const SHOWN_CANDIDATES = 6;

/** One award in one period for the manager: from the candidates with their numbers to what was posted. */
export function awardCard(facts: AwardCardFacts): Card {
  const { language, award, notice } = facts;
  const say = speak(language);
  const title = say(AWARD_PHRASES.titled(sayIn(facts.awardName, language), say(periodText(award.period))));
  const state = say(AWARD_STATE_WORDS[award.state]);
  return {
    language,
    title,
    subtitle: `${say(AWARD_WORDS.announceBy)} ${award.announceBy}`,
    tone: TONES[award.state],
    tags: [{ text: state, tone: TONES[award.state] }],
    summary: `${title} · ${notice ?? state}`,
    blocks: [
      ...(notice === undefined
        ? []
        : [{ kind: "text" as const, lines: [[{ text: notice, bold: true as const }]] }]),
      ...(award.state === "shortlist" ? shortlist(facts) : decided(facts)),
      ...awardSteps(facts),
    ],
  };
}

function shortlist(facts: AwardCardFacts): Block[] {
  const { language, candidates, tied, rings, names, minimumEvaluations } = facts;
  const say = speak(language);
  if (candidates.length === 0) return [{ kind: "text", lines: [say(AWARD_WORDS.noCandidates)] }];
  const more = candidates.length - SHOWN_CANDIDATES;
  const small = [
    ...(more > 0 ? [say(AWARD_PHRASES.more(more))] : []),
    ...(minimumEvaluations > 0 ? [say(AWARD_PHRASES.minimum(minimumEvaluations))] : []),
  ];
  return [
    ...candidates.slice(0, SHOWN_CANDIDATES).map((one): Block => candidateBlock(one, language, names)),
    ...(tied.length === 0
      ? []
      : [{ kind: "text" as const, lines: [say(AWARD_WORDS.tied), formatList(tied, language)] }]),
    ...(rings.length === 0
      ? []
      : [
          {
            kind: "text" as const,
            size: "small" as const,
            lines: [say(AWARD_WORDS.rings), ...rings.map((ring) => say(AWARD_PHRASES.ring(ring)))],
          },
        ]),
    ...(small.length > 0 ? [{ kind: "text" as const, size: "small" as const, lines: small }] : []),
  ];
}

function candidateBlock({ name, facts }: ShownCandidate, language: Language, names: FactNames): Block {
  return {
    kind: "text",
    lines: [[{ text: name, bold: true }], ...factLines(facts, { language, names, brief: false })],
  };
}

function decided(facts: AwardCardFacts): Block[] {
  const { language, award, winners, decidedByName, groups, post } = facts;
  const say = speak(language);
  const field = (label: LocalText, value: string | null) => (value ? [{ label: say(label), value }] : []);
  const where = groups.length > 0 ? formatList(groups, language) : null;
  const isPosted = award.state === "posted";
  const fields = [
    ...field(AWARD_WORDS.decidedBy, decidedByName),
    ...field(AWARD_WORDS.reason, award.reason),
    ...field(AWARD_WORDS.groups, winners.length > 0 && !isPosted ? where : null),
    ...field(AWARD_WORDS.postsAt, facts.postsAt && say(PHRASES.waitsUntil(facts.postsAt))),
  ];
  const isWithoutGroup = groups.length === 0 && winners.length > 0 && !isPosted;
  return [
    ...(post === null
      ? winners.map((winner): Block => winnerBlock(winner, language))
      : [
          {
            kind: "text" as const,
            size: "small" as const,
            lines: [say(isPosted ? AWARD_PHRASES.posted(where) : AWARD_WORDS.previewTitle)],
          },
          { kind: "divider" as const },
          ...post.card.blocks,
          { kind: "divider" as const },
        ]),
    ...(fields.length > 0 ? [{ kind: "fields" as const, fields }] : []),
    ...(isWithoutGroup ? [{ kind: "text" as const, lines: [say(AWARD_WORDS.noGroup)] }] : []),
    ...(award.state === "picked" || award.state === "previewed"
      ? [{ kind: "text" as const, size: "small" as const, lines: [say(AWARD_WORDS.changeable)] }]
      : []),
  ];
}

function winnerBlock({ name, lines, certificateNumber, isNamed }: ShownWinner, language: Language): Block {
  const say = speak(language);
  const certificate: Line = [{ text: `${say(AWARD_WORDS.certificate)} ${certificateNumber}`, tone: "muted" }];
  const heading: Line = [
    { text: name, bold: true },
    ...(isNamed ? [] : [{ text: ` ${say(AWARD_WORDS.withoutName)}`, tone: "muted" as const }]),
  ];
  return { kind: "text", lines: [heading, ...lines, certificate] };
}

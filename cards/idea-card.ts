import type { Effect } from "#domain/effect";
import type { Idea, IdeaEvent } from "#domain/idea";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { cutText } from "#domain/storable-text";
import type { ActionButton, Block, Card, Line, Tone } from "./card.ts";
import { effectBlocks, type ShownMetric } from "./effect-block.ts";
import { formatList, formatMoment } from "./format.ts";
import { ideaButtons } from "./idea-buttons.ts";
import type { Named } from "./idea-form-card.ts";
import { IDEA_PHRASES, IDEA_STATE_WORDS, IDEA_WORDS, SCOPE_WORDS, VERDICT_WORDS } from "./idea-words.ts";
import { speak } from "./words.ts";

const LOOK_ALIKE_CHARACTERS = 80;

export type ShownLookAlike = Pick<Idea, "number" | "text" | "state"> & {
  /** 0 to 1. */
  readonly likeness: number;
  /** Whether the reader may support it instead. */
  readonly canSupport: boolean;
};

export type IdeaCardFacts = {
  readonly language: Language;
  readonly zone: string;
  readonly idea: Idea;
  readonly as: "author" | "reviewer" | "reader";
  readonly authorNames: readonly string[];
  readonly supporterNames: readonly string[];
  readonly reviewerName: string | null;
  readonly categoryName: LocalText | null;
  /** Only for the author, while none is chosen. */
  readonly categories: readonly Named[];
  readonly metric: ShownMetric | null;
  readonly answerBy: string | null;
  readonly effectOn: string | null;
  readonly merged: readonly number[];
  readonly standsIn: number | null;
  readonly events: readonly IdeaEvent[];
  readonly effect: Effect | null;
  readonly lookAlikes: readonly ShownLookAlike[];
  /** Above everything: why the card comes now. */
  readonly notice?: string;
  /** The reader may support it, or undo its merge. */
  readonly can: { readonly support: boolean; readonly unmerge: boolean };
  /** Points that go back when its merge is undone. */
  readonly pointsAtStake: number;
};

const TONES: Readonly<Record<Idea["state"], Tone>> = {
  new: "blue",
  reviewing: "blue",
  "needs-more": "orange",
  adopted: "green",
  implementing: "green",
  checking: "violet",
  closed: "grey",
  declined: "grey",
  merged: "grey",
};

/** One idea as it stands now, with what the reader can do about it. */
export function ideaCard(facts: IdeaCardFacts): Card {
  const { language, idea } = facts;
  const say = speak(language);
  const title = say(IDEA_PHRASES.numbered(idea.number));
  const state = say(IDEA_STATE_WORDS[idea.state]);
  const tone = TONES[idea.state];
  const buttons = ideaButtons(facts);
  const blocks: Block[] = [
    ...(facts.notice === undefined
      ? []
      : [{ kind: "text" as const, lines: [[{ text: facts.notice, bold: true as const }]] }]),
    { kind: "text", lines: ideaLines(facts) },
    { kind: "fields", fields: ideaFields(facts) },
    ...(facts.effect === null || facts.metric === null
      ? []
      : effectBlocks(language, facts.effect, facts.metric)),
    ...lookAlikeBlocks(facts),
    ...categoryBlocks(facts),
    ...(buttons.length > 0 ? [{ kind: "buttons" as const, buttons }] : []),
  ];
  return {
    language,
    title,
    ...(facts.categoryName && { subtitle: sayIn(facts.categoryName, language) }),
    tone,
    tags: [{ text: state, tone }],
    summary: `${title} · ${facts.notice ?? state}`,
    blocks,
  };
}

function ideaLines({ language, idea, events }: IdeaCardFacts): Line[] {
  const say = speak(language);
  const added = events.flatMap(({ did, note }) =>
    did === "supplement" && note !== null ? [say(IDEA_PHRASES.added(note))] : [],
  );
  const links = idea.links.map((url) => ({ text: ` ${cutText(url, 60)}`, url }));
  return [
    idea.text,
    ...added,
    ...(links.length > 0 ? [[{ text: say(IDEA_WORDS.links), tone: "muted" as const }, ...links]] : []),
  ];
}

function ideaFields(facts: IdeaCardFacts): { label: string; value: Line }[] {
  const { language, idea, zone } = facts;
  const say = speak(language);
  const field = (label: LocalText, value: string | null | undefined) =>
    value ? [{ label: say(label), value }] : [];
  const isWaiting = idea.state === "reviewing";
  return [
    ...field(
      IDEA_WORDS.author,
      `${formatList(facts.authorNames, language)} · ${formatMoment(idea.createdAt, zone)}`,
    ),
    ...field(
      IDEA_WORDS.supporters,
      facts.supporterNames.length > 0 ? formatList(facts.supporterNames, language) : null,
    ),
    ...field(IDEA_WORDS.reviewer, idea.state === "new" ? say(IDEA_WORDS.nobodyReviews) : facts.reviewerName),
    ...field(IDEA_WORDS.answerBy, isWaiting ? facts.answerBy : null),
    ...field(
      IDEA_WORDS.metric,
      facts.metric === null || idea.scope === null
        ? null
        : `${sayIn(facts.metric.name, language)} · ${say(SCOPE_WORDS[idea.scope])}`,
    ),
    ...field(IDEA_WORDS.adoptedOn, idea.adoptedOn),
    ...field(IDEA_WORDS.startedOn, idea.startedOn),
    ...field(IDEA_WORDS.implementedOn, idea.implementedOn),
    ...field(IDEA_WORDS.effectOn, idea.state === "implementing" ? facts.effectOn : null),
    ...field(IDEA_WORDS.verdict, idea.verdict === null ? null : say(VERDICT_WORDS[idea.verdict])),
    ...lastNote(facts),
    ...field(IDEA_WORDS.state, facts.standsIn === null ? null : say(IDEA_PHRASES.mergedInto(facts.standsIn))),
    ...field(
      IDEA_WORDS.merge,
      facts.merged.length === 0
        ? null
        : say(
            IDEA_PHRASES.mergedFrom(
              formatList(
                facts.merged.map((number) => `#${number}`),
                language,
              ),
            ),
          ),
    ),
  ];
}

/** The reason of a refusal, the question that is open, or what the verdict is founded on. */
function lastNote({ language, idea, events }: IdeaCardFacts): { label: string; value: Line }[] {
  const say = speak(language);
  const label = {
    declined: IDEA_WORDS.declineReason,
    "needs-more": IDEA_WORDS.question,
    closed: IDEA_WORDS.explain,
  } as const;
  const did = { declined: "decline", "needs-more": "ask", closed: "judge" } as const;
  if (idea.state !== "declined" && idea.state !== "needs-more" && idea.state !== "closed") return [];
  const wanted = did[idea.state];
  const note = events.findLast((event) => event.did === wanted)?.note;
  return note ? [{ label: say(label[idea.state]), value: note }] : [];
}

function lookAlikeBlocks({ language, idea, lookAlikes, as }: IdeaCardFacts): Block[] {
  if (lookAlikes.length === 0) return [];
  const say = speak(language);
  const lines = lookAlikes.map(({ number, text, state, likeness }): Line => [
    { text: `#${number} `, bold: true },
    { text: cutText(text.replace(/\s+/g, " "), LOOK_ALIKE_CHARACTERS) },
    {
      text: ` ${say(IDEA_STATE_WORDS[state])} · ${say(IDEA_PHRASES.likeness(Math.round(likeness * 100)))}`,
      tone: "muted",
    },
  ]);
  const buttons =
    as !== "author"
      ? []
      : lookAlikes
          .filter(({ canSupport }) => canSupport)
          .map(({ number }): ActionButton => ({
            kind: "action",
            name: `support-${number}`,
            text: say(IDEA_PHRASES.supportThis(number)),
            style: "default",
            action: { do: "idea.support-instead", idea: idea.id, revision: idea.revision, into: number },
          }));
  return [
    { kind: "text", lines: [[{ text: say(IDEA_WORDS.lookAlikes), bold: true }], ...lines] },
    ...(buttons.length > 0
      ? [
          { kind: "text" as const, size: "small" as const, lines: [say(IDEA_PHRASES.supportHint())] },
          { kind: "buttons" as const, buttons },
        ]
      : []),
  ];
}

function categoryBlocks({ language, idea, categories }: IdeaCardFacts): Block[] {
  if (categories.length === 0) return [];
  return [
    { kind: "text", lines: [speak(language)(IDEA_WORDS.categorise)] },
    {
      kind: "buttons",
      buttons: categories.map(({ id, name }) => ({
        kind: "action",
        name: `category-${id}`,
        text: sayIn(name, language),
        style: "default",
        action: { do: "idea.categorise", idea: idea.id, category: id },
      })),
    },
  ];
}

import type { Digest } from "#domain/digest";
import { type Language, say as sayIn } from "#domain/local-text";
import type { ItemSum } from "#domain/scored-form";
import type { Action, Card, Line } from "./card.ts";
import { formatScore, roundScore, shownClause } from "./format.ts";
import { actionButtons } from "./list-buttons.ts";
import { RHYTHM_PHRASES, RHYTHM_WORDS } from "./rhythm-words.ts";
import { speak, WORDS } from "./words.ts";

const FEW = 5;

export type DigestCardFacts = {
  readonly language: Language;
  readonly from: string;
  readonly to: string;
  readonly digest: Digest;
};

/** An agent's week: count and mean, one thing to keep, one to change. */
export function digestCard({ language, from, to, digest }: DigestCardFacts): Card {
  const say = speak(language);
  const title = say(RHYTHM_WORDS.digest);
  const { count, mean, keep, change, exampleId } = digest;
  const summary = say(RHYTHM_PHRASES.mean(count, formatScore(mean, language)));
  return {
    language,
    title,
    subtitle: say(RHYTHM_PHRASES.period(from, to)),
    tone: "blue",
    summary: `${title} · ${summary}`,
    blocks: [
      {
        kind: "text",
        lines: [[{ text: summary, bold: true }], ...(count < FEW ? [say(RHYTHM_PHRASES.few(count))] : [])],
      },
      ...(keep === null
        ? []
        : [
            {
              kind: "text" as const,
              lines: [[{ text: say(RHYTHM_WORDS.keep), bold: true as const }], itemLine(keep, language)],
            },
          ]),
      {
        kind: "text",
        lines: [
          [{ text: say(RHYTHM_WORDS.change), bold: true }],
          change === null ? say(RHYTHM_WORDS.noLoss) : itemLine(change, language),
        ],
      },
      { kind: "text", size: "small", lines: [say(RHYTHM_WORDS.onlyYou)] },
      actionButtons([
        { text: say(RHYTHM_WORDS.read), do: "digest.read", from },
        ...exampleButton(exampleId, say(RHYTHM_WORDS.example)),
      ]),
    ],
  };
}

const exampleButton = (id: string | null, text: string): (Action & { readonly text: string })[] =>
  id === null ? [] : [{ text, do: "evaluation.open", evaluation: id }];

function itemLine({ item, share, n }: ItemSum, language: Language): Line {
  const say = speak(language);
  return [
    { text: sayIn(item.name, language) },
    { text: ` ${say(RHYTHM_PHRASES.share(roundScore(100 * share), n))}`, tone: "muted" },
    { text: ` ${say(WORDS.clause)} ${shownClause(item.source, language)}`, tone: "muted" },
  ];
}

/** In place of the digest's button once it is pressed. */
export function digestReadCard({
  language,
  from,
}: {
  readonly language: Language;
  readonly from: string;
}): Card {
  const say = speak(language);
  const title = `${say(RHYTHM_WORDS.digest)} ${from}`;
  return {
    language,
    title,
    tone: "grey",
    summary: title,
    blocks: [{ kind: "text", lines: [say(RHYTHM_WORDS.readDone)] }],
  };
}

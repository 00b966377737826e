import type { CandidateFacts } from "#domain/award";
import { type Language, type LocalText, say as sayIn } from "#domain/local-text";
import { AWARD_PHRASES } from "./award-words.ts";
import { formatList } from "./format.ts";
import { VERDICT_WORDS } from "./idea-words.ts";
import { speak } from "./words.ts";

/** Names of what the facts refer to by id. */
export type FactNames = {
  readonly metric: (id: string) => LocalText | null;
  readonly principle: (id: string) => LocalText | null;
};

/** The numbers behind a candidate, one a line; `brief` without intervals, for what everybody reads. */
export function factLines(
  facts: CandidateFacts,
  {
    language,
    names,
    brief,
  }: { readonly language: Language; readonly names: FactNames; readonly brief: boolean },
): string[] {
  const say = speak(language);
  const comma = language === "zh" ? "，" : ", ";
  const { nominations, score, total, progress, over, idea, cases } = facts;
  const lines: (string | null | undefined)[] = [
    cases === undefined ? null : say(AWARD_PHRASES.cases(cases)),
    idea &&
      [say(AWARD_PHRASES.idea(idea.number, idea.supporters)), ...verdict(idea.verdict, language)].join(comma),
    nominations &&
      say(AWARD_PHRASES.nominations(nominations.count, principlesText(nominations, names, language))),
    total && say(AWARD_PHRASES.total(total.value, total.months)),
    score &&
      [
        say(AWARD_PHRASES.score(score.value, score.n)),
        ...(brief ? [] : [say(AWARD_PHRASES.interval(score.low, score.high))]),
      ].join(comma),
    progress &&
      say(AWARD_PHRASES.progress(progress.first.value, progress.first.n, progress.now.value, progress.now.n)),
    progress && !brief
      ? say(AWARD_PHRASES.change(progress.change.value, progress.change.low, progress.change.high))
      : null,
    ...(over ?? []).map(({ metric, value, target, percent }) =>
      say(AWARD_PHRASES.over(sayName(names.metric(metric), metric, language), value, target, percent)),
    ),
  ];
  return lines.flatMap((line) => (line ? [line] : []));
}

const sayName = (name: LocalText | null, id: string, language: Language): string =>
  name === null ? id : sayIn(name, language);

function verdict(id: string | null, language: Language): string[] {
  const words = Object.entries(VERDICT_WORDS).find(([known]) => known === id)?.[1];
  return words === undefined ? [] : [sayIn(words, language)];
}

function principlesText(
  { principles }: NonNullable<CandidateFacts["nominations"]>,
  names: FactNames,
  language: Language,
): string {
  const say = speak(language);
  const counted = Object.entries(principles).map(([id, count]) =>
    say(AWARD_PHRASES.counted(sayName(names.principle(id), id, language), count)),
  );
  return formatList(counted, language);
}

/** Fen as yuan: `500`, `500.50`. */
export const formatAmount = (fen: number): string =>
  fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);

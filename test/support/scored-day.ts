import { exactScore, type ExactScore, type WrittenScorecard } from "./exact-score.ts";
import { fillForm, numbersFrom, type FilledForm } from "./scripted-scorer.ts";
import { choicesOf, submitOf, type Card, type Town } from "./town.ts";

/** One press of a scorer: what was filled in, what it must come to, and what came back. */
export type ScoredTask = {
  readonly taskId: string;
  readonly scorer: string;
  readonly messageId: string;
  readonly asked: readonly string[];
  readonly form: FilledForm;
  readonly expected: ExactScore;
  readonly pressed: Awaited<ReturnType<Town["emulator"]["lark"]["submit"]>>;
};

const AT_ONCE = 4;

/** Every scorer fills and sends all cards of their morning, one after the other; four scorers work at a time. */
export async function scoreEverything(
  town: Town,
  scorers: readonly string[],
  scorecard: WrittenScorecard,
): Promise<ScoredTask[]> {
  const waiting = [...scorers];
  const done: ScoredTask[] = [];
  const work = async (): Promise<void> => {
    for (let scorer = waiting.shift(); scorer !== undefined; scorer = waiting.shift()) {
      const chance = numbersFrom(scorers.indexOf(scorer) + 1);
      for (const card of taskCardsOf(town, scorer))
        done.push(await scoreOne(town, scorer, card, scorecard, chance));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return done;
}

/** The cards with a form to score by; a summary of the day has none. */
export function taskCardsOf(town: Town, scorer: string): Card[] {
  return town.cardsOf(scorer).filter(({ content }) => choicesOf(content).length > 0);
}

async function scoreOne(
  town: Town,
  scorer: string,
  card: Card,
  scorecard: WrittenScorecard,
  chance: () => number,
): Promise<ScoredTask> {
  const form = fillForm(card.content, chance);
  return {
    taskId: taskIdOf(card.content),
    scorer,
    messageId: card.messageId,
    asked: choicesOf(card.content).map(({ name }) => name.slice("item-".length)),
    form,
    expected: exactScore(scorecard, form.answers),
    pressed: await town.emulator.lark.submit(scorer, card.messageId, submitOf(card.content), form.fields),
  };
}

/** The task that a card's button to send the score names. */
export function taskIdOf(content: unknown): string {
  const value = /"do":"score\.submit","task":"([0-9a-f-]{36})"/.exec(JSON.stringify(content))?.[1];
  if (value === undefined) throw new Error("The card names no task.");
  return value;
}

import { eventually } from "./eventually.ts";
import type { KillableTown, TownPlan } from "./killable-town.ts";
import { fillForm, numbersFrom } from "./scripted-scorer.ts";
import { cardsOf, submitOf, type Card } from "./town.ts";

/** When the people of a day may do their next step, and whether the program can be reached. */
export type Pace = {
  turn(): Promise<void>;
  up(): Promise<void>;
};

/** How often a press was answered in which way. */
export type Presses = Record<string, number>;

/** Every agent has one conversation drawn; each fourth score is corrected; each scorer leaves their last card. */
const CORRECTED_EVERY = 4;
const DATE = "2026-11-20";
const DRAW = { instant: `${DATE}T01:10:00Z`, rhythm: "daily-draw" };
const LATER = [
  { instant: `${DATE}T08:30:00Z`, rhythm: "reminder" },
  { instant: `${DATE}T10:10:00Z`, rhythm: "overdue-list" },
];
const ANSWER_MILLISECONDS = 100;
const MOST_TRIES = 100;
const PATIENCE_MILLISECONDS = 5_000;

/** About how many turns a day asks for. */
export const stepsOf = ({ agents }: TownPlan): number =>
  2 * agents + Math.ceil((2 * agents) / CORRECTED_EVERY) + 3;

/**
 * The draw, all agents asking for help, all scorers scoring and correcting, the reminder and the list of what was not
 * done. Who is not answered tries again, as people do. Resolves when the program has nothing left to do.
 */
export async function liveDay(town: KillableTown, plan: TownPlan, pace: Pace): Promise<Presses> {
  const presses: Presses = {};
  town.emulator.lark.deliveries.setDuplicates("both");
  // Slow enough to be killed between the platform's yes and our note of it.
  town.emulator.faults.add({ path: "im/v1/messages*", delayMs: ANSWER_MILLISECONDS });
  await reach(town, pace, DRAW.instant);
  await Promise.all([
    askForHelp(town, plan, pace),
    ...places(plan.scorers).map((n) => scoreAll(town, pace, n, presses)),
  ]);
  await untilQuiet(town, pace, DRAW.rhythm);
  for (const { instant, rhythm } of LATER) {
    await reach(town, pace, instant);
    await untilQuiet(town, pace, rhythm);
  }
  return presses;
}

const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place + 1);

async function reach(town: KillableTown, pace: Pace, instant: string): Promise<void> {
  await pace.turn();
  town.emulator.clock.moveTo(new Date(instant));
}

async function askForHelp(town: KillableTown, plan: TownPlan, pace: Pace): Promise<void> {
  for (const n of places(plan.agents)) {
    await pace.turn();
    await pace.up();
    const { delivery } = town.emulator.lark.type(`ou_agent_${n}`, "帮助");
    await town.emulator.until(() => delivery === undefined || delivery.tries.length > 0);
  }
}

async function scoreAll(town: KillableTown, pace: Pace, n: number, presses: Presses): Promise<void> {
  const scorer = `ou_scorer_${n}`;
  const cards = await allTaskCards(town, scorer);
  for (const [place, card] of cards.slice(0, -1).entries()) {
    const wanted = (place + n) % CORRECTED_EVERY === 0 ? 2 : 1;
    const isNew = turnForNewStates(pace);
    for (let tries = 0; ; tries += 1) {
      const state = stateOf(town, card.messageId);
      if (state.shows === "correct" && state.revision === wanted) break;
      if (tries === MOST_TRIES)
        throw new Error(`${scorer} gave up on ${card.title} in ${JSON.stringify(state)}`);
      await isNew(state);
      await pace.up();
      const answer = await press(town, scorer, card.messageId, n * 1_000 + place * 10);
      presses[answer] = (presses[answer] ?? 0) + 1;
      if (answer !== "connection") await changeOf(town, card.messageId, state);
    }
  }
}

/** Cards arrive over several lives of the program; the title of each says how many there are. */
async function allTaskCards(town: KillableTown, scorer: string): Promise<Card[]> {
  const tasks = (): Card[] =>
    cardsOf(town.emulator, scorer).filter(({ title }) => title.startsWith("质检任务"));
  await town.emulator.until(
    () => {
      const found = tasks();
      return found.length > 0 && found.length === Number(found[0]!.title.split("/")[1]);
    },
    { timeoutMs: 600_000, what: `all cards of ${scorer}` },
  );
  return tasks().sort((left, right) => positionOf(left) - positionOf(right));
}

const positionOf = ({ title }: Card): number => Number(/(\d+)\//.exec(title)?.[1]);

/** A card shows its form, which can be sent, or its result, which can be corrected. */
type CardState = { readonly shows: "submit" | "correct"; readonly revision: number };

function stateOf(town: KillableTown, messageId: string): CardState {
  const content = JSON.stringify(town.emulator.lark.messages.get(messageId).content);
  const found = /"do":"score\.(submit|correct)","task":"[0-9a-f-]{36}","revision":(\d+)/.exec(content);
  if (found === null) throw new Error(`A card without a button to score or correct: ${content}`);
  return { shows: found[1] as CardState["shows"], revision: Number(found[2]) };
}

/** A step that has to be repeated needs no turn of its own. */
function turnForNewStates(pace: Pace): (state: CardState) => Promise<void> {
  const seen = new Set<string>();
  return async (state) => {
    const key = JSON.stringify(state);
    if (seen.has(key)) return;
    seen.add(key);
    await pace.turn();
  };
}

async function press(town: KillableTown, scorer: string, messageId: string, seed: number): Promise<string> {
  const { lark } = town.emulator;
  const { shows, revision } = stateOf(town, messageId);
  const { content } = lark.messages.get(messageId);
  const outcome =
    shows === "correct"
      ? await lark.press(scorer, messageId, { text: "更正评分" })
      : await lark.submit(
          scorer,
          messageId,
          submitOf(content),
          fillForm(content, numbersFrom(seed + revision)).fields,
        );
  const answer = outcome.clientWarning ?? outcome.errorToast?.kind ?? outcome.toast?.content ?? "card";
  if (outcome.clientWarning !== undefined) throw new Error(`${answer}: ${outcome.missing?.join()}`);
  return answer;
}

async function changeOf(town: KillableTown, messageId: string, before: CardState): Promise<void> {
  const hasChanged = (): boolean => JSON.stringify(stateOf(town, messageId)) !== JSON.stringify(before);
  // In vain: it is pressed again.
  await town.emulator.until(hasChanged, { timeoutMs: PATIENCE_MILLISECONDS }).catch(() => undefined);
}

/** Moves the clock until the platform has brought all events and the program has handled and sent everything. */
async function untilQuiet(town: KillableTown, pace: Pace, rhythm: string): Promise<void> {
  for (;;) {
    await eventually(() => isQuiet(town, pace, rhythm), {
      withinMilliseconds: 600_000,
      everyMilliseconds: 40,
      what: "a quiet program",
    });
    if (!town.emulator.lark.deliveries.list().some(isOnItsWay)) return;
    // The next try of an event whose program was dead.
    town.emulator.clock.forward(301);
    await town.emulator.lark.deliveries.settled();
  }
}

const isOnItsWay = ({ state, eventType }: { readonly state: string; readonly eventType: string }): boolean =>
  state === "pending" && eventType !== "card.action.trigger";

async function isQuiet(town: KillableTown, pace: Pace, rhythm: string): Promise<boolean> {
  await pace.up();
  await town.emulator.lark.deliveries.settled();
  const [left] = await town.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM "InboxEvent" WHERE state = 'new')::int
       + (SELECT count(*) FROM "OutboxMessage" WHERE state IN ('waiting', 'sending'))::int
       + CASE WHEN EXISTS (SELECT 1 FROM "RhythmRun" WHERE rhythm = $1 AND "localDate" = $2) THEN 0 ELSE 1 END AS count`,
    rhythm,
    DATE,
  );
  return left?.count === 0;
}

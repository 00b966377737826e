import { expect } from "vitest";
import { eventually } from "./eventually.ts";
import type { KillableTown } from "./killable-town.ts";
import { cardsOf, choicesOf, submitOf, type Card } from "./town.ts";

/** One scorer with two cards. */
export const PLAN = { agents: 2, scorers: 1, contactsPerAgent: 1 };
export const DRAW_TIME = new Date("2026-11-20T01:10:00Z");

const SCORER = "ou_scorer_1";
/** The work of a killed worker is taken over after 10 s, on a busy machine somewhat later. */
const WITHIN_MILLISECONDS = 50_000;

/** Draws and answers the first card; the program runs and has nothing left to do. */
export async function firstTaskCard(town: KillableTown): Promise<Card> {
  await town.start();
  town.emulator.clock.moveTo(DRAW_TIME);
  await eventually(() => taskCards(town).length === 2, { withinMilliseconds: WITHIN_MILLISECONDS });
  await quiet(town);
  return taskCards(town)[0]!;
}

export function taskCards(town: KillableTown): Card[] {
  return cardsOf(town.emulator, SCORER).filter(({ title }) => title.includes("任务"));
}

/** Gives every item the option at this place of its list, or its last one. */
export function submit(town: KillableTown, card: Card, choice = 0) {
  const fields = choicesOf(card.content).map(({ name, options }): [string, string] => [
    name,
    options[choice] ?? options.at(-1)!,
  ]);
  const button = submitOf(card.content);
  return town.emulator.lark.submit(SCORER, card.messageId, button, Object.fromEntries(fields));
}

export async function expectScoredOnce(town: KillableTown, card: Card): Promise<void> {
  const evaluations = await town.query(`SELECT revision, "isCurrent" FROM "Evaluation"`);
  const audits = await town.query(`SELECT 1 FROM "AuditEntry" WHERE did = 'score'`);
  const told = ["ou_agent_1", "ou_agent_2"].flatMap((agent) => titlesOf(town, agent));
  const after = taskCards(town).find(({ messageId }) => messageId === card.messageId)!;
  expect(evaluations).toEqual([{ revision: 1, isCurrent: true }]);
  expect(audits).toHaveLength(1);
  expect(told).toHaveLength(1);
  expect(titlesOf(town, SCORER)).toHaveLength(3);
  expect(after.text).toContain("更正评分");
}

/** Starts the program after a kill and waits until it has done what was left lying. */
export async function startAgain(town: KillableTown): Promise<void> {
  await town.start();
  await caughtUp(town);
}

/** The clock's move makes a running program look for what was left lying. */
export async function caughtUp(town: KillableTown): Promise<void> {
  town.emulator.clock.forward(31);
  await quiet(town);
  expect(town.emulator.logs.violations()).toEqual([]);
}

export async function quiet(town: KillableTown): Promise<void> {
  await town.emulator.lark.deliveries.settled();
  await eventually(
    async () => {
      const [inbox, outbox] = [await inboxStates(town), await outboxStates(town)];
      if (inbox.includes("new") || outbox["waiting"] || outbox["sending"])
        throw new Error(JSON.stringify({ inbox, outbox }));
    },
    // Asking must not cost the program its time.
    { withinMilliseconds: WITHIN_MILLISECONDS, everyMilliseconds: 40, what: "a quiet program" },
  );
}

export const titlesOf = (town: KillableTown, person: string): string[] =>
  cardsOf(town.emulator, person).map(({ title }) => title);

export async function inboxStates(town: KillableTown): Promise<string[]> {
  const rows = await town.query<{ state: string }>(`SELECT state FROM "InboxEvent" ORDER BY id`);
  return rows.map(({ state }) => state);
}

export async function outboxStates(town: KillableTown): Promise<Record<string, number>> {
  const rows = await town.query<{ state: string; count: number }>(
    `SELECT state, count(*)::int AS count FROM "OutboxMessage" GROUP BY state`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { handleKept } from "#bot/handle-kept";
import type { CardActionEvent } from "#ports/chat";
import { aPress } from "../support/builders.ts";
import { exported, post } from "../support/talk.ts";
import { conversation, openTeamTown, pass, taskCards } from "../support/team.ts";
import { taskIdOf } from "../support/scored-day.ts";
import { choicesOf, LARK_APP, submitOf, type Card, type Town } from "../support/town.ts";

/** Kept by a process that died before it answered: nobody waits for these presses any more. */
describe("a press that is handled later", () => {
  let town: Town;
  let scorer: string;
  let card: Card;
  let kept = 0;

  beforeAll(async () => {
    town = await openTeamTown();
    await post(
      town,
      "/api/contacts",
      ["1001", "1002", "1003"].map((agent) => conversation(`C-${agent}`, agent, "2026-11-19T10:00:00+08:00")),
    );
    await town.moveTo("2026-11-20T01:10:00Z");
  });
  afterAll(() => town.close());

  it("changes the card and says nothing else", async () => {
    nextCard();
    await keep("score.submit", 0);
    const before = town.cardsOf(scorer).length;

    await handleLater();
    await pass(town, 5);

    expect(cardNow().title).toContain("已评分");
    expect(town.cardsOf(scorer)).toHaveLength(before);
    expect(await evaluations()).toBe(1);
  });

  it("and was repeated in the meantime, is not refused aloud", async () => {
    nextCard();
    await keep("score.submit", 0);
    await submit();
    const before = town.cardsOf(scorer).length;

    await handleLater();
    await pass(town, 5);

    expect(town.cardsOf(scorer)).toHaveLength(before);
    expect(await evaluations()).toBe(1);
  });

  it("to correct that score, does not cover the result that was stored in the meantime", async () => {
    await keep("score.correct", 1);
    await town.emulator.lark.press(scorer, card.messageId, { text: "更正评分" });
    await submit();
    const result = cardNow();

    await handleLater();
    await pass(town, 5);

    expect(cardNow().text).toBe(result.text);
    const updates = town.emulator.lark.messages.get(card.messageId).updates.map(({ by }) => by);
    expect(updates).toEqual(["callback", "patch", "callback", "callback", "patch"]);
  });

  it("is refused as a message when the person cannot know otherwise", async () => {
    const { store, clock } = town.running().program;
    nextCard();
    await keep("score.submit", 0);
    await store.tasks.change(taskIdOf(card.content), { state: "cancelled", closedAt: clock.now() });

    await handleLater();
    await pass(town, 5);

    expect(town.cardsOf(scorer).at(-1)!.text).toContain("已经结束");
  });

  /** Another card that is still to be scored. */
  const nextCard = (): void => {
    [{ scorer, card }] = taskCards(town) as [{ scorer: string; card: Card }];
  };

  const cardNow = (): Card => town.cardsOf(scorer).find(({ messageId }) => messageId === card.messageId)!;

  const best = (): Record<string, string> =>
    Object.fromEntries(choicesOf(cardNow().content).map(({ name, options }) => [name, options[0]!]));

  const submit = () => town.emulator.lark.submit(scorer, card.messageId, submitOf(cardNow().content), best());

  const evaluations = async (): Promise<number> => {
    const rows = await exported(town, "evaluations");
    return rows.filter(({ taskId }) => taskId === taskIdOf(card.content)).length;
  };

  async function keep(verb: string, revision: number): Promise<void> {
    const event: CardActionEvent = {
      ...aPress(`lost-${(kept += 1)}`, card.messageId),
      appId: LARK_APP.appId,
      userId: town.emulator.lark.people.get(scorer).openId,
      action: { do: verb, task: taskIdOf(card.content), revision },
      form: revision === 0 ? best() : {},
    };
    const { store, clock } = town.running().program;
    await store.inbox.add([{ key: event.key, event }], clock.now());
  }

  async function handleLater(): Promise<void> {
    const { program, serving } = town.running();
    const deps = { ...program, onRefusal: () => undefined, onFailure: () => undefined };
    await handleKept(deps, { key: `lost-${kept}` }, () => true);
    await serving.queue.jobs.wake("outbox");
  }
});

import { previewBoard } from "#usecases/month/preview-board";
import { showBoard } from "#usecases/month/show-board";
import type { Command } from "./command.ts";
import { idIn, type PressTable, wordIn } from "./press.ts";

export const BOARD_COMMANDS: readonly Command[] = [
  {
    words: ["榜单", "board"],
    run: async (deps, { person, rest }) => ({ card: await showBoard(deps, { reader: person, words: rest }) }),
  },
];

export const BOARD_ACTIONS: PressTable = {
  "board.preview": {
    verb: "publish-month",
    run: async (deps, { event, person }) => {
      const closeId = idIn(event, "close");
      const { team } = event.action;
      const of =
        team === undefined ? {} : { team: wordIn(event, "team") === "" ? null : wordIn(event, "team") };
      // Beside the month's card, which must stay as it is: the preview answers as a card of its own.
      const card = await previewBoard(deps, { closeId, by: person, ...of });
      await deps.store.outbox.add(
        [{ key: `preview:${event.key}`, to: { person: person.id }, card }],
        deps.clock.now(),
      );
      return {};
    },
  },
};

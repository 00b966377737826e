import { showCatalogue } from "#usecases/recognition/show-catalogue";
import { showMyPoints } from "#usecases/recognition/show-my-points";
import type { Command } from "./command.ts";

export const POINTS_COMMANDS: readonly Command[] = [
  {
    words: ["我的积分", "my points"],
    run: async (deps, { person }) => ({ card: await showMyPoints(deps, { person }) }),
  },
  {
    words: ["兑换", "redeem"],
    run: async (deps, { person }) => ({ card: await showCatalogue(deps, { person }) }),
  },
];

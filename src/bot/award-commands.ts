import { AppError } from "#domain/error";
import { openAward } from "#usecases/awards/open-award";
import { openMajorCase } from "#usecases/awards/open-major-case";
import type { Command } from "./command.ts";

export const AWARD_COMMANDS: readonly Command[] = [
  {
    words: ["颁奖", "award"],
    run: async (deps, { person, rest }) => ({ card: await openAward(deps, { reader: person, which: rest }) }),
  },
  {
    words: ["重大投诉", "major complaint"],
    run: async (deps, { person, rest }) => {
      if (rest === "") throw new AppError("bad-input", "Say which conversation.", { what: "contact-id" });
      return { card: await openMajorCase(deps, { reader: person, of: { called: rest } }) };
    },
  },
];

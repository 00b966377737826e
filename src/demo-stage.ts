import type { Emulator } from "#emulator/emulator";
import type { DemoDays } from "./demo-clock.ts";
import type { Desk } from "./demo-desk.ts";
import type { TeamMember } from "./demo-team.ts";
import type { DemoWords } from "./demo-words.ts";
import type { Program } from "./program.ts";

/** Everything around the program while its past is lived. */
export type Demo = {
  readonly emulator: Emulator;
  readonly program: Program;
  readonly team: readonly TeamMember[];
  readonly days: DemoDays;
  /** Sends to the program's API. @throws Error when it is refused, or one of the rows is. */
  readonly send: (
    path: "/api/people" | "/api/contacts" | "/api/metrics",
    rows: readonly object[],
  ) => Promise<void>;
  readonly say: (line: string) => void;
  readonly words: DemoWords;
};

/** What happens on a day is played with. */
export type Stage = Pick<Demo, "emulator" | "team"> & { readonly desks: readonly Desk[] };

import { Command, InvalidArgumentError } from "commander";
import { localDate } from "#domain/working-day";
import { drawDailySample } from "#usecases/quality/draw-daily-sample";
import { type DrawCheck, verifyDraw } from "#usecases/quality/verify-draw";
import type { CommandTools } from "#main/command-line";
import type { CommandIo } from "#main/control-socket";
import type { Program } from "#main/program";

type Options = { readonly json?: boolean; readonly date?: string; readonly frame?: boolean };

/** `xingping draw [--date D]` and `xingping draw verify ID`. */
export function drawCommand(tools: CommandTools): Command {
  const command = new Command("draw")
    .description("draw the day's sample and send the cards, once a day")
    .option("--date <date>", "local date such as 2026-11-23; today when left out", parseDate)
    .option("--json", "print the result as one JSON object")
    .action((options: Options) => tools.withProgram((program) => draw(program, tools, options)));
  command
    .command("verify")
    .argument("<id>", "draw id such as D20261123")
    .option("--json", "print the result as one JSON object")
    .option("--frame", "with --json: also the seed, the plan, the frame and the selection")
    .description("run a stored draw again and compare")
    .action((id: string, _: Options, verify: Command) => {
      const options = verify.optsWithGlobals<Options>();
      if (options.frame && !options.json) verify.error("The frame is printed as JSON only: add --json");
      return tools.withProgram((program) => check(program, tools.io, id, options));
    });
  return command;
}

/** Only what comes out as it went in is a date: 30 February does not. */
function parseDate(text: string): string {
  const instant = new Date(`${text}T00:00:00Z`);
  if (!Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${text}T`)) return text;
  throw new InvalidArgumentError("Write it as 2026-11-23.");
}

async function draw(program: Program, { io, wake }: CommandTools, options: Options): Promise<number> {
  const date = options.date ?? localDate(program.clock.now(), program.policy.zone);
  const made = await drawDailySample(program, { date });
  await wake(program);
  const result = {
    draw: made.id,
    date: made.localDate,
    frameSize: made.frameSize,
    selected: made.selected.length,
    assigned: made.selected.length - made.unassigned.length,
    unassigned: made.unassigned,
    seed: made.seed,
    seedHash: made.seedHash,
  };
  io.out(
    options.json
      ? `${JSON.stringify(result)}\n`
      : `Draw ${result.draw}: ${result.selected} of ${made.frameSize} conversations, ${result.assigned} assigned.\n`,
  );
  for (const [reason, count] of countBy(made.unassigned.map((entry) => entry.reason))) {
    io.err(`${count} not assigned: ${UNASSIGNED_WORDS[reason] ?? reason}\n`);
  }
  return 0;
}

const UNASSIGNED_WORDS: Readonly<Record<string, string>> = {
  "no-scorer": "nobody holds a role that scores, or none of them can be reached in chat.",
  "no-eligible-scorer": "every scorer is the agent or excluded for this agent.",
};

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

async function check(program: Program, io: CommandIo, id: string, options: Options): Promise<number> {
  const { inputs, ...result } = await verifyDraw(program, { id });
  if (options.json) {
    io.out(`${JSON.stringify(options.frame ? { ...result, inputs } : result)}\n`);
  } else {
    const { checks, promise } = result;
    io.out(
      [
        `Draw ${result.draw} of ${result.date}: ${result.selected} of ${result.frameSize} conversations.`,
        line(checks.seedMatchesCommitment, "the seed is the one that was promised"),
        line(checks.frameUnchanged, "the stored frame is unchanged"),
        line(checks.sameContacts, "drawing again selects the same conversations"),
        line(promise !== "none", PROMISE_WORDS[promise]),
        "",
      ].join("\n"),
    );
  }
  return result.isValid ? 0 : 1;
}

const PROMISE_WORDS = {
  "before-that-day": "the seed was promised before that day",
  "before-the-draw": "the seed was promised before the draw, but not before that day",
  none: "the seed was promised before the draw (the very first one cannot be)",
} as const satisfies Record<DrawCheck["promise"], string>;

const line = (isTrue: boolean, words: string): string => `${isTrue ? "yes" : "NO "}  ${words}`;

import { Command, Option } from "commander";
import type { CommandTools } from "#main/command-line";
import type { CommandIo } from "#main/control-socket";
import type { Check } from "./doctor/check.ts";

type Options = { readonly json?: boolean; readonly data?: boolean };

/** `xingping doctor`: a line for each part of the installation, and what to do where it is not fine. */
export function doctorCommand({ io, environment, withProgram, finish }: CommandTools): Command {
  return new Command("doctor")
    .description("look at configuration, database, queue, platform, people and policy; say what to do")
    .option("--json", "print the result as one JSON object")
    .addOption(new Option("--data", "only what is stored, seen by its owner").hideHelp())
    .action(async (options: Options) => {
      // Loaded by who asks for it: it needs nearly the whole program.
      const { examine, examineData } = await import("./doctor/examine.ts");
      if (options.data === true) {
        await withProgram(async (program) => print(await examineData(program, io), io, options));
      } else {
        finish(await print(await examine(environment(), io), io, options));
      }
    });
}

/** Answers the exit code: warnings are no failure. */
async function print(checks: readonly Check[], io: CommandIo, options: Options): Promise<number> {
  const { doctorReport, isHealthy } = await import("./doctor/report.ts");
  const ok = isHealthy(checks);
  io.out(options.json ? `${JSON.stringify({ ok, checks })}\n` : doctorReport(checks, io));
  return ok ? 0 : 1;
}

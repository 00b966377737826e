import { processEnvironment, type Config } from "./config.ts";
import type { RunCommand } from "./control-socket.ts";
import type { Program } from "./program.ts";

/** Carries out, with its own program, the command lines that other processes hand over to the owner of the data. */
export function handedOverCommands(config: Config): (program: Program) => RunCommand {
  return (program) => async (args, io) => {
    // Loaded when the first one comes: most never do.
    const { runCommandLine } = await import("./command-line.ts");
    const code = await runCommandLine(args, {
      io,
      config: () => config,
      environment: processEnvironment,
      withProgram: (_, work) => work(program),
      wake: wakeWorkersLater,
      run: () => Promise.reject(new Error("The server runs already.")),
    });
    return code ?? 0;
  };
}

export async function wakeWorkersLater(program: Program): Promise<void> {
  const { wakeWorkers } = await import("./wake-workers.ts");
  await wakeWorkers(program);
}

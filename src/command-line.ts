import { Command } from "commander";
import { exportCommand } from "#main/commands/export";
import { drawCommand } from "#main/commands/draw";
import { importCommand } from "#main/commands/import";
import { migrateCommand } from "#main/commands/migrate";
import { policyCommand } from "#main/commands/policy";
import type { CommandIo } from "./control-socket.ts";
import type { Program } from "./program.ts";
import type { ServeOptions } from "./serve.ts";

/** Where a command line runs: in a process of its own, or inside the running server. */
export type CommandContext = {
  readonly io: CommandIo;
  /** Runs the work with an open program here, or the whole command line where the data's owner is. Exit code. */
  readonly withProgram: (
    args: readonly string[],
    work: (program: Program) => Promise<number>,
  ) => Promise<number>;
  /** Starts a server or worker; null: it goes on. */
  readonly run: (options: ServeOptions) => Promise<number | null>;
};

export type CommandTools = {
  readonly io: CommandIo;
  readonly withProgram: (work: (program: Program) => Promise<number>) => Promise<void>;
  readonly finish: (code: number | null) => void;
};

/** `xingping …`: every command with its help. Exit codes: 0 done, 1 failed, 2 wrong use. */
export function createCommandLine(
  context: CommandContext,
  args: readonly string[],
  finish: (code: number | null) => void,
): Command {
  const { io } = context;
  const tools: CommandTools = {
    io,
    finish,
    withProgram: async (work) => finish(await context.withProgram(args, work)),
  };
  const program = new Command("xingping")
    .description("Xingping 星评: a customer-service quality programme inside Lark and WeCom")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError("(run with --help to see how)");
  program
    .command("server")
    .description("HTTP server and worker in one process")
    .option("--no-worker", "HTTP only")
    .action(async (options: { worker: boolean }) =>
      finish(await context.run({ http: true, worker: options.worker })),
    );
  program
    .command("worker")
    .description("worker alone, as many processes as wanted (needs DATABASE_URL)")
    .action(async () => finish(await context.run({ http: false, worker: true })));
  for (const command of [
    migrateCommand(tools),
    importCommand(tools),
    drawCommand(tools),
    exportCommand(tools),
    policyCommand(tools),
  ]) {
    program.addCommand(inherit(command, program));
  }
  return program;
}

function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inherit(child, command);
  return command;
}

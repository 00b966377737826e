import { Command, CommanderError } from "commander";
import { boardCommand } from "#main/commands/board";
import { exportCommand } from "#main/commands/export";
import { doctorCommand } from "#main/commands/doctor";
import { drawCommand } from "#main/commands/draw";
import { importCommand } from "#main/commands/import";
import { migrateCommand } from "#main/commands/migrate";
import { closeCommand, publishCommand } from "#main/commands/month";
import { policyCommand } from "#main/commands/policy";
import { setupCommand } from "#main/commands/setup";
import type { Config } from "./config.ts";
import type { CommandIo } from "./control-socket.ts";
import { errorAsJson, plainError, type FailureAsJson } from "./plain-error.ts";
import type { Program } from "./program.ts";
import type { ServeOptions } from "./serve.ts";

/** Where a command line runs: in a process of its own, or inside the running server. */
export type CommandContext = {
  readonly io: CommandIo;
  /** @throws ConfigError */
  readonly config: () => Config;
  /** As it stands, for whoever must look at what is wrong with it. */
  readonly environment: () => Readonly<Record<string, string | undefined>>;
  /** Runs the work with an open program here, or the whole command line where the data's owner is. Exit code. */
  readonly withProgram: (
    args: readonly string[],
    work: (program: Program) => Promise<number>,
  ) => Promise<number>;
  /** Tells the workers, if there may be any, that there is something to do. */
  readonly wake: (program: Program) => Promise<void>;
  /** Starts a server or worker; null: it goes on. */
  readonly run: (options: ServeOptions) => Promise<null>;
};

export type CommandTools = Pick<CommandContext, "io" | "config" | "environment" | "wake"> & {
  readonly withProgram: (work: (program: Program) => Promise<number>) => Promise<void>;
  readonly finish: (code: number | null) => void;
};

/** Runs `xingping …`. Exit codes: 0 done, 1 failed, 2 wrong use; null: a server goes on. Never throws. */
export async function runCommandLine(
  args: readonly string[],
  context: CommandContext,
): Promise<number | null> {
  let exitCode: number | null = 0;
  const commandLine = createCommandLine(context, args, (code) => {
    exitCode = code;
  });
  try {
    await commandLine.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    const isWrongUse = error instanceof CommanderError;
    if (isWrongUse && error.exitCode === 0) return 0;
    if (!isWrongUse) context.io.err(`${plainError(error)}\n`);
    // Not the option as parsed: a command line that cannot be parsed is answered as JSON too.
    if (args.includes("--json"))
      context.io.out(`${JSON.stringify(isWrongUse ? wrongUse(error) : errorAsJson(error))}\n`);
    return isWrongUse ? 2 : 1;
  }
}

/** The parser has told the person already. */
function wrongUse({ message }: CommanderError): FailureAsJson {
  return { error: { code: "wrong-use", message: message.replace(/^error: /, "") } };
}

function createCommandLine(
  context: CommandContext,
  args: readonly string[],
  finish: (code: number | null) => void,
): Command {
  const { io, run } = context;
  const tools: CommandTools = {
    ...context,
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
    .action(async ({ worker }: { worker: boolean }) => finish(await run({ http: true, worker })));
  program
    .command("worker")
    .description("worker alone, as many processes as wanted (needs DATABASE_URL)")
    .action(async () => finish(await run({ http: false, worker: true })));
  for (const command of [
    migrateCommand(tools),
    doctorCommand(tools),
    importCommand(tools),
    drawCommand(tools),
    boardCommand(tools),
    closeCommand(tools),
    publishCommand(tools),
    exportCommand(tools),
    policyCommand(tools),
    setupCommand(tools),
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

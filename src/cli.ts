#!/usr/bin/env node
import { CommanderError } from "commander";
import { findOwner } from "#data/owner-lock";
import { handOver, type CommandIo } from "./control-socket.ts";
import { createCommandLine, type CommandContext } from "./command-line.ts";
import { configOrExit, createLog, start, stopOnSignals } from "./main.ts";
import { openProgram } from "./program.ts";

const io: CommandIo = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  folder: process.cwd(),
  isTerminal: process.stderr.isTTY,
};

/** A command in a process of its own: it opens the program for itself, or hands over to the owner of the data. */
const context: CommandContext = {
  io,
  withProgram: async (args, work) => {
    const config = configOrExit();
    const owner = config.databaseUrl === null ? findOwner(config.dataDirectory) : null;
    if (owner !== null && owner.port !== null) return handOver(owner, args, io);
    const program = await openProgram(
      config,
      createLog(config.logLevel === "info" ? "warn" : config.logLevel, 2),
    );
    try {
      return await work(program);
    } finally {
      await program.close();
    }
  },
  run: async (options) => {
    const config = configOrExit();
    const log = createLog(config.logLevel, 1);
    const running = await start(
      config,
      log,
      options,
      (program) => (args, theirs) =>
        runCommandLine(args, {
          io: theirs,
          withProgram: (_, work) => work(program),
          run: () => Promise.reject(new Error("The server runs already.")),
        }),
    );
    stopOnSignals(running, log);
    log.info({ url: running.serving.url, worker: options.worker }, "ready");
    return null;
  },
};

async function runCommandLine(args: readonly string[], given: CommandContext): Promise<number> {
  const result: { code: number | null } = { code: 0 };
  const commandLine = createCommandLine(given, args, (code) => {
    result.code = code;
  });
  try {
    await commandLine.parseAsync([...args], { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    given.io.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  // A server goes on by itself.
  return result.code ?? -1;
}

const exitCode = await runCommandLine(process.argv.slice(2), context);
if (exitCode >= 0) process.exitCode = exitCode;

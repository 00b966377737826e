#!/usr/bin/env node
import { findOwner } from "#data/owner-lock";
import { createLog } from "./log.ts";
import { processEnvironment, readConfig, type Config } from "./config.ts";
import type { CommandIo } from "./control-socket.ts";
import { runCommandLine, type CommandContext } from "./command-line.ts";
import { handedOverCommands, wakeWorkersLater } from "./handed-over-commands.ts";
import { handOver } from "./hand-over.ts";
import { terminalLanguage } from "./terminal-language.ts";
import type { ServeOptions } from "./serve.ts";

// Whole rooms are loaded by what needs them: help and handed-over commands must answer at once.
const io: CommandIo = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  folder: process.cwd(),
  isTerminal: process.stderr.isTTY,
  columns: process.stderr.columns,
  isReadByPerson: process.stdout.isTTY,
  language: terminalLanguage(processEnvironment()),
};
// `xingping export contacts | head`: whoever reads has seen enough.
process.stdout.on("error", () => process.exit(0));

const config = (): Config => readConfig(processEnvironment());

/** A command in a process of its own: it opens the program for itself, or hands over to the owner of the data. */
const context: CommandContext = {
  io,
  config,
  environment: processEnvironment,
  withProgram: async (args, work) => {
    const settings = config();
    const owner = settings.databaseUrl === null ? findOwner(settings.dataDirectory) : null;
    if (owner !== null && owner.port !== null) return handOver(owner, args, io);
    const { openProgram } = await import("./program.ts");
    const level = settings.logLevel === "info" ? "warn" : settings.logLevel;
    const program = await openProgram(settings, createLog(level, 2));
    try {
      return await work(program);
    } finally {
      await program.close();
    }
  },
  // Nobody works on embedded data while this process owns them; a server looks by itself when it starts.
  wake: async (program) => {
    if (program.ownership === null) await wakeWorkersLater(program);
  },
  run: serveUntilStopped,
};

async function serveUntilStopped(options: ServeOptions): Promise<null> {
  const settings = config();
  const log = createLog(settings.logLevel, 1);
  const { start, stopOnSignals } = await import("./main.ts");
  const running = await start(settings, log, options, handedOverCommands(settings));
  stopOnSignals(running, log);
  log.info({ url: running.serving.url, worker: options.worker }, "ready");
  return null;
}

const exitCode = await runCommandLine(process.argv.slice(2), context);
if (exitCode !== null) process.exitCode = exitCode;

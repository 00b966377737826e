import { AppError } from "#domain/error";
import type { Config } from "./config.ts";
import { openControlSocket, type RunCommand } from "./control-socket.ts";
import type { Log } from "./log.ts";
import { openProgram, type Program } from "./program.ts";
import { serve, type ServeOptions, type Serving } from "./serve.ts";

export type Running = { readonly program: Program; readonly serving: Serving; stop(): Promise<void> };

/**
 * Opens the program and starts the wanted parts of it. `commands` carries out what other processes hand over.
 * @throws AppError `setting-missing` for a worker without PostgreSQL, and what openProgram and serve throw.
 */
export async function start(
  config: Config,
  log: Log,
  options: ServeOptions,
  commands: (program: Program) => RunCommand,
): Promise<Running> {
  requireSharedData(config, options);
  const program = await openProgram(config, log);
  let serving: Serving | null = null;
  try {
    const parts = await serve(program, options);
    serving = parts;
    const control =
      program.ownership === null ? null : await openControlSocket(program.ownership, commands(program));
    warnAboutWhatIsOff(config, log, options);
    return {
      program,
      serving: parts,
      stop: async () => {
        await control?.close();
        await parts.close();
        await program.close();
      },
    };
  } catch (error) {
    await serving?.close();
    await program.close();
    throw error;
  }
}

function requireSharedData(config: Config, options: ServeOptions): void {
  if (options.http || config.databaseUrl !== null) return;
  throw new AppError(
    "setting-missing",
    "A worker of its own needs PostgreSQL: set DATABASE_URL and SECRET_KEY, or run xingping server, which works too.",
  );
}

const SHORT_TOKEN_CHARACTERS = 16;

function warnAboutWhatIsOff(config: Config, log: Log, options: ServeOptions): void {
  if (config.lark === null) log.warn("no chat platform is configured: only the API and commands work");
  if (config.apiToken === null) log.warn("API_TOKEN is not set: /api refuses everybody");
  else if (config.apiToken.length < SHORT_TOKEN_CHARACTERS)
    log.warn("API_TOKEN is short enough to be guessed: make a longer one with openssl rand -hex 24");
  if (config.databaseUrl === null && !options.worker)
    log.warn("no worker runs, and without DATABASE_URL none can be started beside this: nothing is sent");
}

/** Stops on SIGINT or SIGTERM, once; a second signal ends the process at once. */
export function stopOnSignals(running: Pick<Running, "stop">, log: Log): void {
  let isStopping = false;
  const stop = (signal: string): void => {
    if (isStopping) process.exit(130);
    isStopping = true;
    log.info({ signal }, "stopping");
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", () => stop("SIGINT"));
  process.on("SIGTERM", () => stop("SIGTERM"));
}

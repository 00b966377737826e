import { AppError } from "#domain/error";
import type { Config } from "./config.ts";
import { openControlSocket, type RunCommand } from "./control-socket.ts";
import type { Log } from "./log.ts";
import { openProgram, type Program } from "./program.ts";
import type { ServeOptions, Serving } from "./serve.ts";

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
  // The database opens while the rest of the program, the larger part, is loaded.
  const [program, { serve }] = await Promise.all([openProgram(config, log), import("./serve.ts")]);
  const closers = [() => program.close()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const serving = await serve(program, options);
    closers.push(() => serving.close());
    if (program.ownership !== null) {
      const control = await openControlSocket(program.ownership, commands(program));
      closers.push(() => control.close());
    }
    warnAboutWhatIsOff(config, log, options);
    // Last, because its first look at what is due keeps an embedded database busy.
    if (options.worker) await serving.work();
    return { program, serving, stop };
  } catch (error) {
    await stop();
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

function warnAboutWhatIsOff(config: Config, log: Log, options: ServeOptions): void {
  if (config.lark === null) log.warn("no chat platform is configured: only the API and commands work");
  if (config.apiToken === null) log.warn("API_TOKEN is not set: /api refuses everybody");
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

import { ConfigError, processEnvironment, readConfig, type Config } from "./config.ts";
import { openControlSocket, type RunCommand } from "./control-socket.ts";
import { createLog, type Log } from "./log.ts";
import { openProgram, type Program } from "./program.ts";
import { serve, type ServeOptions, type Serving } from "./serve.ts";

export type Running = { readonly program: Program; readonly serving: Serving; stop(): Promise<void> };

/** Opens the program and starts the wanted parts of it. `commands` carries out what other processes hand over. */
export async function start(
  config: Config,
  log: Log,
  options: ServeOptions,
  commands: (program: Program) => RunCommand,
): Promise<Running> {
  const program = await openProgram(config, log);
  try {
    const serving = await serve(program, options);
    const control =
      program.ownership === null ? null : await openControlSocket(program.ownership, commands(program));
    warnAboutWhatIsOff(config, log);
    return {
      program,
      serving,
      stop: async () => {
        await control?.close();
        await serving.close();
        await program.close();
      },
    };
  } catch (error) {
    await program.close();
    throw error;
  }
}

function warnAboutWhatIsOff(config: Config, log: Log): void {
  if (config.lark === null) log.warn("no chat platform is configured: only the API and commands work");
  if (config.apiToken === null) log.warn("API_TOKEN is not set: /api refuses everybody");
}

/** The configuration of the environment; a fault ends the process with every fault named. */
export function configOrExit(): Config {
  try {
    return readConfig(processEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`xingping cannot start:\n${error.message}\n`);
    process.exit(1);
  }
}

/** Stops on SIGINT or SIGTERM, once; a second signal ends the process at once. */
export function stopOnSignals(running: Running, log: Log): void {
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

export { createLog };

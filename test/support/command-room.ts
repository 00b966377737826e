import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommandLine, type CommandContext } from "#main/command-line";
import { readConfig } from "#main/config";
import { createLog } from "#main/log";
import { openProgram, type Program } from "#main/program";
import { placeEmbeddedData } from "./embedded-data.ts";
import { testDirectory, type TestDirectory } from "./files.ts";
import { LARK_APP } from "./town.ts";

/** What a command printed, and its exit code. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** The program with data of its own and a folder with files, in which command lines are run. */
export type CommandRoom = {
  readonly program: Program;
  readonly folder: TestDirectory;
  run(...args: readonly string[]): Promise<Ran>;
  read(file: string): Promise<string>;
  close(): Promise<void>;
};

/** A Sunday at noon in the policy's zone: the commands have a today of their own. */
const NOW = new Date("2026-11-22T04:00:00Z");

export async function openCommandRoom(): Promise<CommandRoom> {
  const folder = await testDirectory();
  await placeEmbeddedData(join(folder.path, "data", "database"));
  const config = readConfig({
    DATA_DIR: join(folder.path, "data"),
    LOG_LEVEL: "error",
    LARK_APP_ID: LARK_APP.appId,
    LARK_APP_SECRET: LARK_APP.appSecret,
    LARK_ENCRYPT_KEY: LARK_APP.encryptKey,
    LARK_VERIFICATION_TOKEN: LARK_APP.verificationToken,
    // Nobody answers there, and nothing that these commands do needs an answer.
    LARK_BASE_URL: "http://127.0.0.1:9",
  });
  const program = await openProgram(config, createLog("error", 2));
  return {
    program,
    folder,
    run: (...args) =>
      runCollecting(args, {
        folder: folder.path,
        config: () => config,
        withProgram: (_, work) => work({ ...program, clock: { ...program.clock, now: () => NOW } }),
      }),
    read: (file) => readFile(join(folder.path, file), "utf8"),
    close: async () => {
      await program.close();
      await folder.remove();
    },
  };
}

/** Runs a command line in this process. What is not handed in must not be asked for. */
export async function runCollecting(
  args: readonly string[],
  parts: Partial<Pick<CommandContext, "config" | "environment" | "withProgram">> & {
    readonly folder?: string;
    readonly columns?: number;
    /** Hears what is printed while the command still runs. */
    readonly hears?: (text: string) => void;
  } = {},
): Promise<Ran> {
  const printed = { out: "", err: "" };
  const asked = (what: string) => () => Promise.reject(new Error(`${what} was asked for`));
  const code = await runCommandLine(args, {
    io: {
      out: (text) => {
        printed.out += text;
        parts.hears?.(text);
      },
      err: (text) => {
        printed.err += text;
        parts.hears?.(text);
      },
      folder: parts.folder ?? "/nowhere",
      isTerminal: parts.columns !== undefined,
      columns: parts.columns,
      isReadByPerson: false,
      language: "en",
    },
    config: parts.config ?? (() => readConfig({})),
    environment: parts.environment ?? (() => ({})),
    withProgram: parts.withProgram ?? asked("the program"),
    wake: () => Promise.resolve(),
    run: asked("a server"),
  });
  return { code, ...printed };
}

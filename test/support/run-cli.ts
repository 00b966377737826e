import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { programCommand } from "./program-command.ts";

export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
};

/** `xingping …` in a process of its own, with no variables but these. */
export type CliProcess = {
  readonly pid: number;
  /** The address it serves, once it is ready. Rejects with what it printed when it ends before that. */
  readonly url: Promise<string>;
  readonly ended: Promise<Ended>;
  /** Waits until its standard output holds this. Rejects when it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  stop(signal: NodeJS.Signals): Promise<Ended>;
};

export type CliOptions = {
  readonly environment: Readonly<Record<string, string>>;
  /** Where file names begin and where a `.env` would be read. */
  readonly folder: string;
  readonly program?: "cli" | "demo";
};

const READY = /"url":"([^"]+)".*"msg":"ready"|running at (http:\/\/\S+)/;

export function startCli(args: readonly string[], options: CliOptions): CliProcess {
  const child = spawn(process.execPath, [...programCommand(options.program ?? "cli"), ...args], {
    cwd: options.folder,
    env: { PATH: process.env["PATH"], PORT: "0", ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { out: "", err: "" };
  const ended = end(child, printed);
  const waitFor = (pattern: RegExp) => whenPrinted(child, printed, ended, pattern);
  const url = waitFor(READY).then((found) => found[1] ?? found[2] ?? "");
  // Whoever does not ask whether it is ready may let it fail.
  url.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    url,
    ended,
    printed: waitFor,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Runs it to its end. */
export function runCli(args: readonly string[], options: CliOptions): Promise<Ended> {
  return startCli(args, options).ended;
}

async function end(child: ChildProcess, printed: { out: string; err: string }): Promise<Ended> {
  child.stdout!.setEncoding("utf8").on("data", (text: string) => (printed.out += text));
  child.stderr!.setEncoding("utf8").on("data", (text: string) => (printed.err += text));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...printed };
}

function whenPrinted(
  child: ChildProcess,
  printed: { readonly out: string },
  ended: Promise<Ended>,
  pattern: RegExp,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = pattern.exec(printed.out);
      if (found !== null) resolve(found);
    };
    look();
    child.stdout!.on("data", look);
    ended.then(
      ({ code, signal, out, err }) =>
        reject(new Error(`it ended with ${code ?? signal} without ${pattern}:\n${out}${err}`)),
      reject,
    );
  });
}

/** The result that `--json` puts on the last line of standard output. */
export function jsonOf({ out }: Pick<Ended, "out">): Record<string, unknown> {
  return JSON.parse(out.trimEnd().split("\n").at(-1) ?? "") as Record<string, unknown>;
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { programCommand } from "./program-command.ts";

/** `xingping server` in a process of its own, so that it can be killed. */
export type ProgramProcess = {
  /** Its address, once it has said that it is ready. Rejects with what it printed when it ends before that. */
  readonly ready: Promise<string>;
  /** False when it has ended, by itself or killed. */
  isRunning(): boolean;
  /** SIGKILL: nothing in it runs any more. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Everything it has printed. */
  printed(): string;
};

export function startProgram(environment: Readonly<Record<string, string>>): ProgramProcess {
  const child = spawn(process.execPath, [...programCommand("cli"), "server"], {
    // Its own variables only: what is set around the test must not switch anything on.
    env: { PATH: process.env["PATH"], ...environment, LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed: string[] = [];
  const ready = readiness(child, printed);
  // A process that is killed while it starts is no failure of anybody who does not ask whether it is ready.
  ready.catch(() => undefined);
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    ready,
    isRunning,
    printed: () => printed.join(""),
    async kill() {
      if (!isRunning()) return;
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

function readiness(child: ChildProcess, printed: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      printed.push(chunk.toString());
      const url = /"url":"([^"]+)".*"msg":"ready"/.exec(printed.join(""))?.[1];
      if (url === undefined) return;
      resolve(url);
      child.stdout!.off("data", listen);
      child.stdout!.on("data", (later: Buffer) => printed.push(later.toString()));
    };
    child.stdout!.on("data", listen);
    child.stderr!.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`the program ended with ${code ?? signal} before it was ready:\n${printed.join("")}`)),
    );
  });
}

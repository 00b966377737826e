import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

export type Child = {
  /** Where it serves; empty when it serves nothing. */
  readonly url: string;
  /** From the start of the process to its word that it is ready. */
  readonly readySeconds: number;
  readonly residentMegabytes: () => number;
  /** Computing time so far; unlike a rate it hardly depends on what else the machine does. NaN where there is no /proc. */
  readonly computingMilliseconds: () => number;
  stop(): Promise<void>;
};

export type ChildOptions = {
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
};

/** The environment that every child gets: nothing of the machine's settings may change what is measured. */
const PLAIN_ENVIRONMENT = { PATH: process.env["PATH"] ?? "", NODE_ENV: "production" };

/** Starts a script and waits for its line of JSON with `"msg":"ready"`. Throws with its last words when it ends before. */
export async function startChild(
  script: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<Child> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), script, ...args], {
    env: { ...PLAIN_ENVIRONMENT, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const words: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => words.push(text));
  const ready = await Promise.race([readyLine(child, words), ended(child, script, words)]);
  return {
    url: ready.url ?? "",
    readySeconds: (performance.now() - startedAt) / 1000,
    residentMegabytes: () => residentMegabytes(child),
    computingMilliseconds: () => computingMilliseconds(child),
    stop: () => stop(child),
  };
}

/** Runs a script to its end. Throws with its words when it fails. */
export async function runChild(
  script: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<void> {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), script, ...args], {
    env: { ...PLAIN_ENVIRONMENT, ...options.environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const words: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => words.push(text));
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}:\n${words.join("")}`);
}

function readyLine(child: ChildProcess, words: string[]): Promise<{ readonly url?: string }> {
  return new Promise((resolve) => {
    if (child.stdout === null) return;
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said = line.startsWith("{") ? (JSON.parse(line) as { msg?: string; url?: string }) : {};
      if (said.msg === "ready") resolve(said);
      else words.push(`${line}\n`);
    });
  });
}

async function ended(child: ChildProcess, script: string, words: readonly string[]): Promise<never> {
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  throw new Error(
    `${script} ended with ${code ?? signal} before it was ready:\n${words.slice(-20).join("")}`,
  );
}

function residentMegabytes({ pid }: ChildProcess): number {
  const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(kilobytes.trim()) / 1024;
}

function computingMilliseconds({ pid }: ChildProcess): number {
  try {
    // Fields 14 and 15 of proc(5), counted behind the name in brackets: user and system time in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What another process can open by itself. */
export type KilledBackend =
  | { readonly kind: "pglite"; readonly directory: string }
  | { readonly kind: "postgres"; readonly url: string }
  | { readonly kind: "redis"; readonly url: string; readonly prefix: string };

export type WorkerProcess = { kill(): Promise<void> };

const PROGRAM = fileURLToPath(new URL("./worker-process.main.ts", import.meta.url));

/**
 * Starts a process with a worker in which the jobs `work` (data `{item: "begun"}`) and `woken` have begun and never
 * end. Throws what it printed when it ends before that.
 */
export async function startWorkerProcess(backend: KilledBackend, queueName: string): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--import", "tsx", PROGRAM, JSON.stringify(backend), queueName],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  await bothJobsBegun(child);
  return {
    async kill() {
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    },
  };
}

function bothJobsBegun(child: ChildProcess): Promise<void> {
  return new Promise((begun, failed) => {
    let printed = "";
    const listen = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (printed.includes("begun work") && printed.includes("begun woken")) begun();
    };
    child.stdout!.on("data", listen);
    child.stderr!.on("data", listen);
    child.once("exit", (code) => failed(new Error(`the worker process ended with ${code}: ${printed}`)));
  });
}

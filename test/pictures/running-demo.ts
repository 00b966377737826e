import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type RunningDemo = { readonly url: string; stop(): Promise<void> };

/** The built demo on a free port with data of its own, once its two weeks are lived. @throws Error when it ends early. */
export async function startDemo(folder: string): Promise<RunningDemo> {
  const script = join(import.meta.dirname, "..", "..", "dist", "src", "demo.js");
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: "0", DATA_DIR: folder, LC_ALL: "en_US.UTF-8" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let url: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    url ??= /running at (http:\/\/\S+)/.exec(line)?.[1];
    if (url !== undefined && line.startsWith("Ctrl-C")) break;
  }
  if (url === undefined)
    throw new Error("The demo ended before it was ready; run `npm run build` and try again.");
  return {
    url,
    stop: async () => {
      child.kill("SIGINT");
      await once(child, "exit");
    },
  };
}

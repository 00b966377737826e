// The thread in which pictures are drawn: it takes one at a time and answers it.
import { parentPort } from "node:worker_threads";
import { draw, type Sheet } from "./draw.ts";
import type { Answer } from "./picture-maker.ts";

let last: Promise<void> = Promise.resolve();
parentPort?.on("message", ({ id, sheet }: { readonly id: number; readonly sheet: Sheet }) => {
  // Side by side they would only need more memory: a processor draws one of them.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread of Node's has no origin.
  last = last.then(async () => parentPort?.postMessage(await answered(id, sheet)));
});

async function answered(id: number, sheet: Sheet): Promise<Answer> {
  try {
    return { id, drawn: await draw(sheet) };
  } catch (error) {
    return { id, reason: error instanceof Error ? error.message : String(error) };
  }
}

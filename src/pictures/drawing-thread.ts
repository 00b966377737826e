// The thread in which pictures are drawn: it takes one at a time and answers it.
import { parentPort } from "node:worker_threads";
import { draw, type Sheet } from "./draw.ts";
import type { Answer } from "./picture-maker.ts";

parentPort?.on("message", ({ id, sheet }: { readonly id: number; readonly sheet: Sheet }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread of Node's has no origin.
  parentPort?.postMessage(answerTo(id, sheet));
});

function answerTo(id: number, sheet: Sheet): Answer {
  try {
    return { id, drawn: draw(sheet) };
  } catch (error) {
    return { id, reason: error instanceof Error ? error.message : String(error) };
  }
}

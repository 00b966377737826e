// The thread in which pictures are drawn: it takes one at a time and answers it.
import { parentPort } from "node:worker_threads";
import { draw, type Order } from "./draw.ts";
import type { Answer } from "./picture-maker.ts";

parentPort?.on("message", ({ id, order }: { readonly id: number; readonly order: Order }) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread of Node's has no origin.
  parentPort?.postMessage(answerTo(id, order));
});

function answerTo(id: number, order: Order): Answer {
  try {
    return { id, drawn: draw(order) };
  } catch (error) {
    return { id, reason: error instanceof Error ? error.message : String(error) };
  }
}

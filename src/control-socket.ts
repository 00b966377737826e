import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import type { AddressInfo } from "node:net";
import type { Owner, OwnerLock } from "#data/owner-lock";

/** Where a command writes, and the folder that its file names are relative to. */
export type CommandIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly folder: string;
  readonly isTerminal: boolean;
};

/** Runs a command line; answers its exit code. */
export type RunCommand = (args: readonly string[], io: CommandIo) => Promise<number>;

type Message = { readonly out: string } | { readonly err: string } | { readonly exit: number };
type Order = { readonly args: string[]; readonly folder: string; readonly isTerminal: boolean };

/**
 * Embedded data have one owner, so a command that is given while the server runs is carried out by the server: over
 * loopback, for whoever can read the lock file's token, which only the owner of the data directory can.
 */
export async function openControlSocket(
  lock: OwnerLock,
  run: RunCommand,
): Promise<{ close(): Promise<void> }> {
  const app = new Hono();
  app.post("/", async (c) => {
    if (c.req.header("authorization") !== `Bearer ${lock.token}`) return c.body(null, 401);
    const order = await c.req.json<Order>();
    return stream(c, async (body) => {
      let lines = Promise.resolve<unknown>(undefined);
      const say = (message: Message): void => {
        lines = lines.then(() => body.write(`${JSON.stringify(message)}\n`));
      };
      const { folder, isTerminal } = order;
      const io = {
        out: (text: string) => say({ out: text }),
        err: (text: string) => say({ err: text }),
        folder,
        isTerminal,
      };
      say({ exit: await run(order.args, io) });
      await lines;
    });
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => {
      lock.announce((server.address() as AddressInfo).port);
      resolve({ close: () => new Promise((closed) => server.close(() => closed())) });
    });
    server.once("error", reject);
  });
}

/** Hands a command over to the owner of the data; answers its exit code. */
export async function handOver(owner: Owner, args: readonly string[], io: CommandIo): Promise<number> {
  const { folder, isTerminal } = io;
  const answer = await fetch(`http://127.0.0.1:${owner.port}`, {
    method: "POST",
    headers: { authorization: `Bearer ${owner.token}`, "content-type": "application/json" },
    body: JSON.stringify({ args: [...args], folder, isTerminal } satisfies Order),
  });
  if (!answer.ok || answer.body === null)
    throw new Error(`Process ${owner.pid} did not take the command (${answer.status}).`);
  let exit = 1;
  for await (const line of linesOf(answer.body)) {
    const message = JSON.parse(line) as Message;
    if ("exit" in message) exit = message.exit;
    else if ("out" in message) io.out(message.out);
    else io.err(message.err);
  }
  return exit;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

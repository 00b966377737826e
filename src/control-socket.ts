import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import type { AddressInfo } from "node:net";
import type { OwnerLock } from "#data/owner-lock";
import type { Language } from "#domain/local-text";
import { isSame } from "#http/same-text";

/** Where a command writes, and the folder that its file names are relative to. */
export type CommandIo = {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly folder: string;
  /** Somebody watches what is told on the way (standard error). */
  readonly isTerminal: boolean;
  /** How wide the terminal is; undefined where there is none. */
  readonly columns?: number | undefined;
  /** Somebody reads the result themselves (standard output). */
  readonly isReadByPerson: boolean;
  readonly language: Language;
};

/** Runs a command line; answers its exit code. */
export type RunCommand = (args: readonly string[], io: CommandIo) => Promise<number>;

/** What is asked of the owner of the data. */
export type Order = { readonly args: string[] } & Omit<CommandIo, "out" | "err">;
/** A line of its answer; `exit` comes last. */
export type Message = { readonly out: string } | { readonly err: string } | { readonly exit: number };

/** Whoever waits gives up after five minutes of silence; a long import says nothing for longer. */
const PULSE_MILLISECONDS = 60_000;

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
    if (!isSame(c.req.header("authorization") ?? "", `Bearer ${lock.token}`)) return c.body(null, 401);
    const order = await c.req.json<Order>();
    return stream(c, (body) => carryOut(order, run, (text) => body.write(text)));
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => {
      lock.announce((server.address() as AddressInfo).port);
      resolve({ close: () => new Promise((closed) => server.close(() => closed())) });
    });
    server.once("error", reject);
  });
}

async function carryOut(
  { args, ...surroundings }: Order,
  run: RunCommand,
  write: (text: string) => Promise<unknown>,
): Promise<void> {
  let written: Promise<unknown> = Promise.resolve();
  const say = (message: Message): void => {
    written = written.then(() => write(`${JSON.stringify(message)}\n`));
  };
  const pulse = setInterval(() => say({ err: "" }), PULSE_MILLISECONDS);
  try {
    const io = { ...surroundings, out: (out: string) => say({ out }), err: (err: string) => say({ err }) };
    say({ exit: await run(args, io) });
    await written;
  } finally {
    clearInterval(pulse);
  }
}

import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { findOwner } from "#data/owner-lock";
import { AppError } from "#domain/error";
import { liveADay } from "./demo-day.ts";
import { demoEnvironment, readConfig, type Config } from "./config.ts";
import { listenProblem } from "./listen-error.ts";
import { createLog, type Log } from "./log.ts";
import { start, stopOnSignals } from "./main.ts";
import { plainError } from "./plain-error.ts";
import type { Listen } from "./serve.ts";
import { nextWorkday } from "./demo-clock.ts";

// The demo is the program itself, with the emulator beside it on one port. What is special is only told to it from
// outside, through its configuration.
const LARK = {
  appId: "cli_00000000000000de",
  appSecret: "demo-app-secret",
  encryptKey: "demo-encrypt-key",
  verificationToken: "demo-verification-token",
};
const NOTHING_YET = (): Response => new Response("starting", { status: 503 });

type OnStop = (close: () => Promise<void>) => void;

async function main(): Promise<void> {
  const base = readConfig(demoEnvironment());
  const log = createLog(base.logLevel, 2);
  const closers: (() => Promise<void>)[] = [];
  let isStopping = false;
  const stop = async (): Promise<void> => {
    isStopping = true;
    for (const close of closers.splice(0).reverse()) await close();
  };
  // From the first moment on: whoever presses Ctrl-C while it starts, or in the middle of the day, means it too.
  stopOnSignals({ stop }, log);
  try {
    await runDemo(base, log, (close) => void closers.push(close));
  } catch (error) {
    // The day breaks off when its program is closed below it.
    if (!isStopping) throw error;
  }
}

async function runDemo(base: Config, log: Log, onStop: OnStop): Promise<void> {
  const directory = join(base.dataDirectory, "demo");
  requireUnused(directory);
  const emulator = createEmulator({ lark: LARK, startAt: nextWorkday(new Date()) });
  onStop(() => emulator.close());
  const front = await openFront(base.port, emulator);
  onStop(() => front.close());
  say("Starting the program and an emulator of Lark beside it …");
  // This demo begins its story anew each time.
  rmSync(directory, { recursive: true, force: true });
  const running = await start(
    configOf(base, directory, front.port),
    log,
    { http: true, worker: true, listen: front.listen },
    () => () => Promise.resolve(1),
  );
  onStop(() => running.stop());
  emulator.setWebhookUrl(`http://127.0.0.1:${front.port}/webhooks/lark`);
  await liveADay(emulator, running.program, say);
  say(closingWords(`http://localhost:${front.port}`));
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** @throws AppError `busy`: the story is begun anew by deleting its folder, which must not be another demo's. */
function requireUnused(directory: string): void {
  const owner = findOwner(directory);
  if (owner === null) return;
  throw new AppError(
    "busy",
    `another demo (process ${owner.pid}) lives in ${directory}: stop it, or give this one a folder with DATA_DIR.`,
  );
}

function configOf(base: Config, directory: string, port: number): Config {
  return readConfig({
    PORT: String(port),
    DATA_DIR: directory,
    LOG_LEVEL: base.logLevel,
    CLOCK_URL: `http://127.0.0.1:${port}/emulator/clock`,
    LARK_APP_ID: LARK.appId,
    LARK_APP_SECRET: LARK.appSecret,
    LARK_ENCRYPT_KEY: LARK.encryptKey,
    LARK_VERIFICATION_TOKEN: LARK.verificationToken,
    LARK_BASE_URL: `http://127.0.0.1:${port}/emulator`,
    API_TOKEN: "demo-token-for-this-computer-only",
  });
}

type Front = { readonly port: number; readonly listen: Listen; close(): Promise<void> };

/** One port for both: a page at /, the emulator under /emulator, the program everywhere else once it is there. */
async function openFront(port: number, emulator: Emulator): Promise<Front> {
  let program: Pick<Hono, "fetch"> = { fetch: NOTHING_YET };
  const listener = getRequestListener((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/") return emulator.frontPage();
    return pathname.startsWith("/emulator/") ? emulator.app.fetch(request) : program.fetch(request);
  });
  const server: Server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenProblem(error, port) ?? error));
    // Loopback only: whoever reaches the emulator may press and type as anybody.
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    port: bound,
    listen: (app) => {
      program = app;
      return Promise.resolve({ url: `http://localhost:${bound}`, close: () => Promise.resolve() });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function closingWords(url: string): string {
  return `
Xingping is running at ${url}. Three things to try from another terminal:
  curl ${url}/emulator/api/messages        every card that was sent
  curl ${url}/metrics                      what is counted
  curl ${url}/emulator/api                 how to press, type and move the clock yourself
Ctrl-C ends it.
`;
}

main().catch((error: unknown) => {
  process.stderr.write(`The demo cannot go on: ${plainError(error)}\n`);
  process.exit(1);
});

import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createEmulator, type Emulator } from "#emulator/emulator";
import { liveADay } from "./demo-day.ts";
import { demoEnvironment, readConfig } from "./config.ts";
import { listenProblem } from "./listen-error.ts";
import { createLog } from "./log.ts";
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
let wantedPort = 3000;
const NOTHING_YET = (): Response => new Response("starting", { status: 503 });

async function main(): Promise<void> {
  const base = readConfig(demoEnvironment());
  wantedPort = base.port;
  const emulator = createEmulator({ lark: LARK, startAt: nextWorkday(new Date()) });
  const front = await openFront(base.port, emulator);
  const directory = join(base.dataDirectory, "demo");
  // This demo begins its story anew each time.
  rmSync(directory, { recursive: true, force: true });
  const config = readConfig({
    PORT: String(front.port),
    DATA_DIR: directory,
    LOG_LEVEL: base.logLevel,
    CLOCK_URL: `http://127.0.0.1:${front.port}/emulator/clock`,
    LARK_APP_ID: LARK.appId,
    LARK_APP_SECRET: LARK.appSecret,
    LARK_ENCRYPT_KEY: LARK.encryptKey,
    LARK_VERIFICATION_TOKEN: LARK.verificationToken,
    LARK_BASE_URL: `http://127.0.0.1:${front.port}/emulator`,
    API_TOKEN: "demo-token-for-this-computer-only",
  });
  const log = createLog(config.logLevel, 2);
  const running = await start(
    config,
    log,
    { http: true, worker: true, listen: front.listen },
    () => () => Promise.resolve(1),
  );
  emulator.setWebhookUrl(`http://127.0.0.1:${front.port}/webhooks/lark`);
  stopOnSignals(
    {
      ...running,
      stop: async () => {
        await running.stop();
        await emulator.close();
        await front.close();
      },
    },
    log,
  );
  await liveADay(emulator, running.program, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(closingWords(`http://localhost:${front.port}`));
}

type Front = { readonly port: number; readonly listen: Listen; close(): Promise<void> };

/** One port for both: the emulator under /emulator, the program everywhere else once it is there. */
async function openFront(port: number, emulator: Emulator): Promise<Front> {
  let program: Pick<Hono, "fetch"> = { fetch: NOTHING_YET };
  const listener = getRequestListener((request) =>
    new URL(request.url).pathname.startsWith("/emulator/")
      ? emulator.app.fetch(request)
      : program.fetch(request),
  );
  const server: Server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, () => resolve());
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
  const words = plainError(listenProblem(error, wantedPort) ?? error);
  process.stderr.write(`The demo cannot start: ${words}\n`);
  process.exit(1);
});
